import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Admin, makeAdmin } from "./admin.ts";
import { answerAdmin } from "./admin-routes.ts";
import { type ApiState, answerApi, publicView } from "./api.ts";
import { pageAt } from "./browser-files.ts";
import { defaultSwitches } from "./browser-switches.ts";
import { finishAction } from "./confirmation.ts";
import { Faults } from "./faults.ts";
import { IdempotencyKeys } from "./idempotency.ts";
import { randomSource } from "./ids.ts";
import { findIntent } from "./payment-intents.ts";
import { PendingRequests } from "./pending-requests.ts";
import { answerScript } from "./script-route.ts";
import { StripeRefusal } from "./stripe-error.ts";
import { Webhooks } from "./webhooks.ts";
import { makeWorld } from "./world.ts";

export interface StripeSimulatorOptions {
  readonly port?: number;
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  readonly secretKey?: string;
  readonly publishableKey?: string;
  /** Delay before every answer of the API. */
  readonly latencyMs?: number;
  readonly seed?: number;
  /** Unix milliseconds. */
  readonly clock?: () => number;
  /** After how long pending refunds and slow payments end by themselves; null: only on request. */
  readonly laterMs?: number | null;
  readonly webhookTries?: number;
  readonly webhookBackoffMs?: number;
}
export interface StripeSimulator {
  readonly url: string;
  readonly admin: Admin;
  close(): Promise<void>;
}

/** Starts a stateful Stripe on 127.0.0.1. State lives as long as this process. */
export async function startStripeSimulator(
  options: StripeSimulatorOptions = {},
): Promise<StripeSimulator> {
  const faults = new Faults();
  const browser = defaultSwitches();
  const waiting = new PendingRequests();
  const timing = { laterMs: options.laterMs ?? null };
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const webhooks = webhooksOf(options);
  const fresh = (): ApiState => {
    const laterMs = () => timing.laterMs;
    const { seed, clock } = options;
    const world = makeWorld({ seed, clock, laterMs, origin }, (event) => webhooks.take(event));
    return {
      world,
      keys: new IdempotencyKeys(world.nowMs),
      faults,
      browser,
      silent: waiting,
      secretKey: options.secretKey ?? "sk_test_simulator",
      publishableKey: options.publishableKey ?? "pk_test_simulator",
      latencyMs: options.latencyMs ?? 0,
    };
  };
  let state = fresh();
  const renew = () => {
    state.world.stop();
    state = fresh();
  };
  const world = () => state.world;
  const admin = makeAdmin({ world, webhooks, faults, browser, waiting, timing, renew });
  const server = createServer((request, response) => {
    answer(admin, state, request, response).catch((fault: unknown) => {
      response.destroy(fault instanceof Error ? fault : new Error(String(fault)));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: origin(),
    admin,
    close: () => {
      state.world.stop();
      webhooks.close();
      faults.clear();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function webhooksOf({ webhookUrl, ...options }: StripeSimulatorOptions): Webhooks {
  return new Webhooks(webhookUrl ?? null, {
    secret: options.webhookSecret ?? "whsec_simulator",
    maxTries: options.webhookTries ?? 60,
    backoffMs: options.webhookBackoffMs ?? 200,
    maxBackoffMs: 5000,
    concurrency: 16,
    random: randomSource(options.seed),
  });
}

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers":
    "authorization, content-type, idempotency-key, stripe-version, x-simulator-switches",
  "access-control-expose-headers": "request-id, idempotent-replayed",
  "access-control-max-age": "600",
};

async function answer(
  admin: Admin,
  state: ApiState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://simulator");
  const method = request.method ?? "GET";
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, "") : "/";
  const body = await bodyOf(request);
  if (method === "OPTIONS") {
    response.writeHead(204, CORS).end();
    return;
  }
  if (path.startsWith("/v1/")) {
    const query = url.search.slice(1);
    const reply = await answerApi(state, { method, path, query, body, headers: request.headers });
    // If a reused connection ends before an answer, browsers repeat the request by themselves, and
    // the page would not notice the fault. So theirs are always cut inside the answer.
    const browser = request.headers["sec-fetch-site"] !== undefined;
    if (reply === "cut" || (reply === "drop" && browser)) cut(response);
    else if (reply === "drop") response.destroy();
    else response.writeHead(reply.status, { ...CORS, ...reply.headers }).end(reply.body);
    return;
  }
  const json = { ...CORS, "content-type": "application/json" };
  if (path.startsWith("/_admin/")) {
    const reply = answerAdmin(admin, { method, path, body });
    response.writeHead(reply.status, json).end(reply.body);
    return;
  }
  if (method === "POST" && path.startsWith("/answers/")) {
    const reply = answerAction(state, path, body);
    response.writeHead(reply.status, json).end(reply.body);
    return;
  }
  if (path === "/v3" || path === "/endive/stripe.js") {
    await answerScript(admin, url, request, response);
    return;
  }
  const page = pageAt(path);
  if (!page) response.writeHead(404, { "content-type": "text/plain" }).end("not found");
  else
    response
      .writeHead(200, { "content-type": page.type, "cache-control": "no-store" })
      .end(page.text);
}

/** Ends the connection inside the answer. */
function cut(response: ServerResponse): void {
  response.writeHead(200, { ...CORS, "content-type": "application/json", "content-length": "999" });
  response.write("{", () => response.destroy());
}

/** The customer's answer on the page of a bank or of a payment method. */
function answerAction(
  state: ApiState,
  path: string,
  body: string,
): { status: number; body: string } {
  try {
    const id = path.split("/")[2] ?? "";
    const { client_secret, result } = JSON.parse(body) as Record<string, unknown>;
    const intent = findIntent(state.world, id);
    if (intent.client_secret !== client_secret) return { status: 403, body: "{}" };
    finishAction(state.world, id, result === "success" ? "success" : "fail");
    return { status: 200, body: JSON.stringify(publicView(intent)) };
  } catch (thrown) {
    if (thrown instanceof StripeRefusal) return { status: thrown.status, body: thrown.body };
    throw thrown;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
