import type { Context } from "hono";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { HttpEnv } from "../base/http-env.ts";

/** The whole address of a top-up's page; also the return address after 3-D Secure. */
export function topUpUrl(c: Context<HttpEnv>, { serviceId, topUpId }: TopUpView): string {
  return new URL(`/t/${serviceId}/${topUpId}`, c.get("ports").settings.publicUrl).href;
}
