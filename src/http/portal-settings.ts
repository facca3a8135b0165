import type { Ports } from "../actions/ports.ts";
import { merchantFacts, type Settings } from "../env.ts";
import type { LegalFacts } from "../views/legal.ts";
import type { PortalSettings } from "./portal/deps.ts";

/** What of the configuration shows on pages. */
export function portalSettings(
  settings: Settings,
  ports: Ports,
  colour: PortalSettings["colour"] | null,
): PortalSettings {
  return {
    name: settings.SELF_CARE_NAME,
    supportContact: settings.SUPPORT_CONTACT,
    publicUrl: settings.PUBLIC_URL,
    stripeJsUrl: settings.STRIPE_JS_URL,
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    livemode: ports.payments.livemode,
    horizonMs: ports.settings.timings.horizonMs,
    typedIdentity: ports.settings.typedIdentity,
    legal: legalOf(settings),
    logo: settings.BRAND_LOGO,
    ...(colour && { colour }),
  };
}

const legalOf = (settings: Settings): LegalFacts => ({
  ...merchantFacts(settings),
  withdrawalConsent: settings.WITHDRAWAL_CONSENT === "on",
});
