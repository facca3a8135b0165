import type { LegacyFailed } from "../../contract/legacy.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { offerBlockedBy, offerLimits, readingToSellOn } from "../sale/may-sell.ts";
import { FAILURES } from "./answers.ts";

/**
 * Why these days could not be sold now; null: they can. Asked before a caller's payment is claimed:
 * what is refused here stays the caller's money, so that nobody gets a payment given back by naming
 * it for a service that takes nothing. A silent OCS is no obstacle: the claimed payment waits.
 */
export async function whyNotSold(
  ports: Ports,
  service: Service,
  { offer, quantity }: { readonly offer: Offer; readonly quantity: number },
): Promise<LegacyFailed | null> {
  if (service.status !== "active") return FAILURES.suspended;
  const accountState = await ports.objects.of(service.id).getAccountState();
  if (accountState.salesBlocked) return FAILURES.salesBlocked;
  const reading = await readingToSellOn(ports, service, accountState);
  if (reading.kind === "no_account") return FAILURES.noAccount;
  if (reading.kind === "account" && reading.disabled) return FAILURES.disabled;
  const found = offerLimits(ports, { service, accountState, reading }, offer);
  return found && offerBlockedBy(found, quantity) ? FAILURES.nothingToSell : null;
}
