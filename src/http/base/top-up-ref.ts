import type { Context } from "hono";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import { isId } from "../../domain/base/ids.ts";
import type { HttpEnv } from "./http-env.ts";

/** The top-up a path names; null when it cannot be one, so that no object is woken for nonsense. */
export function topUpRef(c: Context<HttpEnv>): TopUpRef | null {
  return refOf(c.req.param("service_id") ?? "", c.req.param("top_up_id") ?? "");
}

/** Null: one of them has not the form of such an id. */
export function refOf(service: string, topUp: string): TopUpRef | null {
  if (!isId("svc", service) || !isId("top", topUp)) return null;
  return { serviceId: service, topUpId: topUp };
}
