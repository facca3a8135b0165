import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { ListedTopUp, TopUpFilter, TopUpPage } from "../ports/read-models.ts";

export interface ListedTopUps {
  /** Newest first. */
  readonly topUps: readonly ListedTopUp[];
  readonly hasMore: boolean;
}

/**
 * Top-ups of the actor's brands that money was paid for, or that a bank has in hand, as D1 has
 * them: it may lag a moment behind the objects. Refuses with `forbidden`.
 */
export async function listTopUps(
  { readModels, log }: Pick<Ports, "readModels" | "log">,
  actor: Operator,
  { filter, page }: { readonly filter: TopUpFilter; readonly page: TopUpPage },
): Promise<Result<ListedTopUps, Refusal<"forbidden">>> {
  const allowed = allow(actor, "top_ups:read");
  if (!allowed.ok) return allowed;
  const one = { ...page, limit: page.limit + 1 };
  const found = await readModels.topUps(actor.brands, filter, one);
  log.info("top_ups_listed", { actor: actor.keyId, count: found.length });
  return ok({ topUps: found.slice(0, page.limit), hasMore: found.length > page.limit });
}
