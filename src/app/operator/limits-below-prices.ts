import type { BrandRow } from "../../contract/brand.ts";
import type { FieldError } from "../../contract/parse.ts";
import { toDecimal } from "../../domain/base/money.ts";
import { rulesOf } from "../../domain/offer/kinds/rules.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * Limits of approval with which a brand sells nothing without an approval: for each currency of its
 * offers, none, or one below the least that can be bought. Such a row breaks no rule and stops all
 * sales without a word, so it is refused when an operator writes it.
 */
export async function limitsBelowPrices(
  { register, settings }: Pick<Ports, "register" | "settings">,
  { id: brand, approvalAbove, currencies }: BrandRow,
): Promise<readonly FieldError[]> {
  const byEngine = settings.engines.map((ocs) => register.offersFor({ brand, account: { ocs } }));
  const offers = (await Promise.all(byEngine)).flat();
  const sold = new Set(offers.map(({ currency }) => currency));
  const ours = [...sold].filter((one) => currencies.length === 0 || currencies.includes(one));
  return ours.flatMap((currency) => {
    const least = leastOf(offers.filter((offer) => offer.currency === currency));
    const limit = approvalAbove[currency];
    if (limit !== undefined && limit >= least) return [];
    const cheapest = `${toDecimal({ minor: least, currency })} ${currency.toUpperCase()}`;
    const is = limit === undefined ? `has no limit for ${currency}` : `${currency} is too low`;
    const why = `the least that is sold costs ${cheapest}, so every sale would wait`;
    const message = `${is}: ${why}; give at least ${least} (minor units)`;
    return [{ field: "approval_above", message }];
  });
}

const leastOf = (offers: readonly Offer[]): number =>
  Math.min(...offers.map((offer) => rulesOf(offer).price(offer.minQuantity).minor));
