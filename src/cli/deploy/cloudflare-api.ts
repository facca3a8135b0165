import * as z from "zod";
import { type CloudflarePermission, permissionName } from "./cloudflare-permissions.ts";
import type { DeploySurroundings } from "./deploy-surroundings.ts";

/** Cloudflare did not do it; the message says why, and which permission the token lacks. */
export class CloudflareRefused extends Error {
  /** HTTP; 0: no answer. */
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

export interface CloudflareCall {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/client/v4`; `~` stands for the account: `~/queues`. */
  readonly path: string;
  readonly body?: unknown;
  readonly needs: CloudflarePermission;
}

export interface CloudflareApi {
  /** The `result` of the answer, checked by `form`. Throws `CloudflareRefused`. */
  ask<T>(call: CloudflareCall, form: z.ZodType<T>): Promise<T>;
  /** The same; null where Cloudflare says 404. */
  find<T>(call: CloudflareCall, form: z.ZodType<T>): Promise<T | null>;
}

const envelope = z.looseObject({
  success: z.boolean(),
  errors: z.array(z.looseObject({ code: z.number(), message: z.string() })).default([]),
  result: z.unknown(),
});

const BASE = "https://api.cloudflare.com/client/v4";
/** For one call; ms. */
const WITHIN_MS = 30_000;

/** The API of Cloudflare, or of what CLOUDFLARE_API_BASE_URL names, as for wrangler. */
export function cloudflareApi({ env, fetch }: DeploySurroundings): CloudflareApi {
  const ask = async <T>(call: CloudflareCall, form: z.ZodType<T>): Promise<T> => {
    const { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_ACCOUNT_ID: account } = env;
    if (!token || !account) {
      throw new CloudflareRefused("set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID", 0);
    }
    const { method = "GET", body } = call;
    const path = call.path.replace(/^~/, `/accounts/${account}`);
    const answer = await reach(fetch, `${env.CLOUDFLARE_API_BASE_URL ?? BASE}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    const said = envelope.safeParse(await answer.json().catch(() => null));
    if (!answer.ok || !said.success || !said.data.success) {
      throw refusedCall(call, answer.status, said.data?.errors ?? []);
    }
    const result = form.safeParse(said.data.result);
    if (result.success) return result.data;
    const why = z.prettifyError(result.error);
    throw new CloudflareRefused(`${method} ${path}: an answer of another form: ${why}`, 200);
  };
  return {
    ask,
    async find(call, form) {
      try {
        return await ask(call, form);
      } catch (fault) {
        if (fault instanceof CloudflareRefused && fault.status === 404) return null;
        throw fault;
      }
    },
  };
}

async function reach(
  fetch: DeploySurroundings["fetch"],
  url: string,
  init: RequestInit,
): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new CloudflareRefused(`Cloudflare gave no answer (${why}): try again`, 0);
  }
}

function refusedCall(
  { method = "GET", path, needs }: CloudflareCall,
  status: number,
  errors: readonly { readonly code: number; readonly message: string }[],
): CloudflareRefused {
  const said = errors.map(({ code, message }) => `${message} [${code}]`).join("; ");
  const what = `${method} ${path}: ${status} ${said || "without a reason"}`;
  if (status !== 401 && status !== 403) return new CloudflareRefused(what, status);
  const lacks = `the API token lacks "${permissionName(needs)}", or is no token of this account`;
  return new CloudflareRefused(`${lacks} (${what})`, status);
}
