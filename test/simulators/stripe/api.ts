import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type BrowserSwitches, switchesInQuery } from "./browser-switches.ts";
import { type Caller, callerOf, type Keys, keyIn, notPermitted, otherMode } from "./caller.ts";
import { elementsSession } from "./elements-session.ts";
import type { Fault, Faults } from "./faults.ts";
import { decodeForm, type Form } from "./form-decoding.ts";
import { type Answer, type IdempotencyKeys, inUse } from "./idempotency.ts";
import { API_VERSION, type Intent } from "./objects.ts";
import type { PendingRequests } from "./pending-requests.ts";
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
export interface ApiState extends Keys {
  readonly world: World;
  readonly keys: IdempotencyKeys;
  readonly faults: Faults;
  readonly browser: BrowserSwitches;
  /** Requests of Elements that the switch `silent` keeps waiting. */
  readonly silent: PendingRequests;
  readonly latencyMs: number;
}

/** Answers one request to /v1, or says how the connection ends without an answer. */
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
    if (fault?.kind === "forbidden") throw notPermitted(state, request.method, request.path);
    if (fault) failBeforeHandling(fault, headerOf(request, "idempotency-key") ?? "");
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

function failBeforeHandling(fault: Fault, key: string): void {
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
  const form = decodeForm(request.method === "GET" ? request.query : request.body);
  const switches = switchesOf(state, request);
  const caller = callerOf(keyIn(request.headers.authorization, form.key), state, switches);
  delete form.key;
  if (request.path === "/v1/elements/sessions") {
    const session = await elementsSession(switches, form.currency, state.silent);
    return { status: 200, body: JSON.stringify(session), headers: {}, kept: false };
  }
  const found = routeOf(request.method, request.path);
  if (!found) throw unknownAddress(request);
  if (caller === "restricted" && NOT_FOR_RESTRICTED.includes(request.path)) {
    throw notPermitted(state, request.method, request.path);
  }
  const publishable = caller === "publishable" || caller === "other_mode";
  if (publishable) admitPublishable(state.world, found, form, caller);
  const run = () => executeOnce(state, { request, requestId, fault, form, publishable });
  const key = headerOf(request, "idempotency-key");
  if (request.method !== "POST" || key === undefined) return await run();
  const fingerprint = `${request.method} ${request.path}\n${request.body}`;
  return await state.keys.run({ key, fingerprint, requestId }, run);
}

/** What the restricted key may not read. */
const NOT_FOR_RESTRICTED: readonly string[] = ["/v1/webhook_endpoints", "/v1/account"];

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
    const methodData = publishable ? takeMethodData(form) : null;
    const { unpublished, template } = found.route;
    const params = unpublished ? form : validate(request.method, template, form);
    const call: Call = { world, id: found.id, params, methodData };
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

/** The switches of this browser page: its script passes on the query of its own address. */
function switchesOf({ browser }: ApiState, request: ApiRequest): BrowserSwitches {
  return { ...browser, ...switchesInQuery(headerOf(request, "x-simulator-switches") ?? "") };
}

function admitPublishable(
  world: World,
  { route, id }: { route: (typeof ROUTES)[number]; id: string },
  form: Form,
  caller: Caller,
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
  if (caller === "other_mode") throw otherMode(id);
  if (route.unpublished) return;
  const secret = form.client_secret;
  delete form.client_secret;
  if (world.intents.get(id)?.client_secret !== secret) {
    throw badRequest("The client_secret provided does not match this PaymentIntent.", {
      param: "client_secret",
    });
  }
}

/** Reads card data, which the published API does not have; Stripe.js sends them in its own form. */
function takeMethodData(form: Form): Record<string, unknown> | null {
  const data = form.payment_method_data;
  if (!data || typeof data !== "object" || Array.isArray(data)) return null;
  delete form.payment_method_data;
  return data;
}

/** An intent as browsers may see it: without metadata and charge. */
export function publicView(intent: Intent): Record<string, unknown> {
  const { metadata, latest_charge, statement_descriptor_suffix, ...shown } = intent;
  return shown;
}

/** An error that contains an intent; browsers get only the public view of it. */
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
