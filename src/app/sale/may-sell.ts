import { ok, type Result } from "../../domain/base/result.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import type { OfferLimits } from "../../domain/offer/kinds/kind.ts";
import { rulesOf } from "../../domain/offer/kinds/rules.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import type { AccountState } from "../ports/service-object/account-state.ts";
import { quantityError } from "./not-for-sale.ts";

/** Why nothing of any offer, or not this much of one, can be sold now. */
type AccountCode = "service_suspended" | "service_sales_blocked" | "balance_unreadable";
type OfferCode = "nothing_to_sell" | "beyond_horizon";
export type NoSaleCode = AccountCode | OfferCode;
export type SaleRefusal = NoSaleCode | "invalid_request";

export type SaleNeeds = Pick<Ports, "clock" | "settings" | "ocs">;

/** What the rules of sale decide by: what the register, the object and the OCS know. */
export interface Situation {
  readonly service: Service;
  readonly accountState: AccountState;
  readonly reading: Reading;
}

/** Why no offer at all can be sold now; null: look at the offers. */
export function blockedBy({ service, reading }: Situation): AccountCode | null {
  if (service.status !== "active") return "service_suspended";
  if (reading.kind !== "account" || reading.disabled) return "balance_unreadable";
  return null;
}

/**
 * A refusal as a customer who typed a number learns it (row R3): that nothing can be added, not
 * whether the service is suspended, has no end, or is at its horizon. That the OCS is silent is no
 * secret.
 */
export function maskRefusal(code: NoSaleCode): AccountCode {
  return code === "balance_unreadable" ? code : "service_sales_blocked";
}

/**
 * The most that a customer who typed a number may buy. Either all of it fits or nothing is sold: a
 * limit that followed the expiry date would reveal the date, quantity by quantity.
 */
export const unverifiedMaxQuantity = (offer: Offer): number => rulesOf(offer).unverifiedMax;

/** What the kind of one offer allows now; null without a reading of the account. */
export function offerLimits(
  { clock, settings }: Pick<Ports, "clock" | "settings">,
  { service, accountState, reading }: Situation,
  offer: Offer,
): OfferLimits | null {
  if (reading.kind !== "account") return null;
  return rulesOf(offer).limits({
    reading,
    now: clock.now(),
    lastCreditedEndAt: accountState.lastCreditedEndAt[offer.kind],
    returnedBuckets: new Set(accountState.returnedBuckets),
    horizonMs: settings.timings.horizonMs,
    timeZone: service.timeZone,
  });
}

/** Why this quantity of this offer cannot be sold; null: it can. */
export function offerBlockedBy(
  { validity, maxQuantity }: Pick<OfferLimits, "validity" | "maxQuantity">,
  quantity: number,
): OfferCode | null {
  if (validity.kind === "unlimited") return "nothing_to_sell";
  return quantity > maxQuantity ? "beyond_horizon" : null;
}

/**
 * A reading good enough to sell on: the object's if younger than 60 s, otherwise a new one. One
 * that shows the account disabled refuses the sale, so the engine is always asked again: its
 * operator may have enabled the account a second ago.
 */
export function readingToSellOn(
  { clock, settings, ocs }: SaleNeeds,
  service: Service,
  accountState: AccountState,
): Promise<Reading> {
  const { lastReading } = accountState;
  const oldestAt = clock.now() - settings.timings.readingFreshMs;
  const sells = lastReading?.kind === "account" && !lastReading.disabled;
  const fresh = sells && lastReading.at > oldestAt;
  return fresh ? Promise.resolve(lastReading) : ocs.read(service.account);
}

export interface SaleWish {
  readonly service: Service;
  readonly accountState: AccountState;
  readonly offer: Offer;
  readonly quantity: number;
  /** The customer typed the service's number: learns less, and may buy less at once. */
  readonly weak: boolean;
}

/** Whether this may be bought now, on a reading good enough; refuses with why not. */
export async function maySell(
  needs: SaleNeeds,
  { service, accountState, offer, quantity, weak }: SaleWish,
): Promise<Result<OfferLimits, Refusal<SaleRefusal>>> {
  const most = unverifiedMaxQuantity(offer);
  if (weak && quantity > most) {
    const bounds = { min: offer.minQuantity, max: most };
    return refusal("invalid_request", { errors: [quantityError(bounds)] });
  }
  const situation = {
    service,
    accountState,
    reading: await readingToSellOn(needs, service, accountState),
  };
  const limits = offerLimits(needs, situation, offer);
  const refused = (code: NoSaleCode) => refusal(weak ? maskRefusal(code) : code);
  const blocked = blockedBy(situation);
  if (blocked !== null || limits === null) return refused(blocked ?? "balance_unreadable");
  const offerRefusal = offerBlockedBy(limits, weak ? most : quantity);
  if (offerRefusal === null) return ok(limits);
  const bounds = { min: offer.minQuantity, max: limits.maxQuantity };
  // How many still fit tells the expiry, so a customer who typed a number does not learn it.
  const tellsBounds = offerRefusal === "beyond_horizon" && !weak && bounds.min <= bounds.max;
  return tellsBounds
    ? refusal(offerRefusal, { errors: [quantityError(bounds)] })
    : refused(offerRefusal);
}
