/** A receiver of webhooks: verifies each, keeps what came, and fails by switch. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { wrongWith } from "./verify.ts";

/**
 * `silent`: takes the request and never answers. `endless`: answers 200; its body never ends.
 * `redirect`: leads to another path of this server. `slow_down`: 429 with a Retry-After of an hour.
 */
export const RECEIVER_FAULTS = [
  "failing",
  "silent",
  "endless",
  "redirect",
  "gone",
  "slow_down",
] as const;
export type ReceiverFault = (typeof RECEIVER_FAULTS)[number];

/** One request that came. */
export interface Received {
  readonly path: string;
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: number;
  /** Null: the signature is good. */
  readonly wrong: string | null;
  /** Its id came before, with a good signature. */
  readonly duplicate: boolean;
  readonly body: { readonly type?: string; readonly data?: Readonly<Record<string, unknown>> };
}
export interface ReceiverAdmin {
  readonly received: readonly Received[];
  /** What it knows as its secrets. */
  secrets: readonly string[];
  /** For all requests until it is ended with null. */
  fault: ReceiverFault | null;
  /** Unix ms. */
  now: () => number;
}
export interface WebhookReceiver {
  /** Where deliveries go. */
  readonly url: string;
  readonly admin: ReceiverAdmin;
  close(): Promise<void>;
}

export async function startWebhookReceiver(
  options: { port?: number } = {},
): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const admin: ReceiverAdmin = { received, secrets: [], fault: null, now: () => Date.now() };
  const server = createServer((request, response) => {
    answer({ admin, received }, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    admin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Kept {
  readonly admin: ReceiverAdmin;
  readonly received: Received[];
}

/** What `POST /_admin/switch` sets; `at`: what its clock shows from now on, Unix ms. */
type Switch = Partial<Pick<ReceiverAdmin, "secrets" | "fault">> & { readonly at?: number };

async function answer(kept: Kept, request: IncomingMessage, response: ServerResponse) {
  const path = request.url ?? "/";
  const text = await textOf(request);
  if (path === "/_admin/received") return send(response, 200, { received: kept.received });
  if (path === "/_admin/switch") {
    const { secrets, fault, at } = JSON.parse(text) as Switch;
    if (secrets !== undefined) kept.admin.secrets = secrets;
    if (fault !== undefined) kept.admin.fault = fault;
    if (at !== undefined) kept.admin.now = () => at;
    return send(response, 200, {});
  }
  const header = (name: string) => String(request.headers[`webhook-${name}`] ?? "");
  const signed = { id: header("id"), timestamp: header("timestamp"), body: text };
  const signature = header("signature");
  const now = Math.floor(kept.admin.now() / 1000);
  const wrong = wrongWith({ ...signed, signature }, kept.admin.secrets, now);
  const duplicate = kept.received.some((one) => one.wrong === null && one.id === signed.id);
  const { id, timestamp } = signed;
  const signatures = signature === "" ? 0 : signature.split(" ").length;
  if (request.method === "POST") {
    const body = JSON.parse(text) as Received["body"];
    kept.received.push({ path, id, timestamp, signatures, wrong, duplicate, body });
  }
  if (kept.admin.fault !== null) return suffer(kept.admin.fault, response);
  return send(response, wrong === null ? 204 : 401, null);
}

function suffer(fault: ReceiverFault, response: ServerResponse): void {
  if (fault === "failing") send(response, 500, { secret: "of the receiver" });
  else if (fault === "gone") send(response, 410, null);
  else if (fault === "redirect") response.writeHead(307, { location: "/elsewhere" }).end();
  else if (fault === "slow_down") response.writeHead(429, { "retry-after": "3600" }).end();
  else if (fault === "endless") {
    response.writeHead(200);
    const more = () => {
      while (response.write("x".repeat(16_384)));
      response.once("drain", more);
    };
    more();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body === null ? undefined : JSON.stringify(body));
}
