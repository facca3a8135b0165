/**
 * A stateful CGRateS on Node's HTTP server: the answers of the real engine (recordings in
 * test/fixtures/cgrates) and switches for faults. State lives in this process, so it outlives a
 * killed Worker.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AccessToken, isLetIn } from "./access.ts";
import { CgratesAdmin } from "./admin.ts";
import { adminAnswer } from "./admin-http.ts";
import { Crossing, sendEndless } from "./broken-answers.ts";
import type { Call } from "./dispatch.ts";
import { Engine } from "./engine.ts";
import { Executor } from "./executor.ts";
import { type ActiveFault, type FaultKind, FaultRules } from "./faults.ts";
import type { Database, Version } from "./model.ts";
import { PAGE } from "./page.ts";
import { PendingRequests } from "./pending-requests.ts";
import { readCalls, writeReply } from "./wire.ts";

export interface SimulatorOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly version?: Version;
  readonly database?: Database;
  /** Delay before every answer. */
  readonly latencyMs?: number;
  readonly basicAuth?: { readonly user: string; readonly password: string };
  /** Cloudflare Access stands before the engine and lets this service token pass. */
  readonly access?: AccessToken;
}
export interface CgratesSimulator {
  /** The JSON-RPC endpoint: `http://127.0.0.1:<port>/jsonrpc`. */
  readonly url: string;
  readonly admin: CgratesAdmin;
  close(): Promise<void>;
}

interface SimulatorContext {
  readonly executor: Executor;
  readonly faults: FaultRules;
  readonly pending: PendingRequests;
  readonly admin: CgratesAdmin;
  readonly options: SimulatorOptions;
  readonly crossing: Crossing;
}
interface Exchange {
  readonly context: SimulatorContext;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly calls: readonly Call[];
}

