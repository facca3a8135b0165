import type { ErrorCode } from "../domain/errors.ts";
import type { Offer } from "../domain/offer.ts";
import type { Reading } from "../domain/reading.ts";
import { ok, type Result } from "../domain/result.ts";
import { daysWithinHorizon, stackingBase, type Validity, validityOf } from "../domain/validity.ts";
import type { Ports } from "./ports.ts";
import { no, type Refusal } from "./refusal.ts";
import type { Service } from "./register-port.ts";
import type { Standing } from "./service-object-port.ts";

/** What the rules of sale look at: the register's word, the object's, and the OCS's. */
export interface Situation {
  readonly service: Service;
  readonly standing: Standing;
  readonly reading: Reading;
}

/** How far one offer can be sold now. */
export interface OfferStanding {
  readonly validity: Validity;
  /** Where more days are stacked onto; Unix ms. */
  readonly baseAt: number;
  /** The most that may be bought; below the offer's minimum: none. */
  readonly maxQuantity: number;
}

/** Why nothing at all can be sold now, whatever the offer; null: go on. */
export function blockedBy({ service, standing, reading }: Situation): ErrorCode | null {
  if (service.status !== "active") return "service_suspended";
  if (standing.onHold) return "service_on_hold";
  if (reading.kind !== "account" || reading.disabled) return "balance_unreadable";
  return null;
}

/**
 * The same to somebody who typed a number (row R3): that nothing can be added, not whether it is
 * suspended, without end, or full up. An OCS that is silent is nobody's secret.
 */
export function toldToStrangers(code: ErrorCode): ErrorCode {
  return code === "balance_unreadable" ? code : "service_on_hold";
}
/**
 * The most that somebody who typed a number may buy. Either all of it fits or nothing is sold: a
 * limit that followed the date would tell it, quantity by quantity.
 */
export const strangersMost = (offer: Offer): number => Math.min(offer.maxQuantity, 30);

/** The validity rule and the horizon for one offer; null without a reading of the account. */
export function offerStanding(
  ports: Ports,
  { service, standing, reading }: Situation,
  offer: Offer,
): OfferStanding | null {
  if (reading.kind !== "account") return null;
  const now = ports.clock.now();
  const returned = new Set(standing.returnedBuckets);
  const validity = validityOf(reading, offer.bucket, returned, now);
  const endAt = validity.kind === "ends" ? validity.endAt : null;
  const baseAt = stackingBase(now, standing.lastCreditedEndAt, endAt);
  const { horizonMs } = ports.settings.timings;
  const maxQuantity = daysWithinHorizon(baseAt, now, horizonMs, offer, service.timeZone);
  return { validity, baseAt, maxQuantity };
}

/** Why this quantity of this offer cannot be sold; null: it can. */
export function offerBlockedBy(
  { validity, maxQuantity }: Pick<OfferStanding, "validity" | "maxQuantity">,
  quantity: number,
): ErrorCode | null {
  if (validity.kind === "unlimited") return "nothing_to_sell";
  return quantity > maxQuantity ? "beyond_horizon" : null;
}

/** A reading good enough to sell on: the object's if younger than 60 s, otherwise a new one. */
export function readingToSellOn(
  ports: Ports,
  service: Service,
  standing: Standing,
): Promise<Reading> {
  const { lastReading } = standing;
  const oldestAt = ports.clock.now() - ports.settings.timings.readingFreshMs;
  const fresh = lastReading?.kind === "account" && lastReading.at > oldestAt;
  return fresh ? Promise.resolve(lastReading) : ports.ocs.read(service.account);
}

export interface Wanted {
  readonly service: Service;
  readonly standing: Standing;
  readonly offer: Offer;
  readonly quantity: number;
  /** Somebody typed the service's number: told less, and sold less at once. */
  readonly weak: boolean;
}

/** Whether this may be bought now, on a reading good enough; refuses with why not. */
export async function maySell(
  ports: Ports,
  { service, standing, offer, quantity, weak }: Wanted,
): Promise<Result<OfferStanding, Refusal>> {
  const most = strangersMost(offer);
  if (weak && quantity > most) return no("invalid_request", { errors: [notForSale("quantity")] });
  const situation = { service, standing, reading: await readingToSellOn(ports, service, standing) };
  const found = offerStanding(ports, situation, offer);
  const refused = (code: ErrorCode) => no(weak ? toldToStrangers(code) : code);
  const blocked = blockedBy(situation);
  if (blocked !== null || found === null) return refused(blocked ?? "balance_unreadable");
  const refusal = offerBlockedBy(found, weak ? most : quantity);
  return refusal === null ? ok(found) : refused(refusal);
}

/** The row of `errors` for a field that names nothing on sale. */
export function notForSale(field: "offer_id" | "quantity"): { field: string; message: string } {
  return { field, message: field === "quantity" ? "outside what is for sale" : "not for sale" };
}
