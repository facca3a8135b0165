import type { Ports } from "../../app/ports/ports.ts";
import type { Settings } from "../../config/settings.ts";
import type { LegalFacts } from "../../ui/portal/legal/legal.ts";
import { type BrandColour, colourOf } from "./brand-sheet.ts";

/** What of the configuration shows on pages. */
export interface PortalSettings {
  readonly name: string;
  /** Mail address, web address or telephone number. */
  readonly supportContact: string;
  /** The portal's own address, for links that are opened elsewhere. */
  readonly publicUrl: string;
  readonly stripeJsUrl: string;
  readonly publishableKey: string;
  readonly livemode: boolean;
  /** How far ahead days may be sold; ms. */
  readonly horizonMs: number;
  /** Whether numbers can be typed (row R3). */
  readonly typedIdentity: boolean;
  /** For the footer of every page (`footerLines`) and the payment step (`payLines`). */
  readonly legal?: LegalFacts;
  /** The operator's colour; null: the default theme. */
  readonly colour: BrandColour | null;
  /** Address of a picture on this deployment; empty: the default mark. */
  readonly logo: string;
}

/** The part of the configuration and the ports that pages show. */
export function portalSettings(
  settings: Settings,
  ports: Pick<Ports, "payments" | "settings">,
): PortalSettings {
  const legal = legalFacts(ports.settings);
  return {
    name: settings.SELF_CARE_NAME,
    supportContact: settings.SUPPORT_CONTACT,
    publicUrl: settings.PUBLIC_URL,
    stripeJsUrl: settings.STRIPE_JS_URL,
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    livemode: ports.payments.livemode,
    horizonMs: ports.settings.timings.horizonMs,
    typedIdentity: ports.settings.typedIdentity,
    ...(legal && { legal }),
    colour: colourOf(settings),
    logo: settings.BRAND_LOGO,
  };
}

/** Null: nothing is known of the merchant. */
function legalFacts(settings: Ports["settings"]): LegalFacts | null {
  const { merchantProfile, withdrawalConsent } = settings;
  if (merchantProfile === undefined) return null;
  const { merchant, links, statementDescriptor } = merchantProfile;
  return { merchant, links, statementDescriptor, withdrawalConsent: withdrawalConsent !== null };
}
