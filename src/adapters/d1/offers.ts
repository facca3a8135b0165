/** What is on sale for the services of a brand (row C4). */
import type { Brands } from "../../app/ports/brands.ts";
import { type OfferRow, offerRow } from "../../contract/register-rows.ts";
import { toOfferId } from "../../domain/base/ids.ts";
import type { Money } from "../../domain/base/money.ts";
import { DAYS_BUCKET, type Offer } from "../../domain/offer/offer.ts";
import type { Keep, Kept } from "./kept.ts";
import { type BadRow, type ReportBadRows, readRows } from "./read-rows.ts";
import type { offer } from "./schema-register.ts";

type Row = typeof offer.$inferSelect;

export interface OffersNeeds {
  /** Of the default offer, which a brand without offers of its own sells. */
  readonly pricePerDay: Money;
  readonly brands: Pick<Brands, "byId">;
  readonly keep: Keep;
  readonly report: ReportBadRows;
}

/**
 * The offers of a brand, by its id. An offer in a currency that is none of the brand's is left out.
 * The default offer is sold only where the brand has no active row: never in place of a bad one.
 */
export function offersOnSale(
  { brands, keep, report, pricePerDay }: OffersNeeds,
  rowsOf: (brand: string) => Promise<readonly Row[]>,
): Kept<readonly Offer[]> {
  return keep("offers", async (brandId) => {
    const [brand, rows] = await Promise.all([brands.byId(brandId), rowsOf(brandId)]);
    if (brand === null) return [];
    const isOurs = ({ currency }: { readonly currency: string }) =>
      brand.currencies.length === 0 || brand.currencies.includes(currency);
    if (rows.length === 0) return [defaultOffer(pricePerDay)].filter(isOurs);
    const good = await readRows(offerRow, "offer", { rows, report });
    const others = good.filter((row) => !isOurs(row));
    if (others.length > 0) await report(others.map(foreign));
    return good.filter(isOurs).map(offerOf);
  });
}

const foreign = ({ id, currency }: Pick<Row, "id" | "currency">): BadRow => {
  const why = `currency: ${currency} is no currency of the brand`;
  return { table: "offer", id, columns: ["currency"], why };
};

function offerOf(row: OfferRow): Offer {
  const { id, kind, name, currency, unitMinor, tiers, minQuantity, maxQuantity, endRule } = row;
  const { balanceType, ratingSubject, operatorPattern, onOutageSeconds, refundWhileSilent } = row;
  const { bucketValue: value, bucketWeight: weight } = row;
  return {
    id,
    kind,
    name,
    currency,
    unitMinor,
    tiers,
    minQuantity,
    maxQuantity,
    endRule,
    bucket: { balanceType, value, weight, ratingSubject, operatorPattern },
    onOutageSeconds,
    refundWhileSilent,
  };
}

/** What a brand without offers in D1 sells. */
function defaultOffer(pricePerDay: Money): Offer {
  return {
    id: toOfferId("off_00000000000000000000000000"),
    kind: "days",
    name: "Unlimited data",
    currency: pricePerDay.currency,
    unitMinor: pricePerDay.minor,
    tiers: [],
    minQuantity: 1,
    maxQuantity: 30,
    endRule: "exact",
    bucket: DAYS_BUCKET,
    onOutageSeconds: null,
    refundWhileSilent: false,
  };
}
