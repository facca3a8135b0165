import type { MerchantFacts } from "../../domain/top-up/top-up.ts";
import type { Brand } from "../ports/brand-catalogue.ts";

/**
 * Who sells today, to be frozen on a top-up: a later document of this sale names the seller as the
 * customer saw it, whatever the brand says by then.
 */
export const merchantFactsOf = (brand: Brand): MerchantFacts => ({
  name: brand.merchantName,
  address: brand.merchantAddress,
  number: brand.merchantNumber,
  support: brand.supportContact,
  terms: brand.termsUrl,
  refundPolicy: brand.refundPolicyUrl,
  privacy: brand.privacyUrl,
  statementDescriptor: brand.statementDescriptor,
});
