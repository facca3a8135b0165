/** The port `ChargingSystem` for CGRateS 0.10 and 0.11, over HTTP JSON-RPC. */
import type { ChargingSystem } from "../../app/ports/charging-system.ts";
import type { Clock } from "../../app/ports/clock.ts";
import type { AccountRef } from "../../domain/ocs/account-ref.ts";
import type { Reading, WriteAnswer } from "../../domain/ocs/reading.ts";
import { whyNotSent } from "./guard.ts";
import { readAccountAnswer } from "./read-account.ts";
import { classifyAnswer } from "./write-answer.ts";

export interface CgratesConfig {
  /** The JSON-RPC endpoint, as `https://ocs.example/jsonrpc`. */
  readonly url: string;
  /** The whole header, as `Basic …`. Never part of an answer or a log line. */
  readonly authorization?: string;
  /** For one call with its body: v0.10 never answers a malformed request. */
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch;
  readonly clock: Clock;
}

/** An HTTP 200 with its body, or why there is none. */
export type Post =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly why: string };

/** Neither method throws: a silent or broken engine is an answer too. */
export function createChargingSystem(config: CgratesConfig): ChargingSystem {
  return {
    async read(account: AccountRef, timeBudgetMs?: number): Promise<Reading> {
      const timeoutMs = timeBudgetMs ?? config.timeoutMs;
      const posted = await post({ ...config, timeoutMs }, getAccountBody(account));
      const at = config.clock.now();
      if (!posted.ok) return { kind: "unreadable", at, why: posted.why };
      return readAccountAnswer(account, posted.body, at);
    },

    async write(account: AccountRef, body: string, timeBudgetMs?: number): Promise<WriteAnswer> {
      const objection = whyNotSent(account, body);
      if (objection !== null) return { kind: "refused", text: objection };
      const timeoutMs = timeBudgetMs ?? config.timeoutMs;
      const posted = await post({ ...config, timeoutMs }, body);
      if (!posted.ok) return { kind: "unknown", text: posted.why };
      return classifyAnswer(posted.body);
    },
  };
}

/** The engine reads its database for this call, so the answer is evidence. v1 has another shape. */
function getAccountBody({ tenant, account }: AccountRef): string {
  const params = [{ Tenant: tenant, Account: account }];
  return JSON.stringify({ id: "read", method: "APIerSv2.GetAccount", params });
}

/** One call to the engine; never throws. */
export async function post(config: Omit<CgratesConfig, "clock">, body: string): Promise<Post> {
  const send = config.fetch ?? fetch;
  const authorization =
    config.authorization === undefined ? {} : { authorization: config.authorization };
  try {
    const response = await send(config.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...authorization },
      body,
      // A redirect, say to a login page, is no answer, and must not get the authorization.
      redirect: "manual",
      signal: AbortSignal.timeout(config.timeoutMs),
    });
    // The body is always read, because an unread one keeps the connection busy.
    const text = await response.text();
    if (response.status !== 200) return { ok: false, why: `HTTP ${response.status}` };
    return { ok: true, body: text };
  } catch (fault) {
    return { ok: false, why: whyNoAnswer(fault, config.timeoutMs) };
  }
}

function whyNoAnswer(fault: unknown, timeoutMs: number): string {
  if (!(fault instanceof Error)) return "no answer";
  if (fault.name === "TimeoutError") return `timeout after ${timeoutMs} ms`;
  const cause = fault.cause instanceof Error ? `: ${fault.cause.message}` : "";
  return `no answer: ${fault.message}${cause}`.slice(0, 200);
}
