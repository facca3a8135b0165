import { ok, type Result } from "../../domain/base/result.ts";
import { hasBrand } from "../../domain/operator/brands.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Purchase } from "../ports/payer-directory.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * The paid top-ups of a person, by the exact email, newest first. D1 is asked for payer keys: it
 * holds no email. Refuses with `forbidden`. The log keeps who searched, and not for whom.
 */
export async function findPayer(
  { payerDirectory, payerVault, log }: Pick<Ports, "payerDirectory" | "payerVault" | "log">,
  actor: Operator,
  { email }: { readonly email: string },
): Promise<Result<readonly Purchase[], Refusal<"forbidden">>> {
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
  return ok(purchases);
}
