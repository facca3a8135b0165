import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { OpenDeploymentFinding } from "../ports/deployment-findings.ts";
import type { Ports } from "../ports/ports.ts";
import type { UnresolvedRow } from "../ports/read-models.ts";

export interface Unresolved {
  readonly topUps: readonly UnresolvedRow[];
  /** Of the deployment itself and of rows of the register. */
  readonly deployment: readonly OpenDeploymentFinding[];
}

/**
 * Unfinished and parked top-ups and open findings of the actor's brands, oldest first, at most
 * `limit` of each. Findings that concern no top-up are for keys of all brands: they name rows of
 * every brand. Refuses with `forbidden`. The log keeps who asked.
 */
export async function listUnresolved(
  { readModels, deploymentFindings, log }: Pick<Ports, "readModels" | "deploymentFindings" | "log">,
  actor: Operator,
  { limit }: { readonly limit: number },
): Promise<Result<Unresolved, Refusal<"forbidden">>> {
  const allowed = allow(actor, "top_ups:read");
  if (!allowed.ok) return allowed;
  const [topUps, deployment] = await Promise.all([
    readModels.unresolved(actor.brands, limit),
    actor.brands === "all" ? deploymentFindings.open(limit) : [],
  ]);
  const count = topUps.length + deployment.length;
  log.info("unresolved_listed", { actor: actor.keyId, count });
  return ok({ topUps, deployment });
}
