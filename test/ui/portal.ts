import { ok } from "../../src/domain/base/result.ts";
import type { PortalDeps, PortalSettings } from "../../src/http/portal/deps.ts";
import { portalRoutes } from "../../src/http/portal/routes.ts";
import { NOW, serviceView, topUpJson } from "./samples.ts";

export const SETTINGS: PortalSettings = {
  name: "Kestrel Mobile",
  supportContact: "help@kestrel.example",
  publicUrl: "https://kestrel.example",
  typedIdentity: true,
  stripeJsUrl: "https://js.stripe.com/endive/stripe.js",
  publishableKey: "pk_test_1",
  livemode: false,
  horizonMs: 400 * 86_400_000,
};

/** The portal's routes over a house that knows one service and one top-up. */
export function portal(over: Partial<PortalDeps> = {}) {
  const deps: PortalDeps = {
    findService: async () => ok(serviceView()),
    topUp: async () => topUpJson("paid"),
    syncTopUp: async () => ok(null),
    requestRefund: async () => ok(null),
    identify: async () => ok("service-token"),
    priceList: async () => serviceView().offers,
    policy: async (loads) => `policy of a page that loads ${loads}`,
    now: () => NOW,
    settings: SETTINGS,
    ...over,
  };
  return portalRoutes(() => deps);
}
