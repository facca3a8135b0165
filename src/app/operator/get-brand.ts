import { brandRow } from "../../contract/brand.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { BrandChange } from "../ports/brand-register.ts";
import type { Ports } from "../ports/ports.ts";
import { presentBrand } from "./present-brand.ts";

/** A brand as it is kept, with the newest of its changes. */
export interface KnownBrand {
  readonly row: Readonly<Record<string, unknown>>;
  /** 0: an operator never wrote it; the configuration made it, or a hand. */
  readonly revision: number;
  /** False: a bad row, which is left out. */
  readonly usable: boolean;
  /** Newest first. */
  readonly history: readonly BrandChange[];
}

const CHANGES = 20;

/** Refuses with `forbidden`, or with `not_found`, also for a brand that the key has not. */
export async function getBrand(
  needs: Pick<Ports, "brandRegister" | "brands">,
  actor: Operator,
  { brandId }: { readonly brandId: string },
): Promise<Result<KnownBrand, Refusal<"forbidden" | "not_found">>> {
  const allowed = allow(actor, "brands:read");
  if (!allowed.ok) return allowed;
  const present = seen(actor, { brand: brandId }) && (await presentBrand(needs, brandId));
  if (!present) return refusal("not_found");
  const history = await needs.brandRegister.history(brandId, CHANGES);
  return ok({ ...present, usable: brandRow.safeParse(present.row).success, history });
}
