import { ok, type Result } from "../../domain/base/result.ts";
import { hasBrand } from "../../domain/operator/brands.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Purchase } from "../ports/payer-directory.ts";
import type { Ports } from "../ports/ports.ts";
import type { ListedTopUp } from "../ports/read-models.ts";

export interface FoundPayer {
  readonly purchases: readonly Purchase[];
  /** The newest of them, as lists show them. */
  readonly topUps: readonly ListedTopUp[];
}
const LISTED = 100;

/**
 * The paid top-ups of a person, by the exact email, newest first. D1 is asked for payer keys: it
 * holds no email. Refuses with `forbidden`. The log keeps who searched, and not for whom.
 */
export async function findPayer(
  needs: Pick<Ports, "payerDirectory" | "payerVault" | "readModels" | "log">,
  actor: Operator,
  { email }: { readonly email: string },
): Promise<Result<FoundPayer, Refusal<"forbidden">>> {
  const { payerDirectory, payerVault, readModels, log } = needs;
  const allowed = allow(actor, "evidence:read");
  if (!allowed.ok) return allowed;
  const brands = await payerDirectory.brands();
  const found = await Promise.all(
    brands
      .filter((brand) => hasBrand(actor.brands, brand))
      .map(async (brand) => payerDirectory.byKeys(brand, await payerVault.keysOf(brand, email))),
  );
  const purchases = found.flat();
  log.info("payer_searched", { actor: actor.keyId, found: purchases.length });
  const ids = purchases.map(({ topUpId }) => topUpId).toSorted();
  const newest = ids.slice(-LISTED);
  const filter = { by: "top_ups", value: newest } as const;
  const page = { before: null, limit: LISTED };
  const topUps = newest.length === 0 ? [] : await readModels.topUps(actor.brands, filter, page);
  return ok({ purchases, topUps });
}
