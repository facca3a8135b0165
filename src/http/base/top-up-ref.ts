import type { Context } from "hono";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import { isId } from "../../domain/base/ids.ts";
import type { HttpEnv } from "./http-env.ts";

/**
 * The top-up that a path names by `:service_id` and `:top_up_id`; null when the ids have not the
 * form of ids. So a malformed address wakes no object.
 */
export function topUpRef(c: Context<HttpEnv>): TopUpRef | null {
  const serviceId = c.req.param("service_id");
  const topUpId = c.req.param("top_up_id");
  return isId("svc", serviceId) && isId("top", topUpId) ? { serviceId, topUpId } : null;
}
