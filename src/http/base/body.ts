import type { Context } from "hono";
import { type Refusal, refusal } from "../../app/base/refusal.ts";
import { nothing } from "../../contract/api.ts";
import { parseJson, type Schema } from "../../contract/parse.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { HttpEnv } from "./http-env.ts";

/**
 * The JSON body, checked. Refuses with `unsupported_media_type`, or with `invalid_request`, which
 * names every wrong, missing and unknown field.
 */
export async function readJson<T>(
  c: Context<HttpEnv>,
  schema: Schema<T>,
): Promise<Result<T, Refusal<"unsupported_media_type" | "invalid_request">>> {
  if (!isJson(c)) return refusal("unsupported_media_type");
  return parsed(await c.req.text(), schema);
}

/** Whether the body is announced as JSON. */
export function isJson(c: Context<HttpEnv>): boolean {
  return /^application\/json\s*(;|$)/i.test(c.req.header("Content-Type") ?? "");
}

/** The body of a post without fields: nothing, or an empty object. */
export async function readNothing(
  c: Context<HttpEnv>,
): Promise<Result<unknown, Refusal<"invalid_request">>> {
  const text = await c.req.text();
  return text === "" ? ok(null) : parsed(text, nothing);
}

function parsed<T>(text: string, schema: Schema<T>): Result<T, Refusal<"invalid_request">> {
  const read = parseJson(text, schema);
  return read.ok ? read : refusal("invalid_request", { errors: read.error });
}
