import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { LegacyAnswer } from "../../contract/legacy.ts";
import { PROBLEM_WORDS } from "../../contract/problem-words.ts";
import { ERRORS, type ErrorCode } from "../../domain/base/errors.ts";
import { forbiddenChallenge } from "../base/challenge.ts";
import type { HttpEnv } from "../base/http-env.ts";

const RETRY_AFTER_SECONDS = 5;

/** An answer of the older system's form; its HTTP status is the one in the body. */
export function legacyAnswer(c: Context<HttpEnv>, answer: LegacyAnswer): Response {
  c.header("Cache-Control", "no-store");
  if (answer.status === 503) c.header("Retry-After", String(RETRY_AFTER_SECONDS));
  return c.json(answer, answer.status as ContentfulStatusCode);
}

/** A row of the error table in the older system's form. */
export function legacyRefusal(c: Context<HttpEnv>, code: ErrorCode): Response {
  const { title: Reason } = PROBLEM_WORDS[code];
  if (code === "forbidden") c.header("WWW-Authenticate", forbiddenChallenge());
  return legacyAnswer(c, { result: "Failed", Reason, status: ERRORS[code].status });
}
