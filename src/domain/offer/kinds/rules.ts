import type { Offer } from "../offer.ts";
import { daysRules } from "./days.ts";
import type { OfferRules } from "./kind.ts";

/** What the kind of this offer decides. A kind without a case does not compile. */
export function rulesOf(offer: Offer): OfferRules {
  switch (offer.kind) {
    case "days":
      return daysRules(offer);
  }
}
