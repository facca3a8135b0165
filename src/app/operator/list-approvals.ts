import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { WaitingApproval } from "../ports/read-models.ts";

/**
 * Orders of the actor's brands that wait for an approval, the one that expires first first, at most
 * `limit`. As D1 has them: the object decides. Refuses with `forbidden`.
 */
export async function listApprovals(
  { readModels, clock }: Pick<Ports, "readModels" | "clock">,
  actor: Operator,
  { limit }: { readonly limit: number },
): Promise<Result<readonly WaitingApproval[], Refusal<"forbidden">>> {
  const allowed = allow(actor, "approvals:read");
  if (!allowed.ok) return allowed;
  return ok(await readModels.waitingApprovals(actor.brands, clock.now(), limit));
}
