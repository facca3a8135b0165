/**
 * The rows of the register, as they have to be to be used. The checks of the tables hold some of
 * it, but a row may have been written by hand, by an import or by an older release.
 */
import * as z from "zod";
import { toOfferId } from "../domain/base/ids.ts";
import { type Money, toDecimal } from "../domain/base/money.ts";
import { isTimeZone } from "../domain/base/time-zone.ts";
import { lowestPrice, minimumPrice } from "../domain/offer/minimum-price.ts";
import type { PriceTier } from "../domain/offer/offer.ts";
import { finerThanStep } from "../domain/offer/price-step.ts";
import { prefixed } from "./ids.ts";

const currency = z.string().regex(/^[a-z]{3}$/, "three letters in lower case");
const minor = z.int().positive();

const tiers = z
  .array(z.strictObject({ from: z.int().positive(), unitMinor: minor }))
  .refine(
    (all: readonly PriceTier[]) => all.every((t, i) => i === 0 || t.from > (all[i - 1]?.from ?? 0)),
    "has to rise by `from`",
  );

const inWords = (price: Money): string => `${toDecimal(price)} ${price.currency.toUpperCase()}`;

const SERVICE_KINDS = ["mobile_data", "hotspot_dongle", "fixed_wireless"] as const;

/** A row of `offer`. */
export const offerRow = z
  .object({
    id: z.string().min(1).transform(toOfferId),
    brand: z.string().min(1),
    kind: z.literal("days"),
    serviceKind: z.enum(SERVICE_KINDS).nullable(),
    name: z.string().trim().min(1),
    currency,
    unitMinor: minor,
    tiers,
    minQuantity: z.int().positive(),
    maxQuantity: z.int().positive(),
    endRule: z.enum(["exact", "end_of_day"]),
    bucketType: z.string().min(1),
    bucketValue: z.number().positive(),
    bucketWeight: z.number(),
    bucketSettings: z.record(z.string(), z.string()),
    operatorBuckets: z.string(),
    onOutageSeconds: z.int().nonnegative().nullable(),
    refundWhileSilent: z.boolean(),
    active: z.boolean(),
    position: z.int(),
  })
  .refine(({ minQuantity, maxQuantity }) => minQuantity <= maxQuantity, {
    path: ["maxQuantity"],
    message: "is below min_quantity",
  })
  .superRefine(({ currency, unitMinor, tiers }, ctx) => {
    const units = [
      { minor: unitMinor, path: ["unitMinor"] },
      ...tiers.map((tier, i) => ({ minor: tier.unitMinor, path: ["tiers", i, "unitMinor"] })),
    ];
    for (const { minor, path } of units) {
      const message = finerThanStep({ minor, currency });
      if (message !== null) ctx.addIssue({ code: "custom", path, message });
    }
  })
  .superRefine((row, ctx) => {
    if (row.minQuantity > row.maxQuantity) return;
    const [lowest, least] = [lowestPrice(row), minimumPrice(row.currency)];
    if (lowest.minor >= least.minor) return;
    const message =
      `its lowest price is ${inWords(lowest)}, and Stripe charges at least ${inWords(least)}: ` +
      "raise unit_minor or min_quantity";
    ctx.addIssue({ code: "custom", path: ["unitMinor"], message });
  });
export type OfferRow = z.output<typeof offerRow>;

const timeZone = z.string().refine(isTimeZone, "is no time zone, for example Australia/Sydney");

/** A row of `service`. */
export const serviceRow = z.object({
  id: prefixed("svc"),
  ordinal: z.int().positive(),
  brand: z.string().min(1),
  serviceUuid: z.string().min(1),
  kind: z.enum(SERVICE_KINDS),
  label: z.string(),
  status: z.enum(["active", "suspended", "closed"]),
  imsi: z.string().nullable(),
  msisdn: z.string().nullable(),
  ocs: z.string().min(1),
  tenant: z.string().min(1),
  account: z.string().min(1),
  timeZone,
  customerId: prefixed("cus").nullable(),
  expiryAt: z.int().nullable(),
});

/** A row of `link`, as far as it is read. */
export const linkRow = z.object({ id: prefixed("lnk"), version: z.int().positive() });
