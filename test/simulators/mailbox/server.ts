import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Mails, refusal, type SentMail } from "./mails.ts";
import { mailboxPage } from "./page.ts";

/** `drop`: accepts the email and drops the connection. `hang`: accepts it and never answers. */
export type MailFault = "fail" | "drop" | "hang";

export interface MailboxAdmin {
  readonly mails: readonly SentMail[];
  /** The next `times` requests meet this fault. */
  fault(kind: MailFault, times?: number): void;
  reset(): void;
}
export interface Mailbox {
  readonly url: string;
  readonly admin: MailboxAdmin;
  close(): Promise<void>;
}

/** Starts an email provider with Resend's `POST /emails` and a page with the accepted emails. */
export async function startMailbox(
  options: { port?: number; apiKey?: string } = {},
): Promise<Mailbox> {
  const mails = new Mails();
  const faults: MailFault[] = [];
  const admin: MailboxAdmin = {
    mails: mails.sent,
    fault: (kind, times = 1) => {
      for (let i = 0; i < times; i++) faults.push(kind);
    },
    reset: () => {
      mails.reset();
      faults.length = 0;
    },
  };
  const box: Box = { mails, faults, admin, apiKey: options.apiKey };
  const server = createServer((request, response) => {
    answer(box, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    admin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Box {
  readonly mails: Mails;
  readonly faults: MailFault[];
  readonly admin: MailboxAdmin;
  readonly apiKey: string | undefined;
}

async function answer(box: Box, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString("utf8");
  const json = (status: number, value: unknown) =>
    response
      .writeHead(status, { "content-type": "application/json", "access-control-allow-origin": "*" })
      .end(JSON.stringify(value));
  switch (`${request.method} ${new URL(request.url ?? "/", "http://mailbox").pathname}`) {
    case "POST /emails":
      takeMail(box, { request, response, body }, json);
      break;
    case "GET /_admin/mails":
      json(200, { mails: [...box.mails.sent].reverse() });
      break;
    case "POST /_admin/faults": {
      const { kind, times } = JSON.parse(body) as { kind: MailFault; times?: number };
      box.admin.fault(kind, times);
      json(200, { ok: true });
      break;
    }
    case "POST /_admin/reset":
      box.admin.reset();
      json(200, { ok: true });
      break;
    case "GET /":
      response.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      });
      response.end(mailboxPage(box.mails.sent));
      break;
    default:
      json(404, { statusCode: 404, name: "not_found", message: "No such address." });
  }
}

function takeMail(
  box: Box,
  { request, response, body }: { request: IncomingMessage; response: ServerResponse; body: string },
  json: (status: number, value: unknown) => void,
): void {
  const [scheme, key] = (request.headers.authorization ?? "").split(" ");
  if (scheme !== "Bearer" || !key || (box.apiKey !== undefined && key !== box.apiKey)) {
    const reply = refusal(401, "missing_api_key", "Missing or wrong API key.");
    json(reply.status, reply.body);
    return;
  }
  const fault = box.faults.shift();
  if (fault === "fail") {
    const reply = refusal(500, "internal_server_error", "An unexpected error occurred.");
    json(reply.status, reply.body);
    return;
  }
  const idempotencyKey = request.headers["idempotency-key"];
  const reply = box.mails.take(String(idempotencyKey ?? "") || undefined, body);
  if (fault === "drop") response.destroy();
  else if (fault !== "hang") json(reply.status, reply.body);
}
