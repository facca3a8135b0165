import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { CloudflareAccount } from "./account.ts";
import { type ApiCall, ApiRefusal, type ApiRoute } from "./cloudflare-route.ts";
import { D1_ROUTES } from "./d1-routes.ts";
import { QUEUE_ROUTES } from "./queue-routes.ts";
import { SCRIPT_ROUTES } from "./script-routes.ts";
import { TRIGGER_ROUTES } from "./trigger-routes.ts";
import { ZONE_ROUTES } from "./zone-routes.ts";

/** A request that ends without an answer, after it was executed or instead. */
export interface CloudflareFault {
  readonly method: string;
  readonly path: RegExp;
  readonly kind: "fail_before" | "drop_after";
}

export interface CloudflareSimulator {
  /** For CLOUDFLARE_API_BASE_URL. */
  readonly url: string;
  readonly account: CloudflareAccount;
  /** Each is met once. */
  readonly faults: CloudflareFault[];
  /** "POST /accounts/…/queues 200", oldest first. */
  readonly calls: string[];
  close(): Promise<void>;
}

const BASE = "/client/v4";
const ROUTES: readonly ApiRoute[] = [
  ...QUEUE_ROUTES,
  ...D1_ROUTES,
  ...SCRIPT_ROUTES,
  ...TRIGGER_ROUTES,
  ...ZONE_ROUTES,
  {
    method: "GET",
    template: "/user/tokens/verify",
    needs: "account",
    run: () => ({ id: "t", status: "active" }),
  },
  {
    method: "GET",
    template: "/accounts",
    needs: "account",
    run: ({ account: { id } }) => [{ id, name: "simulator" }],
  },
];

/** Starts a stateful account of Cloudflare on 127.0.0.1, for wrangler and for setup. */
export async function startCloudflareSimulator(): Promise<CloudflareSimulator> {
  const account = new CloudflareAccount();
  const faults: CloudflareFault[] = [];
  const calls: string[] = [];
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", origin());
      const method = request.method ?? "GET";
      const raw = await bodyOf(request);
      const fault = take(faults, method, url.pathname);
      const before = new ApiRefusal(500, 10001, "Internal error");
      const said =
        fault?.kind === "fail_before"
          ? refusal(before)
          : await answer(account, { request, url, raw, origin: origin() });
      calls.push(`${method} ${url.pathname.replace(BASE, "")} ${said.status}`);
      if (fault?.kind === "drop_after") response.destroy();
      else
        response
          .writeHead(said.status, { "content-type": "application/json", ...said.headers })
          .end(said.body);
    })().catch((thrown: unknown) => response.destroy(thrown as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `${origin()}${BASE}`,
    account,
    faults,
    calls,
    close: () => {
      account.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function take(faults: CloudflareFault[], method: string, path: string): CloudflareFault | null {
  const at = faults.findIndex((one) => one.method === method && one.path.test(path));
  return at < 0 ? null : (faults.splice(at, 1)[0] ?? null);
}

interface Arrived {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly raw: Buffer;
  readonly origin: string;
}
interface Said {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function answer(account: CloudflareAccount, arrived: Arrived): Promise<Said> {
  const { request, url, raw } = arrived;
  if (request.method === "PUT" && url.pathname.startsWith("/uploads/")) {
    return uploaded(account, url.pathname, raw.toString("utf8"));
  }
  try {
    const path = url.pathname.startsWith(BASE) ? url.pathname.slice(BASE.length) : "";
    const isOurs = request.headers.authorization === `Bearer ${account.token}`;
    // An upload of assets has a token of its own, which names its session.
    const isSession = path.endsWith("/workers/assets/upload");
    if (!isOurs && !isSession) throw new ApiRefusal(403, 9109, "Invalid access token");
    const found = routeFor(request.method ?? "GET", path);
    if (!found) throw new ApiRefusal(404, 7000, `No route for ${request.method} ${path}`);
    const { route, ids } = found;
    if (!account.allowed.has(route.needs)) throw new ApiRefusal(403, 10000, "Authentication error");
    if (path.startsWith("/accounts/") && ids[0] !== account.id)
      throw new ApiRefusal(403, 7003, "no such account");
    const result = route.run(await callOf(account, arrived, ids));
    const page = Array.isArray(result)
      ? { page: 1, per_page: 100, count: result.length, total_count: result.length, total_pages: 1 }
      : undefined;
    return {
      status: 200,
      body: JSON.stringify({ success: true, errors: [], messages: [], result, result_info: page }),
    };
  } catch (thrown) {
    if (thrown instanceof ApiRefusal) return refusal(thrown);
    throw thrown;
  }
}

async function callOf(
  account: CloudflareAccount,
  { request, url, raw, origin }: Arrived,
  ids: readonly string[],
): Promise<ApiCall> {
  const type = request.headers["content-type"] ?? "";
  const isForm = type.startsWith("multipart/form-data");
  const form = isForm
    ? await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData()
    : null;
  // wrangler names no content type for some of its JSON.
  const isJson = !isForm && raw[0] === 0x7b;
  const body = isJson ? (JSON.parse(raw.toString("utf8")) as Record<string, unknown>) : {};
  return { account, ids, query: url.searchParams, body, form, raw, origin };
}

/** The presigned address of an import: no token, and the answer's header is the file's md5. */
function uploaded(account: CloudflareAccount, path: string, text: string): Said {
  const [, , uuid, file = ""] = path.split("/");
  const etag = account.databases.find((one) => one.uuid === uuid)?.upload(file, text) ?? null;
  if (etag === null) return { status: 400, body: "" };
  return { status: 200, body: "", headers: { etag: `"${etag}"` } };
}

function refusal({ status, code, message }: ApiRefusal): Said {
  const body = { success: false, errors: [{ code, message }], messages: [], result: null };
  return { status, body: JSON.stringify(body) };
}

function routeFor(method: string, path: string): { route: ApiRoute; ids: string[] } | null {
  const parts = path.split("/");
  for (const route of ROUTES) {
    if (route.method !== method) continue;
    const wanted = route.template.split("/");
    if (wanted.length !== parts.length) continue;
    if (!wanted.every((part, i) => part === "{}" || part === parts[i])) continue;
    const ids = parts.filter((_, i) => wanted[i] === "{}").map(decodeURIComponent);
    return { route, ids };
  }
  return null;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
