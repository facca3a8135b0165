import type { Ports } from "../../app/ports/ports.ts";
import { merchantProfile } from "../../config/brand.ts";
import type { Settings } from "../../config/settings.ts";
import type { LegalFacts } from "../../ui/portal/legal/legal.ts";
import type { PortalSettings } from "./deps.ts";

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
  ...merchantProfile(settings),
  withdrawalConsent: settings.WITHDRAWAL_CONSENT === "on",
});
