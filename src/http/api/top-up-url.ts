import type { Context } from "hono";
import { PortFault } from "../../app/ports/port-fault.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { HttpEnv } from "../base/http-env.ts";

/**
 * The whole address of a top-up's page, under the host name of the service's own brand; also the
 * return address after 3-D Secure. Where that brand cannot be read, the host that the caller
 * called: never another merchant's, and a repeated request is answered even while D1 is silent.
 */
export async function topUpUrl(c: Context<HttpEnv>, view: TopUpView): Promise<string> {
  const { serviceId, topUpId, brand } = view;
  return new URL(`/t/${serviceId}/${topUpId}`, await originOf(c, brand)).href;
}

async function originOf(c: Context<HttpEnv>, brandId: string): Promise<string> {
  const { brands, log } = c.get("ports");
  const called = new URL(c.req.url).origin;
  try {
    return (await brands.byId(brandId))?.publicUrl ?? called;
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    log.warn("brand_not_read", { brand: brandId, why: fault.message });
    return called;
  }
}
