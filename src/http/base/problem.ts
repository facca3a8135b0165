import type { Context } from "hono";
import type { Refusal } from "../../app/base/refusal.ts";
import type { Problem } from "../../contract/api.ts";
import { ERRORS, type ErrorRow } from "../../domain/base/errors.ts";
import type { HttpEnv } from "./http-env.ts";

/** Who reads the sentence of a problem: the customer, or an operator. */
export type Reader = "customer" | "operator";
const RETRY_AFTER_SECONDS = 5;

/**
 * A refusal as an answer (RFC 9457), with the status of its row in the error table. A 503 has a
 * `Retry-After`. A fault never becomes part of it: its details are in the log only.
 */
export function problem(
  c: Context<HttpEnv>,
  refusal: Refusal,
  reader: Reader = "customer",
): Response {
  const row: ErrorRow = ERRORS[refusal.code];
  const body: Problem = {
    type: `urn:edge-topup:problem:${refusal.code}`,
    title: row.title,
    status: row.status,
    code: refusal.code,
    detail: row[reader],
    request_id: c.get("requestId"),
    ...(refusal.errors && { errors: refusal.errors.map((e) => ({ ...e })) }),
    ...(refusal.topUpId && { top_up: refusal.topUpId }),
    ...(refusal.serviceId && { service_id: refusal.serviceId }),
    ...(refusal.state && { state: refusal.state }),
    ...(refusal.scope && { scope: refusal.scope }),
    ...(refusal.price && { price: { ...refusal.price } }),
    ...(refusal.quote && { quote: refusal.quote }),
  };
  const retryAfter = refusal.retryAfterSeconds ?? (row.status === 503 ? RETRY_AFTER_SECONDS : null);
  return c.body(JSON.stringify(body), row.status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    ...(retryAfter === null ? {} : { "Retry-After": String(retryAfter) }),
  });
}
