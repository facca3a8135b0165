import type { Context } from "hono";
import { type Refusal, refusal } from "../../app/base/refusal.ts";
import { idempotencyKey } from "../../contract/api.ts";
import type { Schema } from "../../contract/parse.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";

/** A checked body, and the key that makes its request once-only. */
export interface KeyedBody<T> {
  readonly body: T;
  readonly idempotencyKey: string;
}

/**
 * The JSON body and the `Idempotency-Key` of a post, checked together: an `invalid_request` names
 * the wrong fields of the body and a missing or malformed key. Another content type is refused
 * first, with `unsupported_media_type`.
 */
export async function readKeyedJson<T>(
  c: Context<HttpEnv>,
  schema: Schema<T>,
): Promise<Result<KeyedBody<T>, Refusal<"unsupported_media_type" | "invalid_request">>> {
  const body = await readJson(c, schema);
  if (!body.ok && body.error.code !== "invalid_request") return body;
  const key = idempotencyKey.safeParse(c.req.header("Idempotency-Key"));
  if (body.ok && key.success) return ok({ body: body.value, idempotencyKey: key.data });
  const errors = body.ok ? [] : (body.error.errors ?? []);
  return refusal("invalid_request", { errors: key.success ? errors : [...errors, KEY_ERROR] });
}

const KEY_ERROR = {
  field: "Idempotency-Key",
  message: "is needed: 8 to 200 visible ASCII characters, new for every new top-up",
};
