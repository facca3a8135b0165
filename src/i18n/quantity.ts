import type { OfferKind } from "../domain/base/offer-kind.ts";
import * as format from "./formats.ts";
import type { Lang } from "./lang.ts";

/** How each kind of offer says a quantity. A kind without words does not compile. */
const QUANTITIES: Record<OfferKind, (lang: Lang, quantity: number) => string> = {
  days: format.days,
};

/** What was bought, in words, for pages and emails: "7 days". */
export function quantityText(lang: Lang, kind: OfferKind, quantity: number): string {
  return QUANTITIES[kind](lang, quantity);
}
