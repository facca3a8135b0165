import type { MerchantFacts } from "../../domain/top-up/top-up.ts";
import type { UseCaseSettings } from "../ports/settings.ts";

type Seller = Pick<UseCaseSettings, "merchantProfile" | "supportContact">;

/**
 * Who sells today, to be frozen on a top-up: a later document of this sale names the seller as the
 * customer saw it, whatever the configuration says by then.
 */
export function merchantFactsOf({ merchantProfile, supportContact }: Seller): MerchantFacts {
  const { merchant, links, statementDescriptor = "" } = merchantProfile ?? {};
  return {
    name: merchant?.name ?? "",
    address: merchant?.address ?? "",
    number: merchant?.number ?? "",
    support: supportContact,
    terms: links?.terms ?? "",
    refundPolicy: links?.refundPolicy ?? "",
    privacy: links?.privacy ?? "",
    statementDescriptor,
  };
}
