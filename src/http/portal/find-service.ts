import type { Context } from "hono";
import type { CodesOf } from "../../app/base/refusal.ts";
import { remaining } from "../../app/base/time-budget.ts";
import { identify } from "../../app/identification/identify.ts";
import { identifyAgain } from "../../app/identification/identify-again.ts";
import { getService } from "../../app/sale/get-service.ts";
import type { ServiceView } from "../../contract/api.ts";
import { ok, type Result, refuse } from "../../domain/base/result.ts";
import { customerOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";

type FindRefusal = CodesOf<typeof identify> | CodesOf<typeof identifyAgain>;

/**
 * The service of a page and what may be bought for it. The path says how it is found: by a link
 * (`/l/…`), by the weak token of a typed number (`/s/…`), or by the requesting address (`/`). With
 * `wait` in the query the OCS has its own time to answer; otherwise the page's time budget.
 */
export async function findService(c: Context<HttpEnv>): Promise<Result<ServiceView, FindRefusal>> {
  const ports = c.get("ports");
  const startedAt = ports.clock.now();
  const waits = c.req.query("wait") !== undefined;
  const timeBudgetMs = waits ? undefined : ports.settings.timings.pageTimeBudgetMs;
  const found = await identified(c, timeBudgetMs);
  if (!found.ok) return refuse(found.error.code);
  // One time budget for both, because sessions and balance are read from the same OCS.
  const remainingMs = remaining(timeBudgetMs, startedAt, ports.clock);
  const input = { ...found.value, timeBudgetMs: remainingMs };
  return ok(await getService(ports, customerOf(c), input));
}

function identified(c: Context<HttpEnv>, timeBudgetMs: number | undefined) {
  const ports = c.get("ports");
  const typed = c.req.param("typed");
  if (typed !== undefined) return identifyAgain(ports, typed);
  const link = c.req.param("token") ?? null;
  return identify(ports, customerOf(c), { link, timeBudgetMs });
}
