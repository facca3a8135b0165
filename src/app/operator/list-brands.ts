import { brandRow } from "../../contract/brand.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";

export interface ListedBrand {
  readonly row: Readonly<Record<string, unknown>>;
  /** Unix ms; null: an operator never wrote it. */
  readonly changedAt: number | null;
  /** False: a bad row, which is left out. */
  readonly usable: boolean;
}

/**
 * The brands of the key, by id: the rows of D1, bad ones too, and the default brand of the
 * configuration where no row replaces it. Refuses with `forbidden`.
 */
export async function listBrands(
  { brandRegister, brands }: Pick<Ports, "brandRegister" | "brands">,
  actor: Operator,
): Promise<Result<readonly ListedBrand[], Refusal<"forbidden">>> {
  const allowed = allow(actor, "brands:read");
  if (!allowed.ok) return allowed;
  const rows = (await brandRegister.all()).map(({ row }) => row);
  const { accent: _, ...configured } = brands.configured;
  const replaced = rows.some(({ id }) => id === configured.id);
  const all: readonly ListedBrand["row"][] = replaced ? rows : [configured, ...rows];
  const own = all.filter(({ id }) => seen(actor, { brand: String(id) }) !== null);
  const listed = await Promise.all(
    own.map(async (row) => {
      const [newest] = await brandRegister.history(String(row.id), 1);
      return { row, changedAt: newest?.at ?? null, usable: brandRow.safeParse(row).success };
    }),
  );
  return ok(listed);
}
