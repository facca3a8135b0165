/**
 * The kinds of what can be bought. A credit of one kind never counts for another; what a kind means
 * lies in `domain/offer/kinds`. A name is stored in logs and in D1, so it is never renamed.
 */
export const OFFER_KINDS = ["days"] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];
