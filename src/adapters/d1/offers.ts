/** What is on sale for the services of a brand (row C4). */
import * as z from "zod";
import type { BrandCatalogue } from "../../app/ports/brand-catalogue.ts";
import { type OfferRow, offerRow } from "../../contract/register-rows.ts";
import { toOfferId } from "../../domain/base/ids.ts";
import type { Money } from "../../domain/base/money.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import { type KnownEngines, unrenderedOffer } from "./engine-checks.ts";
import type { Keep, Kept } from "./kept.ts";
import { type BadRow, type ReportBadRows, readRows } from "./read-rows.ts";
import type { offer } from "./schema-register.ts";

type Row = typeof offer.$inferSelect;

export interface OffersNeeds {
  /** Of the default offer, which a brand without offers of its own sells. */
  readonly pricePerDay: Money;
  /** And its bucket, at the engine of the service. */
  readonly daysBucketOf: (ocs: string) => Offer["bucket"];
  readonly brands: Pick<BrandCatalogue, "byId">;
  readonly engines: KnownEngines;
  readonly keep: Keep;
  readonly report: ReportBadRows;
}

/**
 * The offers of a brand at an engine for a kind of service, by these names as JSON
 * (`["kestrel","main","mobile_data"]`; an empty kind: for every kind). An offer in a
 * currency that is none of the brand's is left out, and one that the engine cannot be told of: it
 * would be paid for and refunded. The default offer is sold only where the brand
 * has no active row: never in place of a bad one.
 */
export function offersOnSale(
  { brands, engines, keep, report, pricePerDay, daysBucketOf }: OffersNeeds,
  rowsOf: (brand: string) => Promise<readonly Row[]>,
): Kept<readonly Offer[]> {
  return keep("offers", async (key) => {
    const [brandId = "", ocs = "", serviceKind = ""] = z.array(z.string()).parse(JSON.parse(key));
    const [brand, rows] = await Promise.all([brands.byId(brandId), rowsOf(brandId)]);
    if (brand === null) return [];
    const isOurs = ({ currency }: { readonly currency: string }) =>
      brand.currencies.length === 0 || brand.currencies.includes(currency);
    if (rows.length === 0) return [defaultOffer(pricePerDay, daysBucketOf(ocs))].filter(isOurs);
    const isFor = ({ serviceKind: kind }: OfferRow) =>
      kind === null || serviceKind === "" || kind === serviceKind;
    const good = (await readRows(offerRow, "offer", { rows, report })).filter(isFor);
    const ours = good.filter(isOurs).map(offerOf);
    const unsold = [
      ...good.filter((row) => !isOurs(row)).map(foreign),
      ...ours.flatMap((offer) => unrenderedOffer(engines, offer, ocs)),
    ];
    if (unsold.length > 0) await report(unsold);
    return ours.filter(({ id }) => !unsold.some((row) => row.id === id));
  });
}

const foreign = ({ id, currency }: Pick<Row, "id" | "currency">): BadRow => {
  const why = `currency: ${currency} is no currency of the brand`;
  return { table: "offer", id, columns: ["currency"], why };
};

/** A row of another kind has other columns; a kind without a case does not compile. */
export function offerOf(row: OfferRow): Offer {
  const { id, name, currency, minQuantity, maxQuantity, onOutageSeconds, refundWhileSilent } = row;
  const common = { id, name, currency, minQuantity, maxQuantity, bucket: bucketOf(row) };
  const policy = { onOutageSeconds, refundWhileSilent };
  switch (row.kind) {
    case "days": {
      const { kind, unitMinor, tiers, endRule } = row;
      return { ...common, ...policy, kind, unitMinor, tiers, endRule };
    }
  }
}

function bucketOf(row: OfferRow): Offer["bucket"] {
  const { bucketType: type, bucketValue: value, bucketWeight: weight } = row;
  return {
    type,
    value,
    weight,
    operatorBuckets: row.operatorBuckets,
    settings: row.bucketSettings,
  };
}

/** What a brand without offers in D1 sells. */
function defaultOffer(pricePerDay: Money, bucket: Offer["bucket"]): Offer {
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
    bucket,
    onOutageSeconds: null,
    refundWhileSilent: false,
  };
}
