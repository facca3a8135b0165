import { parseDecimal } from "../domain/base/money.ts";
import type { Settings } from "./settings.ts";

/**
 * The default brand, as the configuration makes it: in the form of a row of D1's table `brand`,
 * which replaces it where a row has the same id. `compose` checks it by the schema of such rows.
 */
export function brandFromSettings(settings: Settings) {
  const currency = settings.CURRENCY_CODE;
  const limit = parseDecimal(settings.APPROVAL_ABOVE, currency)?.minor;
  return {
    id: settings.BRAND,
    publicUrl: settings.PUBLIC_URL,
    hosts: [],
    name: settings.SELF_CARE_NAME,
    logo: settings.BRAND_LOGO,
    colour: settings.BRAND_COLOR,
    supportContact: settings.SUPPORT_CONTACT,
    merchantName: settings.MERCHANT_NAME,
    merchantAddress: settings.MERCHANT_ADDRESS,
    merchantNumber: settings.MERCHANT_NUMBER,
    termsUrl: settings.TERMS_URL,
    privacyUrl: settings.PRIVACY_URL,
    refundPolicyUrl: settings.REFUND_POLICY_URL,
    // Those of its offers: their rows had no other currency to agree with before there were brands.
    currencies: [],
    approvalAbove: limit === undefined ? {} : { [currency]: limit },
    languages: settings.LANGUAGES,
    statementDescriptor: settings.STATEMENT_DESCRIPTOR,
    statementSuffix: settings.STATEMENT_SUFFIX,
    withdrawalConsent: settings.WITHDRAWAL_CONSENT === "on",
    typedIdentity: settings.TYPED_IDENTITY === "on",
    countries: settings.COUNTRY_CODE,
    legacyUsage: settings.LEGACY_USAGE,
    emailFrom: settings.MAIL_FROM,
  };
}
