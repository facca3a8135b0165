import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Fault, Faults } from "./faults.ts";
import { decodeForm, type Form } from "./form-decoding.ts";
import { type Answer, type IdempotencyKeys, inUse } from "./idempotency.ts";
import { API_VERSION, type Intent } from "./objects.ts";
import { type Call, execute, type ROUTES, routeOf } from "./routes.ts";
import { badRequest, isValidation, StripeRefusal } from "./stripe-error.ts";
import { validate } from "./validate.ts";
import type { World } from "./world.ts";

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}
export interface ApiState {
  readonly world: World;
  readonly keys: IdempotencyKeys;
  readonly faults: Faults;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly latencyMs: number;
}

/** Answers one request to /v1, or says how the connection is to be cut. */
export async function answerApi(
  state: ApiState,
  request: ApiRequest,
): Promise<Answer | "drop" | "cut"> {
  const requestId = state.world.id("req_", 14);
  if (state.latencyMs > 0) await pause(state.latencyMs);
  const fault = state.faults.take(request.method, request.path);
  if (fault?.kind === "drop_before") return "drop";
  let answer: Answer;
  try {
    if (fault) refuseAtTheDoor(fault, headerOf(request, "idempotency-key") ?? "");
    answer = await underKey(state, request, requestId, fault);
  } catch (thrown) {
    if (thrown === CUT) return "drop";
    answer = refusalAnswer(thrown);
  }
  if (fault?.kind === "drop_after") return "drop";
  if (fault?.kind === "cut_after") return "cut";
  if (fault?.kind === "hang" && (await state.faults.wait()) === "cut") return "drop";
  return withHeaders(answer, request, requestId);
}

const CUT = Symbol("cut");

function refuseAtTheDoor(fault: Fault, key: string): void {
  if (fault.kind === "conflict") throw inUse(key);
  if (fault.kind === "fail_before") throw brokenInside();
  if (fault.kind !== "rate_limit") return;
  throw new StripeRefusal(
    429,
    { type: "invalid_request_error", code: "rate_limit", message: "Too many requests." },
    { "stripe-should-retry": "false" },
  );
}

function brokenInside(): StripeRefusal {
  return new StripeRefusal(500, { type: "api_error", message: "An unknown error occurred." });
}

async function underKey(
  state: ApiState,
  request: ApiRequest,
  requestId: string,
  fault: Fault | null,
): Promise<Answer> {
  const found = routeOf(request.method, request.path);
  if (!found) throw unknownAddress(request);
  const text = request.method === "GET" ? request.query : request.body;
  const form = decodeForm(text);
  const publishable = authorise(state, request, form);
  if (publishable) admitPublishable(state.world, found, form);
  const run = () => executeOnce(state, { request, requestId, fault, form, publishable });
  const key = headerOf(request, "idempotency-key");
  if (request.method !== "POST" || key === undefined) return await run();
  const fingerprint = `${request.method} ${request.path}\n${request.body}`;
  return await state.keys.run({ key, fingerprint, requestId }, run);
}

interface Execution {
  readonly request: ApiRequest;
  readonly requestId: string;
  readonly fault: Fault | null;
  readonly form: Form;
  readonly publishable: boolean;
}

async function executeOnce(state: ApiState, execution: Execution): Promise<Answer> {
  const { fault } = execution;
  if (fault?.kind === "slow") await pause(fault.delayMs);
  if (fault?.kind === "hold" && (await state.faults.wait()) === "cut") throw CUT;
  const answer = executeNow(state, execution);
  if (fault?.kind !== "fail_after") return answer;
  return { ...refusalAnswer(brokenInside()), kept: true };
}

