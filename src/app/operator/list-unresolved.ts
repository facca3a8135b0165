import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { UnresolvedRow } from "../ports/read-models.ts";

/**
 * Unfinished and parked top-ups and open findings of the actor's brands, oldest first, at most
 * `limit` of them. Refuses with `forbidden`. The log keeps who asked.
 */
export async function listUnresolved(
  { readModels, log }: Pick<Ports, "readModels" | "log">,
  actor: Operator,
  { limit }: { readonly limit: number },
): Promise<Result<readonly UnresolvedRow[], Refusal<"forbidden">>> {
  const allowed = allow(actor, "top_ups:read");
  if (!allowed.ok) return allowed;
  const rows = await readModels.unresolved(actor.brands, limit);
  log.info("unresolved_listed", { actor: actor.keyId, count: rows.length });
  return ok(rows);
}
