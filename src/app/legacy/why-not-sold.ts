import type { LegacyFailed } from "../../contract/legacy.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { offerBlockedBy, offerLimits, readingToSellOn, type SaleNeeds } from "../sale/may-sell.ts";
import { FAILURES } from "./answers.ts";

/**
 * Why these days could not be sold now; null: they can. Asked before a legacy caller's payment is
 * bound: a payment that is refused here stays the caller's, so that a caller cannot have a payment
 * refunded by naming a service that cannot be topped up. A silent OCS is no obstacle: the bound
 * payment waits.
 */
export async function whyNotSold(
  needs: SaleNeeds & Pick<Ports, "objects">,
  service: Service,
  { offer, quantity }: { readonly offer: Offer; readonly quantity: number },
): Promise<LegacyFailed | null> {
  if (service.status !== "active") return FAILURES.suspended;
  const accountState = await needs.objects.of(service.id).getAccountState();
  const reading = await readingToSellOn(needs, service, accountState);
  if (reading.kind === "no_account") return FAILURES.noAccount;
  if (reading.kind === "account" && reading.disabled) return FAILURES.disabled;
  const limits = offerLimits(needs, { service, accountState, reading }, offer);
  return limits && offerBlockedBy(limits, quantity) ? FAILURES.nothingToSell : null;
}
