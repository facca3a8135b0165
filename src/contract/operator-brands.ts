/** The operator's routes for brands; columns have the names of D1's table `brand`. */
import * as z from "zod";

const row = z.record(z.string(), z.unknown());

export const brandOrder = z.strictObject({
  reason: z.string().trim().max(1000).default(""),
  set: row,
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
export const writtenBrandView = z.strictObject({ brand: row, revision: z.int() });
export type BrandJson = z.infer<typeof brandView>;
export type WrittenBrandJson = z.infer<typeof writtenBrandView>;
