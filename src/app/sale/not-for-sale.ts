import type { FieldError } from "../../contract/parse.ts";
import type { Offer } from "../../domain/offer/offer.ts";

/** What a quantity of an offer, or of any of several, may be. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** From the least to the most that these offers sell; null: there are none. */
export function boundsOf(
  offers: readonly Pick<Offer, "minQuantity" | "maxQuantity">[],
): Bounds | null {
  if (offers.length === 0) return null;
  const min = Math.min(...offers.map(({ minQuantity }) => minQuantity));
  const max = Math.max(...offers.map(({ maxQuantity }) => maxQuantity));
  return { min, max };
}

/** What is wrong with a quantity outside of these bounds, as a sentence about the field. */
export const boundsInWords = (bounds: Bounds | null): string =>
  bounds === null
    ? "cannot be bought: nothing is for sale"
    : `must be ${bounds.min} to ${bounds.max}`;

/** The row of `errors` for a quantity that is not for sale, with what is. */
export const quantityError = (bounds: Bounds | null): FieldError => ({
  field: "quantity",
  message: boundsInWords(bounds),
  ...bounds,
});

/** The row of `errors` for an offer that this service cannot buy. */
export const OFFER_ERROR: FieldError = {
  field: "offer_id",
  message: "is not for sale for this service; GET /api/service lists what is",
};
