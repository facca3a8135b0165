import type { Context } from "hono";
import { identify } from "../actions/identify.ts";
import { identifyAgain, identifyTyped } from "../actions/identify-typed.ts";
import { lookAtService } from "../actions/look-at-service.ts";
import { lookAtTopUp } from "../actions/look-at-top-up.ts";
import { moneyBack } from "../actions/money-back.ts";
import { isOwn } from "../actions/open-payment.ts";
import { leftOf } from "../actions/patience.ts";
import { priceList } from "../actions/price-list.ts";
import { settleTopUp } from "../actions/settle-top-up.ts";
import { topUpJson } from "../contract/top-up-json.ts";
import { ok, refuse } from "../domain/result.ts";
import { colourOf, styleSource } from "./brand-sheet.ts";
import type { HttpEnv } from "./http-env.ts";
import { pagePolicy } from "./middleware/security-headers.ts";
import type { PortalDeps } from "./portal/deps.ts";
import { portalSettings } from "./portal-settings.ts";
import { refOf } from "./top-up-ref.ts";

/** What the portal's pages ask of the house, for one request. */
export function portalDeps(c: Context<HttpEnv>): PortalDeps {
  const ports = c.get("ports");
  const settings = c.get("settings");
  return {
    async look({ link, typed, patient }) {
      const startedAt = ports.clock.now();
      const patienceMs = patient ? undefined : ports.settings.timings.pagePatienceMs;
      const found = await (typed === null
        ? identify(ports, { ip: c.get("ip"), link, patienceMs })
        : identifyAgain(ports, typed));
      if (!found.ok) return refuse(found.error.code);
      // One patience for all that a page waits for: sessions and balance are the same engine's.
      const left = leftOf(patienceMs, startedAt, ports.clock);
      const who = { ...found.value, sessionId: c.get("sessionId") };
      const looked = await lookAtService(ports, who, left);
      return looked.ok ? looked : refuse(looked.error.code);
    },
    async identify(identity) {
      const found = await identifyTyped(ports, { identity, ip: c.get("ip") });
      return found.ok ? ok(found.value.serviceToken) : found;
    },
    async policy(loads) {
      const style = await styleSource(settings);
      return pagePolicy(settings, c.req.url, { loads, style });
    },
    priceList: (serviceId) => priceList(ports, serviceId),
    now: () => ports.clock.now(),
    settings: portalSettings(settings, ports, colourOf(settings)),
    ...topUpDeps(c),
  };
}

function topUpDeps(c: Context<HttpEnv>): Pick<PortalDeps, "topUp" | "settle" | "moneyBack"> {
  const ports = c.get("ports");
  return {
    async topUp({ serviceId, topUpId }) {
      const ref = refOf(serviceId, topUpId);
      const looked = ref && (await lookAtTopUp(ports, ref));
      if (!looked?.ok) return null;
      const object = ports.objects.of(serviceId);
      return topUpJson(looked.value, await isOwn(object, topUpId, c.get("sessionId")));
    },
    async settle({ serviceId, topUpId }) {
      const ref = refOf(serviceId, topUpId);
      if (ref === null) return refuse("not_found");
      const settled = await settleTopUp(ports, ref);
      if (!settled.ok) return refuse(settled.error.code);
      return settled.value.upToDate ? ok(null) : refuse("payment_system_unavailable");
    },
    async moneyBack({ serviceId, topUpId }) {
      const ref = refOf(serviceId, topUpId);
      const asked = ref && (await moneyBack(ports, { ...ref, sessionId: c.get("sessionId") }));
      if (asked === null) return refuse("not_found");
      return asked.ok ? asked : refuse(asked.error.code);
    },
  };
}
