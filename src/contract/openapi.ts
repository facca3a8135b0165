/** OpenAPI 3.1 of the native API, generated from the schemas that also check the requests. */
import * as z from "zod";
import { ERRORS, type ErrorCode } from "../domain/base/errors.ts";
import {
  healthView,
  idempotencyKey,
  nothing,
  problem,
  pushFrame,
  quoteRequest,
  quoteView,
  serviceView,
  topUpCreated,
  topUpRequest,
  topUpView,
} from "./api.ts";
import { identifyRequest } from "./identify.ts";
import { paymentIntentCreated, paymentIntentRequest } from "./payment-intents.ts";
import { PROBLEM_WORDS } from "./problem-words.ts";

type Json = Readonly<Record<string, unknown>>;

const SCHEMAS = {
  ServiceView: serviceView,
  IdentifyRequest: identifyRequest,
  QuoteRequest: quoteRequest,
  QuoteView: quoteView,
  TopUpRequest: topUpRequest,
  TopUpCreated: topUpCreated,
  PaymentIntentRequest: paymentIntentRequest,
  PaymentIntentCreated: paymentIntentCreated,
  TopUpView: topUpView,
  PushFrame: pushFrame,
  Nothing: nothing,
  Health: healthView,
  Problem: problem,
} as const;
type SchemaName = keyof typeof SCHEMAS;

interface Operation {
  readonly method: "get" | "post";
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Json[];
  readonly body?: SchemaName;
  readonly answers: Readonly<Record<number, SchemaName | "Document" | "Socket">>;
  readonly refusals: readonly ErrorCode[];
}

const text = { type: "string" };
const TOP_UP = "/api/top-ups/{service_id}/{top_up_id}";
const topUpParameters = ["service_id", "top_up_id"].map((name) => ({
  name,
  in: "path",
  required: true,
  schema: text,
}));
const idempotencyKeyHeader: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  schema: jsonSchema(idempotencyKey),
};
const body: readonly ErrorCode[] = [
  "invalid_request",
  "body_too_large",
  "unsupported_media_type",
  "too_many_requests",
];
const noSale: readonly ErrorCode[] = [
  "service_token_invalid",
  "service_suspended",
  "service_sales_blocked",
  "balance_unreadable",
  "nothing_to_sell",
  "beyond_horizon",
];
const touching: readonly ErrorCode[] = ["invalid_request", "not_found", "too_many_requests"];

const OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/api/service",
    summary: "The service of the caller, its balance, and what may be bought",
    description:
      "The service is found by the signed link, by the service token of a typed number (no other " +
      "token; the answer shows as little as that of /api/identify), or by the requesting " +
      "address. The answer waits for the charging system. It sets the session cookie. Apps " +
      "have to keep it too: only the session that made a top-up gets its client secret again.",
    parameters: [
      { name: "link", in: "query", required: false, schema: text },
      { name: "service_token", in: "query", required: false, schema: text },
    ],
    answers: { 200: "ServiceView" },
    refusals: [
      "service_not_identified",
      "several_services",
      "link_invalid",
      "service_token_invalid",
    ],
  },
  {
    method: "post",
    path: "/api/identify",
    summary: "The service of a typed number",
    description:
      "A number proves nothing, so the identification is weak: the answer holds no balance, " +
      "date or top-up. Requests are limited per address in windows of ten minutes; a 429 " +
      "names the seconds in `Retry-After`.",
    body: "IdentifyRequest",
    answers: { 200: "ServiceView" },
    refusals: [...body, "no_such_service", "too_many_identifications", "not_available"],
  },
  {
    method: "post",
    path: "/api/quotes",
    summary: "The server's price for a quantity, and the new expiry it gives",
    body: "QuoteRequest",
    answers: { 200: "QuoteView" },
    refusals: [...body, ...noSale],
  },
  {
    method: "post",
    path: "/api/top-ups",
    summary: "A top-up and its client secret, once per Idempotency-Key",
    description:
      "201 for a new top-up, 200 for a repeated request. Confirm the payment with Stripe.js or a " +
      "native payment sheet, then post to `sync`.",
    parameters: [idempotencyKeyHeader],
    body: "TopUpRequest",
    answers: { 200: "TopUpCreated", 201: "TopUpCreated" },
    refusals: [
      ...body,
      ...noSale,
      "quote_invalid",
      "price_changed",
      "key_conflict",
      "new_key_needed",
      "top_up_open",
      "already_paid",
      "payment_system_unavailable",
    ],
  },
  {
    method: "post",
    path: "/api/payment-intents",
    summary: "A top-up for a caller with a page of its own, once per Idempotency-Key",
    description:
      "The server decides the price. Once the payment intent is paid, the caller need not call " +
      "anything more. A caller needs no cookie: the same key gets the same client secret.",
    parameters: [idempotencyKeyHeader],
    body: "PaymentIntentRequest",
    answers: { 200: "PaymentIntentCreated", 201: "PaymentIntentCreated" },
    refusals: [
      ...body,
      ...noSale,
      "service_not_identified",
      "consent_needed",
      "key_conflict",
      "new_key_needed",
      "payment_system_unavailable",
    ],
  },
  {
    method: "get",
    path: TOP_UP,
    summary: "The present state of a top-up",
    parameters: topUpParameters,
    answers: { 200: "TopUpView" },
    refusals: ["not_found"],
  },
  {
    method: "post",
    path: `${TOP_UP}/sync`,
    summary: "Reads the payment at Stripe now, because the customer says that it is paid",
    parameters: topUpParameters,
    body: "Nothing",
    answers: { 200: "TopUpView" },
    refusals: [...touching, "payment_system_unavailable"],
  },
  {
    method: "post",
    path: `${TOP_UP}/cancel`,
    summary: "Cancels a top-up before it is paid",
    parameters: topUpParameters,
    body: "Nothing",
    answers: { 200: "TopUpView" },
    refusals: [...touching, "wrong_state"],
  },
  {
    method: "post",
    path: `${TOP_UP}/refund`,
    summary: "Requests a refund, possible while no credit is granted",
    parameters: topUpParameters,
    body: "Nothing",
    answers: { 200: "TopUpView" },
    refusals: [...touching, "wrong_state", "not_available"],
  },
  {
    method: "get",
    path: `${TOP_UP}/socket`,
    summary: "A WebSocket that sends a `PushFrame` when the state changes",
    parameters: topUpParameters,
    answers: { 101: "Socket" },
    refusals: ["invalid_request", "not_found"],
  },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "This document",
    answers: { 200: "Document" },
    refusals: [],
  },
  {
    method: "get",
    path: "/api/health",
    summary: "Whether the Worker answers and its configuration is valid",
    answers: { 200: "Health" },
    refusals: [],
  },
];

/** The document; `serverUrl` is where this deployment lives. */
export function openApi(serverUrl: string): Json {
  const schemas = Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchema(schema)]);
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of OPERATIONS) {
    const item = paths[operation.path] ?? {};
    item[operation.method] = operationOf(operation);
    paths[operation.path] = item;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "edge-topup",
      version: "1",
      description: "Amounts are minor units, instants RFC 3339 in UTC. Unknown fields are refused.",
    },
    servers: [{ url: serverUrl }],
    paths,
    components: { schemas: Object.fromEntries(schemas) },
  };
}

function operationOf({ method: _m, path: _p, ...operation }: Operation): Json {
  const { summary, description, parameters } = operation;
  const requestBody = operation.body && {
    required: operation.body !== "Nothing",
    content: { "application/json": { schema: ref(operation.body) } },
  };
  const responses: Record<string, Json> = {};
  for (const [status, name] of Object.entries(operation.answers)) responses[status] = answer(name);
  const refusals = [...operation.refusals, "internal" as const];
  for (const status of new Set(refusals.map((code) => ERRORS[code].status))) {
    const codes = refusals.filter((code) => ERRORS[code].status === status);
    responses[status] = {
      description: codes.map((code) => `\`${code}\`: ${PROBLEM_WORDS[code].title}`).join("; "),
      content: { "application/problem+json": { schema: ref("Problem") } },
    };
  }
  return {
    summary,
    ...(description && { description }),
    ...(parameters && { parameters }),
    ...(requestBody && { requestBody }),
    responses,
  };
}

function answer(name: SchemaName | "Document" | "Socket"): Json {
  if (name === "Socket") return { description: "The upgrade; then text frames (`PushFrame`)" };
  const schema = name === "Document" ? { type: "object" } : ref(name);
  return { description: name, content: { "application/json": { schema } } };
}

const ref = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });

function jsonSchema(schema: z.ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
}
