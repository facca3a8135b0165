import type { Context } from "hono";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import { idPattern } from "../../domain/base/ids.ts";
import type { HttpEnv } from "./http-env.ts";

const SERVICE = idPattern("svc");
const TOP_UP = idPattern("top");

/** The top-up a path names; null when it cannot be one, so that no object is woken for nonsense. */
export function topUpRef(c: Context<HttpEnv>): TopUpRef | null {
  return refOf(c.req.param("service_id") ?? "", c.req.param("top_up_id") ?? "");
}

/** Null: one of them has not the form of such an id. */
export function refOf(serviceId: string, topUpId: string): TopUpRef | null {
  return SERVICE.test(serviceId) && TOP_UP.test(topUpId) ? { serviceId, topUpId } : null;
}
