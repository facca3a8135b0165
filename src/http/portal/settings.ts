import type { Brand } from "../../app/ports/brand-catalogue.ts";
import type { Ports } from "../../app/ports/ports.ts";
import type { Settings } from "../../config/settings.ts";
import type { LegalFacts } from "../../ui/portal/legal/legal.ts";

/** What of the brand and of the deployment's configuration shows on pages. */
export interface PortalSettings {
  /** Mail address, web address or telephone number. */
  readonly supportContact: string;
  readonly stripeJsUrl: string;
  readonly publishableKey: string;
  /** How far ahead days may be sold; ms. */
  readonly horizonMs: number;
  /** For the payment step (`payLines`). */
  readonly legal: LegalFacts;
}

/** The part of the configuration, the ports and the brand that pages show. */
export function portalSettings(
  settings: Settings,
  ports: Pick<Ports, "settings">,
  brand: Brand,
): PortalSettings {
  return {
    supportContact: brand.supportContact,
    stripeJsUrl: settings.STRIPE_JS_URL,
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    horizonMs: ports.settings.timings.horizonMs,
    legal: legalFacts(brand),
  };
}

/** What the law wants on a page that sells; empty texts are not shown. */
export const legalFacts = (brand: Brand): LegalFacts => ({
  merchant: {
    name: brand.merchantName,
    address: brand.merchantAddress,
    number: brand.merchantNumber,
  },
  links: {
    terms: brand.termsUrl,
    refundPolicy: brand.refundPolicyUrl,
    privacy: brand.privacyUrl,
  },
  statementDescriptor: brand.statementDescriptor,
  withdrawalConsent: brand.withdrawalConsent,
});
