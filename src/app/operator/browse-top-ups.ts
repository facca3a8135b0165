import { firstIdAt } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { BrowsedTopUps, BrowseFilter, TopUpPage } from "../ports/read-models.ts";

export interface BrowseInput {
  readonly filter: Omit<BrowseFilter, "from" | "to"> & {
    /** Requested at or after, and before; Unix ms. */
    readonly since: number | null;
    readonly until: number | null;
  };
  readonly page: TopUpPage;
}

/**
 * Top-ups of the actor's brands that were paid or are at a bank, or those of which a card was
 * declined, newest first, narrowed by what support knows. D1 may lag a moment behind the objects.
 * Refuses with `forbidden`. The log keeps who asked.
 */
export async function browseTopUps(
  { readModels, log }: Pick<Ports, "readModels" | "log">,
  actor: Operator,
  { filter: { since, until, ...filter }, page }: BrowseInput,
): Promise<Result<BrowsedTopUps, Refusal<"forbidden">>> {
  const allowed = allow(actor, "top_ups:read");
  if (!allowed.ok) return allowed;
  const idAt = (at: number | null) => (at === null ? null : firstIdAt("top", at));
  const wanted = { ...filter, from: idAt(since), to: idAt(until) };
  const found = await readModels.browse(actor.brands, wanted, page);
  log.info("top_ups_browsed", { actor: actor.keyId, count: found.topUps.length });
  return ok(found);
}
