import { ok, type Result } from "../../domain/base/result.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { UnresolvedRow } from "../ports/read-models.ts";

/** Unfinished and parked top-ups and open findings, oldest first, at most `limit` of them. */
export async function listUnresolved(
  { readModels }: Pick<Ports, "readModels">,
  { limit }: { readonly limit: number },
): Promise<Result<readonly UnresolvedRow[], Refusal>> {
  return ok(await readModels.unresolved(limit));
}
