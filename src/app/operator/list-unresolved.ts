import type { Operator } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";
import type { UnresolvedRow } from "../ports/read-models.ts";

/**
 * Unfinished and parked top-ups and open findings, oldest first, at most `limit` of them. The log
 * keeps who asked.
 */
export async function listUnresolved(
  { readModels, log }: Pick<Ports, "readModels" | "log">,
  { name: actor }: Operator,
  { limit }: { readonly limit: number },
): Promise<readonly UnresolvedRow[]> {
  const rows = await readModels.unresolved(limit);
  log.info("unresolved_listed", { actor, count: rows.length });
  return rows;
}