export async function startCgratesSimulator(
  options: SimulatorOptions = {},
): Promise<CgratesSimulator> {
  const engine = new Engine(options.version ?? "master", options.database ?? "internal");
  const executor = new Executor(engine);
  const faults = new FaultRules();
  const pending = new PendingRequests();
  const admin = new CgratesAdmin(executor, faults, pending);
  const crossing = new Crossing();
  const context = { executor, faults, pending, admin, options, crossing };
  const server = createServer((request, response) => {
    receive(context, request, response).catch((fault: unknown) => {
      response.destroy(fault instanceof Error ? fault : new Error(String(fault)));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const close = () =>
    new Promise<void>((resolve) => {
      executor.forgetLate();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}/jsonrpc`, admin, close };
}

async function receive(
  context: SimulatorContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === null) return;
  const path = (request.url ?? "").split("?")[0] ?? "";
  if (path.startsWith("/_admin/")) {
    const { status, json } = adminAnswer(context.admin, path.slice("/_admin/".length), body);
    send(response, status, "application/json", json);
  } else if (path === "/" && request.method === "GET") {
    send(response, 200, "text/html; charset=utf-8", PAGE);
  } else if (path !== "/jsonrpc") {
    send(response, 404, "text/plain; charset=utf-8", "404 page not found\n");
  } else {
    await serve({ context, request, response, calls: readCalls(body) });
  }
}

/** Null: the caller hung up before the end; a truncated request executes nothing. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  try {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    return Buffer.concat(parts).toString("utf8");
  } catch {
    return null;
  }
}

async function serve(exchange: Exchange): Promise<void> {
  const { context, request, response } = exchange;
  if (context.admin.silent && (await waitForRelease(exchange, "silent")) === "gone") return;
  if (!isLetIn(context.options.access, request, response)) return;
  if (!authorised(context, request, response)) return;
  cors(context, request, response);
  const fault = context.faults.take(exchange.calls);
  await delay(context.options.latencyMs ?? 0);
  if (fault === null) {
    answer(exchange);
    return;
  }
  if (fault.kind === "hang" && (await waitForRelease(exchange, fault.id)) === "gone") return;
  answerWithFault(exchange, fault);
}

async function waitForRelease(
  { context, response }: Exchange,
  reason: string,
): Promise<"connected" | "gone"> {
  const released = context.pending.wait(reason);
  context.executor.changed();
  await released;
  return response.destroyed || response.socket?.destroyed === true ? "gone" : "connected";
}

function answerWithFault(exchange: Exchange, fault: ActiveFault): void {
  const { response, request, calls } = exchange;
  const { executor } = exchange.context;
  const run = (cause: "request" | "late" | "duplicate") => {
    for (const call of calls) executor.execute(call, cause);
  };
  if (fault.kind === "drop_after") run("request");
  if (fault.kind === "drop_before" || fault.kind === "drop_after") request.socket.destroy();
  else if (fault.kind === "fail_before") {
    send(response, 500, "text/html", "<html><h1>500 Internal Server Error</h1></html>");
  } else if (fault.kind === "empty_200") send(response, 200, "application/json", "");
  else if (fault.kind === "unauthorized") refuseAuthorization(response);
  else if (fault.kind === "endless") sendEndless(response);
  else if (fault.kind === "crossed" || fault.kind === "wrong_id" || fault.kind === "no_id") {
    answerOther(exchange, fault.kind);
  } else if (fault.kind === "error") {
    const error = fault.text ?? "SERVER_ERROR: simulated";
    sendReplies(
      response,
      calls.map((call) => ({ id: call.id, result: null, error })),
    );
  } else if (fault.kind === "slow") executor.later(() => answer(exchange), fault.ms);
  else if (fault.kind === "late_apply") applyLate(exchange, fault);
  else if (fault.kind === "duplicate_later") {
    answer(exchange);
    executor.later(() => run("duplicate"), fault.ms);
  } else answer(exchange, fault.kind !== "ok_without_saving");
}

/** Executes the calls; who asked gets the answer of another call, or one under no id of its own. */
function answerOther({ context, response, calls }: Exchange, kind: FaultKind): void {
  const replies = calls.map((call) => context.executor.execute(call, "request"));
  if (kind === "crossed") {
    context.crossing.meet(replies, (others) => sendReplies(response, others));
    context.executor.changed();
    return;
  }
  const other = kind === "wrong_id" ? { id: "of no call" } : { id: null };
  sendReplies(
    response,
    replies.map((reply) => ({ ...reply, ...other })),
  );
}

/** The engine executes a call although its caller has hung up: it runs on a background context. */
function applyLate({ context, response, calls }: Exchange, fault: ActiveFault): void {
  if (fault.answer === "ok") {
    sendReplies(
      response,
      calls.map((call) => ({ id: call.id, result: "OK", error: null })),
    );
  }
  context.executor.later(() => {
    const replies = calls.map((call) => context.executor.execute(call, "late"));
    if (!response.writableEnded && !response.destroyed) sendReplies(response, replies);
  }, fault.ms);
}

/** Concatenated calls are answered in the order in which they end; v0.10 answers only one. */
function answer({ context, response, calls }: Exchange, saving = true): void {
  const old = context.executor.engine.version === "v0.10";
  // v0.10 never answers a broken body; the connection stays open until the caller hangs up.
  if (calls.length === 0 && old) return;
  const replies = calls.map((call) => context.executor.execute(call, "request", saving)).reverse();
  sendReplies(response, old ? replies.slice(0, 1) : replies);
}

function authorised(
  context: SimulatorContext,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const wanted = context.options.basicAuth;
  if (wanted === undefined) return true;
  response.setHeader("Www-Authenticate", 'Basic realm="Restricted"');
  const [, given = ""] = (request.headers.authorization ?? "").split(" ");
  const pair = Buffer.from(given, "base64").toString("utf8");
  if (pair === `${wanted.user}:${wanted.password}`) return true;
  refuseAuthorization(response);
  return false;
}

function refuseAuthorization(response: ServerResponse): void {
  response.setHeader("Www-Authenticate", 'Basic realm="Restricted"');
  send(response, 401, "text/plain; charset=utf-8", "Not authorized\n");
}

function cors(context: SimulatorContext, request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (origin === undefined || context.executor.engine.version !== "master") return;
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Access-Control-Allow-Methods", "POST, GET, OPTIONS, PUT, DELETE");
  response.setHeader("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type");
}

function sendReplies(
  response: ServerResponse,
  replies: readonly Parameters<typeof writeReply>[0][],
): void {
  send(response, 200, "application/json", replies.map(writeReply).join(""));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}

function delay(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
