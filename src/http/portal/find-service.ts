import type { Context } from "hono";
import { type CodesOf, refusal } from "../../app/base/refusal.ts";
import { remaining } from "../../app/base/time-budget.ts";
import { identify } from "../../app/identification/identify.ts";
import { identifyAgain } from "../../app/identification/identify-again.ts";
import { identifyByTopUp } from "../../app/identification/identify-by-top-up.ts";
import type { Brand } from "../../app/ports/brand-catalogue.ts";
import { getService } from "../../app/sale/get-service.ts";
import type { ServiceView } from "../../contract/api.ts";
import { ok, type Result, refuse } from "../../domain/base/result.ts";
import { customerOf } from "../base/actors.ts";
import { brandById, ownHostOf } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { topUpRef } from "../base/top-up-ref.ts";

/** The service of a page with its own brand, or the address at which that brand shows it. */
export type FoundService =
  | { readonly view: ServiceView; readonly brand: Brand }
  | { readonly elsewhere: string };

type FindRefusal =
  | CodesOf<typeof identify>
  | CodesOf<typeof identifyAgain>
  | CodesOf<typeof identifyByTopUp>;

/**
 * The service of a page and what may be bought for it. The path says how it is found: by a link
 * (`/l/…`), by the token of a weak identification (`/s/…`), by an earlier top-up (`/t/…/add`), or
 * by the requesting address (`/`). With `wait` in the query the OCS has its own time to answer;
 * otherwise the page's time budget. A GET for a service of another brand leads to that brand's host
 * name (decision 22).
 */
export async function findService(c: Context<HttpEnv>): Promise<Result<FoundService, FindRefusal>> {
  const ports = c.get("ports");
  const startedAt = ports.clock.now();
  const waits = c.req.query("wait") !== undefined;
  const timeBudgetMs = waits ? undefined : ports.settings.timings.pageTimeBudgetMs;
  const found = await identified(c, timeBudgetMs);
  if (!found.ok) return refuse(found.error.code);
  const brand = await brandById(c, found.value.service.brand);
  const elsewhere = c.req.method === "GET" ? ownHostOf(c, brand) : null;
  if (elsewhere !== null) return ok({ elsewhere });
  // One time budget for both, because sessions and balance are read from the same OCS.
  const remainingMs = remaining(timeBudgetMs, startedAt, ports.clock);
  const input = { ...found.value, timeBudgetMs: remainingMs, isLimited: isLimited(c) };
  return ok({ view: await getService(ports, customerOf(c), input), brand });
}

async function identified(c: Context<HttpEnv>, timeBudgetMs: number | undefined) {
  const ports = c.get("ports");
  const typed = c.req.param("typed");
  if (typed !== undefined) return identifyAgain(ports, typed);
  if (c.req.param("top_up_id") !== undefined) {
    const ref = topUpRef(c);
    if (ref === null) return refusal("service_not_identified");
    return identifyByTopUp(ports, customerOf(c), ref);
  }
  const link = c.req.param("token") ?? null;
  return identify(ports, customerOf(c), { link, timeBudgetMs, isLimited: isLimited(c) });
}

const isLimited = (c: Context<HttpEnv>): boolean => c.get("limited") === true;
