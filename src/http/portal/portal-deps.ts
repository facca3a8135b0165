import type { Context } from "hono";
import { remaining } from "../../app/base/time-budget.ts";
import { identify } from "../../app/identification/identify.ts";
import { identifyAgain } from "../../app/identification/identify-again.ts";
import { identifyTyped } from "../../app/identification/identify-typed.ts";
import { getTopUp } from "../../app/payment/get-top-up.ts";
import { isOwn } from "../../app/payment/is-own.ts";
import { syncTopUp } from "../../app/payment/sync-top-up.ts";
import { requestRefund } from "../../app/refund/request-refund.ts";
import { getPriceList } from "../../app/sale/get-price-list.ts";
import { getService } from "../../app/sale/get-service.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { toId } from "../../domain/base/ids.ts";
import { ok, refuse } from "../../domain/base/result.ts";
import { customerOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { refOf } from "../base/top-up-ref.ts";
import { pagePolicy } from "../middleware/security-headers.ts";
import { colourOf, styleSource } from "./brand-sheet.ts";
import type { PortalDeps } from "./deps.ts";
import { portalSettings } from "./portal-settings.ts";

/** What the portal's pages ask of the house, for one request. */
export function portalDeps(c: Context<HttpEnv>): PortalDeps {
  const ports = c.get("ports");
  const settings = c.get("settings");
  const actor = customerOf(c);
  return {
    async findService({ link, typed, waitForOcs }) {
      const startedAt = ports.clock.now();
      const timeBudgetMs = waitForOcs ? undefined : ports.settings.timings.pageTimeBudgetMs;
      const found = await (typed === null
        ? identify(ports, actor, { link, timeBudgetMs })
        : identifyAgain(ports, typed));
      if (!found.ok) return refuse(found.error.code);
      // One patience for all that a page waits for: sessions and balance are the same engine's.
      const remainingMs = remaining(timeBudgetMs, startedAt, ports.clock);
      const input = { ...found.value, timeBudgetMs: remainingMs };
      const result = await getService(ports, actor, input);
      return result.ok ? result : refuse(result.error.code);
    },
    async identify(identity) {
      const found = await identifyTyped(ports, actor, { identity });
      return found.ok ? ok(found.value.serviceToken) : found;
    },
    async policy(loads) {
      const style = await styleSource(settings);
      return pagePolicy(settings, c.req.url, { loads, style });
    },
    priceList: (service) => getPriceList(ports, toId("svc", service)),
    now: () => ports.clock.now(),
    settings: portalSettings(settings, ports, colourOf(settings)),
    ...topUpDeps(c),
  };
}

function topUpDeps(c: Context<HttpEnv>): Pick<PortalDeps, "topUp" | "syncTopUp" | "requestRefund"> {
  const ports = c.get("ports");
  const actor = customerOf(c);
  return {
    async topUp({ service, topUp }) {
      const ref = refOf(service, topUp);
      const result = ref && (await getTopUp(ports, ref));
      if (!result?.ok) return null;
      return topUpJson(result.value, await isOwn(ports, actor, result.value));
    },
    async syncTopUp({ service, topUp }) {
      const ref = refOf(service, topUp);
      if (ref === null) return refuse("not_found");
      const synced = await syncTopUp(ports, actor, ref);
      if (!synced.ok) return refuse(synced.error.code);
      return synced.value.upToDate ? ok(null) : refuse("payment_system_unavailable");
    },
    async requestRefund({ service, topUp }) {
      const ref = refOf(service, topUp);
      const asked = ref && (await requestRefund(ports, actor, ref));
      if (asked === null) return refuse("not_found");
      return asked.ok ? asked : refuse(asked.error.code);
    },
  };
}
