import type { Context, TypedResponse } from "hono";
import type { JSONParsed } from "hono/utils/types";
import type { Refusal } from "../../app/base/refusal.ts";
import type { HumanCheckWidget } from "../../app/ports/human-check.ts";
import type { Problem } from "../../contract/api.ts";
import { OWN_DETAILS, PROBLEM_WORDS } from "../../contract/problem-words.ts";
import { ERRORS, type ErrorCode, type ErrorRow } from "../../domain/base/errors.ts";
import type { Lang } from "../../i18n/lang.ts";
import { REFUSALS } from "../../i18n/refusals.ts";
import { forbiddenChallenge } from "./challenge.ts";
import type { HttpEnv } from "./http-env.ts";
import { problemLang } from "./language.ts";

export const RETRY_AFTER_SECONDS = 5;

export type StatusOf<C extends ErrorCode> = (typeof ERRORS)[C]["status"];
/** A problem with one of these codes. */
export type ProblemWith<C extends ErrorCode> = Problem & { readonly code: C };
type Typed<C extends ErrorCode> = C extends ErrorCode
  ? TypedResponse<JSONParsed<ProblemWith<C>>, StatusOf<C>, "json">
  : never;
/** The answer to a refusal; its type knows code and status, so a route must have declared both. */
export type ProblemAnswer<C extends ErrorCode> = Response & Typed<C>;

/** The body of a problem, with the customer's sentence in this language. */
export function problemBody<C extends ErrorCode>(
  refusal: Refusal<C>,
  requestId: string,
  lang: Lang,
): ProblemWith<C> {
  const { code } = refusal;
  return {
    type: `urn:edge-topup:problem:${code}`,
    title: PROBLEM_WORDS[code].title,
    status: ERRORS[code].status,
    code,
    detail: refusal.detail ? OWN_DETAILS[refusal.detail] : PROBLEM_WORDS[code].detail,
    customer_message: REFUSALS[code](lang),
    request_id: requestId,
    ...(refusal.errors && { errors: refusal.errors.map((e) => ({ ...e })) }),
    ...(refusal.topUpId && { top_up_id: refusal.topUpId }),
    ...(refusal.serviceId && { service_id: refusal.serviceId }),
    ...(refusal.state && { state: refusal.state }),
    ...(refusal.scope && { scope: refusal.scope }),
    ...(refusal.price && { price: { ...refusal.price } }),
    ...(refusal.quote && { quote: refusal.quote }),
    ...(refusal.widget && { human_check: widgetJson(refusal.widget) }),
  };
}

const widgetJson = ({ scriptUrl, siteKey, action }: HumanCheckWidget) => ({
  script_url: scriptUrl,
  site_key: siteKey,
  action,
});

/**
 * A refusal as an answer (RFC 9457), with the status of its row in the error table: `detail` for
 * the developer who called, `customer_message` for the person who pays, in that person's language.
 * A 503 has a `Retry-After`, `forbidden` a challenge (RFC 6750).
 * A fault never becomes part of it: its details are in the log only.
 */
export function problem<C extends ErrorCode>(
  c: Context<HttpEnv>,
  refusal: Refusal<C>,
): ProblemAnswer<C> {
  const { status }: ErrorRow = ERRORS[refusal.code];
  const retryAfter = refusal.retryAfterSeconds ?? (status === 503 ? RETRY_AFTER_SECONDS : null);
  const lang = problemLang(c);
  const answer: Response = c.body(
    JSON.stringify(problemBody(refusal, c.get("requestId"), lang)),
    status,
    {
      "Content-Type": "application/problem+json",
      "Content-Language": lang.tag,
      "Cache-Control": "no-store",
      ...(retryAfter === null ? {} : { "Retry-After": String(retryAfter) }),
      ...(refusal.code === "forbidden" && {
        "WWW-Authenticate": forbiddenChallenge(refusal.scope),
      }),
    },
  );
  return answer as ProblemAnswer<C>;
}
