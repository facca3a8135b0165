/**
 * Days of service: a bucket that no month uses up and that ends with the days. New days begin where
 * the last ones end, so only the end is sold, and disabling the bucket takes all of it back.
 */
import { evidenceOf } from "../../ocs/evidence.ts";
import { validityOf } from "../../ocs/validity.ts";
import type { DaysOffer } from "../offer.ts";
import { daysWithinHorizon, stackedEnd, stackingBase } from "../stacking.ts";
import { tieredPrice } from "../tiered-price.ts";
import type { KnownAccount, OfferLimits, OfferRules } from "./kind.ts";

const UNVERIFIED_DAYS = 30;

export function daysRules(offer: DaysOffer): OfferRules {
  const { kind, bucket, endRule } = offer;
  const { type, value, weight, settings } = bucket;
  return {
    price: (quantity) => tieredPrice(offer, quantity),
    unverifiedMax: Math.min(offer.maxQuantity, UNVERIFIED_DAYS),
    limits: (known) => limits(offer, known),
    endAt: (baseAt, days, timeZone) => stackedEnd(baseAt, days, endRule, timeZone),
    creditOrder: ({ account, bucketId, endAt }) => {
      return { act: "credit", account, kind, bucketId, type, endAt, settings, value, weight };
    },
    revokeOrder: ({ account, bucketId, endAt }) => {
      return { act: "revoke", account, kind, bucketId, type, endAt, settings };
    },
    evidence: evidenceOf,
    inWords: (days) => `${days} ${days === 1 ? "day" : "days"}`,
  };
}

function limits(offer: DaysOffer, known: KnownAccount): OfferLimits {
  const { reading, now, lastCreditedEndAt, returnedBuckets, horizonMs, timeZone } = known;
  const validity = validityOf(reading, offer.bucket, returnedBuckets, now);
  const operators = validityOf(reading, offer.bucket, "all", now);
  const baseAt = stackingBase(now, lastCreditedEndAt, endOf(validity));
  const floorAt = stackingBase(now, endOf(operators));
  const maxQuantity = daysWithinHorizon(baseAt, now, horizonMs, offer, timeZone);
  return { validity, baseAt, floorAt, maxQuantity };
}

const endOf = (validity: ReturnType<typeof validityOf>): number | null =>
  validity.kind === "ends" ? validity.endAt : null;
