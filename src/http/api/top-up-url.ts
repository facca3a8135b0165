import type { Context } from "hono";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { brandById } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";

/**
 * The whole address of a top-up's page, under the host name of the service's own brand; also the
 * return address after 3-D Secure.
 */
export async function topUpUrl(c: Context<HttpEnv>, view: TopUpView): Promise<string> {
  const { serviceId, topUpId, brand } = view;
  const { publicUrl } = await brandById(c, brand);
  return new URL(`/t/${serviceId}/${topUpId}`, publicUrl).href;
}
