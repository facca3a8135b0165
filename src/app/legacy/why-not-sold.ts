import type { LegacyFailed } from "../../contract/legacy.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { Unsold } from "../../domain/top-up/decide/import-payment.ts";
import { isPayerBlocked, type PayerBlockNeeds } from "../payment/payer-block.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { offerBlockedBy, offerLimits, readingToSellOn, type SaleNeeds } from "../sale/may-sell.ts";
import { FAILURES } from "./answers.ts";

/** What the caller is told, and why its payment is refunded. */
export interface NotSold {
  readonly answer: LegacyFailed;
  readonly reason: Exclude<Unsold, "review">;
}

/**
 * Why these days could not be sold now, by what register, object and OCS know of the service, and
 * by whether the payer took back the money of an earlier top-up; null: they can. Asked before a
 * legacy caller's payment is bound. A silent OCS is no obstacle: the bound payment waits.
 */
export async function whyNotSold(
  needs: SaleNeeds & PayerBlockNeeds & Pick<Ports, "objects">,
  service: Service,
  { offer, quantity }: { readonly offer: Offer; readonly quantity: number },
  { untrusted, cardFingerprint }: IntentReading,
): Promise<NotSold | null> {
  if (service.status !== "active") return notSold("suspended", "service_closed");
  const email = untrusted?.payer.email ?? "";
  const payer = {
    brand: service.brand,
    sessionId: null,
    email,
    cardFingerprint: cardFingerprint ?? null,
  };
  if (await isPayerBlocked(needs, payer)) return notSold("payerBlocked", "sale_refused");
  const accountState = await needs.objects.of(service.id).getAccountState();
  const reading = await readingToSellOn(needs, service, accountState);
  if (reading.kind === "no_account") return notSold("noAccount", "no_account");
  if (reading.kind === "account" && reading.disabled)
    return notSold("disabled", "account_disabled");
  const limits = offerLimits(needs, { service, accountState, reading }, offer);
  return limits && offerBlockedBy(limits, quantity)
    ? notSold("nothingToSell", "nothing_to_sell")
    : null;
}

const notSold = (why: keyof typeof FAILURES, reason: NotSold["reason"]): NotSold => ({
  answer: FAILURES[why],
  reason,
});
