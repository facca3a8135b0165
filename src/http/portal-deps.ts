import type { Context } from "hono";
import { identifiedAs, identify } from "../actions/identify.ts";
import { identifyTyped } from "../actions/identify-typed.ts";
import { lookAtService } from "../actions/look-at-service.ts";
import { lookAtTopUp } from "../actions/look-at-top-up.ts";
import { moneyBack } from "../actions/money-back.ts";
import { isOwn } from "../actions/open-payment.ts";
import type { Ports } from "../actions/ports.ts";
import { no } from "../actions/refusal.ts";
import { readServiceToken } from "../actions/service-token.ts";
import { settleTopUp } from "../actions/settle-top-up.ts";
import { topUpJson } from "../contract/top-up-json.ts";
import { ok, refuse } from "../domain/result.ts";
import { isWeak } from "../domain/top-up/state.ts";
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
      const found = await (typed === null
        ? identify(ports, { ip: c.get("ip"), link })
        : identifyAgain(ports, typed));
      if (!found.ok) return refuse(found.error.code);
      const { pagePatienceMs } = ports.settings.timings;
      const looked = await lookAtService(ports, found.value, patient ? undefined : pagePatienceMs);
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
    now: () => ports.clock.now(),
    settings: portalSettings(settings, ports, colourOf(settings)),
    ...topUpDeps(c),
  };
}

/**
 * The service of a weak token in a page's address, with a new token: whoever goes on is not cut off
 * in the middle. Stronger tokens open nothing here: those services have addresses of their own.
 */
async function identifyAgain(ports: Ports, token: string) {
  const known = await readServiceToken(ports, token);
  if (!known.ok) return known;
  const { serviceId, identifiedBy } = known.value;
  const service = isWeak(identifiedBy) ? await ports.register.byId(serviceId) : null;
  return service === null
    ? no("service_token_invalid")
    : identifiedAs(ports, service, identifiedBy);
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
