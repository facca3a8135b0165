import { type Actor, actorLabel } from "../../base/actor.ts";
import type { Ports } from "../../ports/ports.ts";

export type CheckDeploymentNeeds = Pick<
  Ports,
  "deployment" | "deploymentFindings" | "payments" | "brands" | "log"
>;

const FINDING = { kind: "deployment_id_conflict", subject: "deployment" } as const;

/**
 * Reads the webhook endpoints of the Stripe account: does another one, under a host name that is
 * none of ours, claim the id of this deployment? Raises or closes the finding. With Stripe or D1
 * silent, or a key that may not read endpoints, everything stays as it was known. Answers with the
 * conflict; null: none is known.
 */
export async function checkDeployment(
  needs: CheckDeploymentNeeds,
  actor: Actor,
): Promise<string | null> {
  const { deployment, deploymentFindings, log } = needs;
  const by = actorLabel(actor);
  try {
    await deployment.standing();
    await deployment.recordCheck({ claimedBy: await otherClaimant(needs) });
  } catch (fault) {
    log.error("deployment_not_checked", fault, { by });
  }
  const { conflict } = await deployment.standing();
  try {
    if (conflict === null) await deploymentFindings.close(FINDING);
    else await deploymentFindings.raise({ ...FINDING, detail: conflict });
  } catch (fault) {
    log.error("finding_not_raised", fault, { ...FINDING, by });
  }
  return conflict;
}

async function otherClaimant({
  deployment,
  payments,
  brands,
}: CheckDeploymentNeeds): Promise<string | null> {
  const [endpoints, all] = await Promise.all([payments.listWebhookEndpoints(), brands.all()]);
  const ours = new Set(all.flatMap((one) => [new URL(one.publicUrl).host, ...one.hosts]));
  const claims = endpoints.filter((one) => one.enabled && one.deployment === deployment.id);
  return claims.find(({ url }) => !ours.has(URL.parse(url)?.host ?? ""))?.url ?? null;
}

/**
 * Why this deployment must not sell or refund now; null: it may. The first sale of all checks the
 * endpoints itself; afterwards the sweep does.
 */
export async function stoppedBy(needs: CheckDeploymentNeeds, actor: Actor): Promise<string | null> {
  const { conflict, checkedAt } = await needs.deployment.standing();
  const known = conflict ?? (checkedAt === null ? await checkDeployment(needs, actor) : null);
  if (known !== null) needs.log.warn("deployment_stopped", { why: known, by: actorLabel(actor) });
  return known;
}
