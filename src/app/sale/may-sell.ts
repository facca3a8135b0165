import type { ErrorCode } from "../../domain/base/errors.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import {
  daysWithinHorizon,
  stackingBase,
  type Validity,
  validityOf,
} from "../../domain/ocs/validity.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import type { AccountState } from "../ports/service-object/account-state.ts";

/** What the rules of sale look at: the register's word, the object's, and the OCS's. */
export interface Situation {
  readonly service: Service;
  readonly accountState: AccountState;
  readonly reading: Reading;
}

/** How far one offer can be sold now. */
export interface OfferLimits {
  readonly validity: Validity;
  /** Where more days are stacked onto; Unix ms. */
  readonly baseAt: number;
  /** The most that may be bought; below the offer's minimum: none. */
  readonly maxQuantity: number;
}

/** Why nothing at all can be sold now, whatever the offer; null: go on. */
export function blockedBy({ service, accountState, reading }: Situation): ErrorCode | null {
  if (service.status !== "active") return "service_suspended";
  if (accountState.salesBlocked) return "service_sales_blocked";
  if (reading.kind !== "account" || reading.disabled) return "balance_unreadable";
  return null;
}

/**
 * The same to somebody who typed a number (row R3): that nothing can be added, not whether it is
 * suspended, without end, or full up. An OCS that is silent is nobody's secret.
 */
export function maskRefusal(code: ErrorCode): ErrorCode {
  return code === "balance_unreadable" ? code : "service_sales_blocked";
}
/**
 * The most that somebody who typed a number may buy. Either all of it fits or nothing is sold: a
 * limit that followed the date would tell it, quantity by quantity.
 */
export const unverifiedMaxQuantity = (offer: Offer): number => Math.min(offer.maxQuantity, 30);

/** The validity rule and the horizon for one offer; null without a reading of the account. */
export function offerLimits(
  ports: Ports,
  { service, accountState, reading }: Situation,
  offer: Offer,
): OfferLimits | null {
  if (reading.kind !== "account") return null;
  const now = ports.clock.now();
  const returned = new Set(accountState.returnedBuckets);
  const validity = validityOf(reading, offer.bucket, returned, now);
  const endAt = validity.kind === "ends" ? validity.endAt : null;
  const baseAt = stackingBase(now, accountState.lastCreditedEndAt, endAt);
  const { horizonMs } = ports.settings.timings;
  const maxQuantity = daysWithinHorizon(baseAt, now, horizonMs, offer, service.timeZone);
  return { validity, baseAt, maxQuantity };
}

/** Why this quantity of this offer cannot be sold; null: it can. */
export function offerBlockedBy(
  { validity, maxQuantity }: Pick<OfferLimits, "validity" | "maxQuantity">,
  quantity: number,
): ErrorCode | null {
  if (validity.kind === "unlimited") return "nothing_to_sell";
  return quantity > maxQuantity ? "beyond_horizon" : null;
}

/** A reading good enough to sell on: the object's if younger than 60 s, otherwise a new one. */
export function readingToSellOn(
  ports: Ports,
  service: Service,
  accountState: AccountState,
): Promise<Reading> {
  const { lastReading } = accountState;
  const oldestAt = ports.clock.now() - ports.settings.timings.readingFreshMs;
  const fresh = lastReading?.kind === "account" && lastReading.at > oldestAt;
  return fresh ? Promise.resolve(lastReading) : ports.ocs.read(service.account);
}

export interface SaleWish {
  readonly service: Service;
  readonly accountState: AccountState;
  readonly offer: Offer;
  readonly quantity: number;
  /** Somebody typed the service's number: told less, and sold less at once. */
  readonly weak: boolean;
}

/** Whether this may be bought now, on a reading good enough; refuses with why not. */
export async function maySell(
  ports: Ports,
  { service, accountState, offer, quantity, weak }: SaleWish,
): Promise<Result<OfferLimits, Refusal>> {
  const most = unverifiedMaxQuantity(offer);
  if (weak && quantity > most)
    return refusal("invalid_request", { errors: [notForSale("quantity")] });
  const situation = {
    service,
    accountState,
    reading: await readingToSellOn(ports, service, accountState),
  };
  const found = offerLimits(ports, situation, offer);
  const refused = (code: ErrorCode) => refusal(weak ? maskRefusal(code) : code);
  const blocked = blockedBy(situation);
  if (blocked !== null || found === null) return refused(blocked ?? "balance_unreadable");
  const offerRefusal = offerBlockedBy(found, weak ? most : quantity);
  return offerRefusal === null ? ok(found) : refused(offerRefusal);
}

/** The row of `errors` for a field that names nothing on sale. */
export function notForSale(field: "offer_id" | "quantity"): { field: string; message: string } {
  return { field, message: field === "quantity" ? "outside what is for sale" : "not for sale" };
}