function executeNow({ world }: ApiState, execution: Execution): Answer {
  const { request, requestId, form, publishable } = execution;
  const found = routeOf(request.method, request.path);
  if (!found) throw unknownAddress(request);
  const idempotency_key = headerOf(request, "idempotency-key") ?? null;
  world.request = { id: requestId, idempotency_key };
  try {
    const card = publishable ? takeCard(form) : null;
    const params = validate(request.method, found.route.template, form);
    const call: Call = { world, id: found.id, params, card };
    const made = execute(found.route, call);
    const shown = publishable ? publicView(made as Intent) : made;
    return { status: 200, body: JSON.stringify(shown), headers: {}, kept: true };
  } catch (thrown) {
    return refusalAnswer(publishable ? publicRefusal(thrown) : thrown);
  } finally {
    world.request = null;
  }
}

function refusalAnswer(thrown: unknown): Answer {
  if (!(thrown instanceof StripeRefusal)) throw thrown;
  const { status, body, headers } = thrown;
  return { status, body, headers, kept: !isValidation(thrown) };
}

/** True for the publishable key, false for the secret one; 401 for all others. */
function authorise(state: ApiState, request: ApiRequest, form: Form): boolean {
  const header = headerOf(request, "authorization") ?? "";
  const [scheme, value = ""] = header.split(" ");
  const basic = scheme === "Basic" ? Buffer.from(value, "base64").toString().split(":")[0] : null;
  const key = basic ?? (scheme === "Bearer" ? value : String(form.key ?? ""));
  delete form.key;
  if (key === state.secretKey) return false;
  if (key === state.publishableKey) return true;
  const message =
    key === ""
      ? "You did not provide an API key."
      : `Invalid API Key provided: ${key.slice(0, 8)}****${key.slice(-4)}`;
  throw new StripeRefusal(401, { type: "invalid_request_error", message });
}

function admitPublishable(
  world: World,
  { route, id }: { route: (typeof ROUTES)[number]; id: string },
  form: Form,
): void {
  if (!route.publishable) {
    const message =
      "This API call cannot be made with a publishable API key. Please use a secret API key.";
    throw new StripeRefusal(401, {
      type: "invalid_request_error",
      code: "secret_key_required",
      message,
    });
  }
  const secret = form.client_secret;
  delete form.client_secret;
  if (world.intents.get(id)?.client_secret !== secret) {
    throw badRequest("The client_secret provided does not match this PaymentIntent.", {
      param: "client_secret",
    });
  }
}

/** Card data is no part of the published API; Stripe.js sends it by a way of its own. */
function takeCard(form: Form): Record<string, unknown> | null {
  const data = form.payment_method_data;
  if (!data || typeof data !== "object" || Array.isArray(data)) return null;
  const { card } = data;
  delete form.payment_method_data;
  return card && typeof card === "object" ? (card as Record<string, unknown>) : null;
}

/** What a browser may see of an intent: no metadata, no charge. */
export function publicView(intent: Intent): Record<string, unknown> {
  const { metadata, latest_charge, statement_descriptor_suffix, ...shown } = intent;
  return shown;
}

/** Errors carry the intent; a browser gets it as it would get it anywhere. */
function publicRefusal(thrown: unknown): unknown {
  if (!(thrown instanceof StripeRefusal) || !thrown.fields.payment_intent) return thrown;
  const payment_intent = publicView(thrown.fields.payment_intent as Intent);
  return new StripeRefusal(thrown.status, { ...thrown.fields, payment_intent }, thrown.headers);
}

function unknownAddress(request: ApiRequest): StripeRefusal {
  const message =
    `Unrecognized request URL (${request.method}: ${request.path}). ` +
    "The simulator knows the part of Stripe that this project uses.";
  return new StripeRefusal(404, { type: "invalid_request_error", message });
}

function headerOf(request: ApiRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function withHeaders(answer: Answer, request: ApiRequest, requestId: string): Answer {
  const key = headerOf(request, "idempotency-key");
  const headers = {
    "content-type": "application/json",
    "request-id": requestId,
    "stripe-version": headerOf(request, "stripe-version") ?? API_VERSION,
    ...(key === undefined ? {} : { "idempotency-key": key }),
    ...answer.headers,
  };
  return { ...answer, headers };
}
