import type { StoredBrand } from "../ports/brand-register.ts";
import type { Ports } from "../ports/ports.ts";

/** The row of a brand, or the default brand as the configuration makes it; null: none. */
export async function presentBrand(
  { brandRegister, brands }: Pick<Ports, "brandRegister" | "brands">,
  brandId: string,
): Promise<StoredBrand | null> {
  const stored = (await brandRegister.all()).find(({ row }) => row.id === brandId);
  if (stored) return stored;
  const { accent: _, ...configured } = brands.configured;
  return configured.id === brandId ? { revision: 0, row: configured } : null;
}
