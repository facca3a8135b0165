import type { BrowsedTopUps, ListedTopUp } from "../../src/app/ports/read-models.ts";
import { type Brands, hasBrand } from "../../src/domain/operator/brands.ts";

/** The first page of what these brands have. */
export function pageOf(
  listed: readonly ListedTopUp[],
  brands: Brands,
  limit: number,
): BrowsedTopUps {
  const own = listed.filter(({ brand }) => hasBrand(brands, brand));
  const topUps = own.slice(0, limit);
  return { topUps, next: own.length > limit ? (topUps.at(-1)?.topUpId ?? null) : null };
}
