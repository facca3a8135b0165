import type { Context } from "hono";
import { identify } from "../actions/identify.ts";
import { lookAtService } from "../actions/look-at-service.ts";
import { lookAtTopUp } from "../actions/look-at-top-up.ts";
import { moneyBack } from "../actions/money-back.ts";
import { settleTopUp } from "../actions/settle-top-up.ts";
import { topUpJson } from "../contract/top-up-json.ts";
import { ok, refuse } from "../domain/result.ts";
import type { HttpEnv } from "./http-env.ts";
import type { PortalDeps } from "./portal/deps.ts";
import { refOf } from "./top-up-ref.ts";

/** What the portal's pages ask of the house, for one request. */
export function portalDeps(c: Context<HttpEnv>): PortalDeps {
  const ports = c.get("ports");
  const settings = c.get("settings");
  return {
    async look({ link }) {
      const identified = await identify(ports, { ip: c.get("ip"), link });
      if (!identified.ok) return refuse(identified.error.code);
      const looked = await lookAtService(ports, identified.value);
      return looked.ok ? looked : refuse(looked.error.code);
    },
    async topUp({ serviceId, topUpId }) {
      const ref = refOf(serviceId, topUpId);
      const looked = ref && (await lookAtTopUp(ports, ref));
      return looked?.ok ? topUpJson(looked.value) : null;
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
    now: () => ports.clock.now(),
    settings: {
      name: settings.SELF_CARE_NAME,
      supportContact: settings.SUPPORT_CONTACT,
      stripeJsUrl: settings.STRIPE_JS_URL,
      publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
      livemode: ports.payments.livemode,
      horizonMs: ports.settings.timings.horizonMs,
    },
  };
}
