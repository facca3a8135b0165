import type { Context } from "hono";
import type { Refusal } from "../../app/base/refusal.ts";
import type { Problem } from "../../contract/api.ts";
import { PROBLEM_WORDS } from "../../contract/problem-words.ts";
import { CUSTOMER_SENTENCES } from "../../domain/base/customer-sentences.ts";
import { ERRORS, type ErrorRow } from "../../domain/base/errors.ts";
import type { HttpEnv } from "./http-env.ts";

const RETRY_AFTER_SECONDS = 5;

/**
 * A refusal as an answer (RFC 9457), with the status of its row in the error table: `detail` for
 * the developer who called, `customer_message` for the person who pays. A 503 has a `Retry-After`.
 * A fault never becomes part of it: its details are in the log only.
 */
export function problem(c: Context<HttpEnv>, refusal: Refusal): Response {
  const { status }: ErrorRow = ERRORS[refusal.code];
  const { title, detail } = PROBLEM_WORDS[refusal.code];
  const body: Problem = {
    type: `urn:edge-topup:problem:${refusal.code}`,
    title,
    status,
    code: refusal.code,
    detail,
    customer_message: CUSTOMER_SENTENCES[refusal.code],
    request_id: c.get("requestId"),
    ...(refusal.errors && { errors: refusal.errors.map((e) => ({ ...e })) }),
    ...(refusal.topUpId && { top_up: refusal.topUpId }),
    ...(refusal.serviceId && { service_id: refusal.serviceId }),
    ...(refusal.state && { state: refusal.state }),
    ...(refusal.scope && { scope: refusal.scope }),
    ...(refusal.price && { price: { ...refusal.price } }),
    ...(refusal.quote && { quote: refusal.quote }),
  };
  const retryAfter = refusal.retryAfterSeconds ?? (status === 503 ? RETRY_AFTER_SECONDS : null);
  return c.body(JSON.stringify(body), status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    ...(retryAfter === null ? {} : { "Retry-After": String(retryAfter) }),
  });
}
