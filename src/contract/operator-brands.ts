/** The operator's routes for brands; columns have the names of D1's table `brand`. */
import * as z from "zod";

const row = z.record(z.string(), z.unknown());

/** A `z.record` would leave out `__proto__` instead of handing it on as an unknown column. */
const columns = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "has to be an object of columns",
);

export const brandOrder = z.strictObject({
  reason: z.string().trim().max(1000).default(""),
  set: columns,
});
export const brandView = z.strictObject({
  brand: row,
  revision: z.int(),
  usable: z.boolean(),
  history: z.array(
    z.strictObject({
      revision: z.int(),
      at: z.iso.datetime(),
      actor: z.string(),
      reason: z.string(),
      before: row.nullable(),
      after: row,
    }),
  ),
});
export const brandsView = z.strictObject({
  brands: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      /** That of `public_url` first. */
      hosts: z.array(z.string()),
      /** Null: an operator never wrote it. */
      changed_at: z.iso.datetime().nullable(),
      /** False: a bad row, which is left out. */
      usable: z.boolean(),
    }),
  ),
});
export const writtenBrandView = z.strictObject({ brand: row, revision: z.int() });
export type BrandJson = z.infer<typeof brandView>;
export type BrandsJson = z.infer<typeof brandsView>;
export type WrittenBrandJson = z.infer<typeof writtenBrandView>;
