import type { Settings } from "./settings.ts";

/** What the default brand says about who sells, on pages and in notices alike. Empty: not set. */
export const merchantProfile = (settings: Settings) => ({
  merchant: {
    name: settings.MERCHANT_NAME,
    address: settings.MERCHANT_ADDRESS,
    number: settings.MERCHANT_NUMBER,
  },
  links: {
    terms: settings.TERMS_URL,
    refundPolicy: settings.REFUND_POLICY_URL,
    privacy: settings.PRIVACY_URL,
  },
  statementDescriptor: settings.STATEMENT_DESCRIPTOR,
});
