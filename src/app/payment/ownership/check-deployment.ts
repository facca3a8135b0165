import { type Actor, actorLabel } from "../../base/actor.ts";
import type { DeploymentFinding } from "../../ports/deployment-findings.ts";
import type { WebhookEndpoint } from "../../ports/payments.ts";
import type { Ports } from "../../ports/ports.ts";

export type CheckDeploymentNeeds = Pick<
  Ports,
  "deployment" | "deploymentFindings" | "payments" | "brands" | "log"
>;

const CONFLICT = { kind: "deployment_id_conflict", subject: "deployment" } as const;
const NOT_CHECKED = { kind: "deployment_not_checked", subject: "deployment" } as const;
const FORBIDDEN = "the key of Stripe may not read the webhook endpoints of its account";

/**
 * Reads the webhook endpoints of the Stripe account: does another one, under a host name that is
 * none of ours, claim the id of this deployment? Raises or closes the finding. With Stripe or D1
 * silent everything stays as it was known; with a key that may not read endpoints too, and that is
 * a finding of its own. Answers with the conflict; null: none is known.
 */
export async function checkDeployment(
  needs: CheckDeploymentNeeds,
  actor: Actor,
): Promise<string | null> {
  const { deployment, log } = needs;
  const by = actorLabel(actor);
  try {
    await deployment.standing();
    const endpoints = await needs.payments.listWebhookEndpoints();
    const mayRead = endpoints !== "forbidden";
    if (mayRead) await deployment.recordCheck({ claimedBy: await claimant(needs, endpoints) });
    await raiseOrClose(needs, NOT_CHECKED, { detail: mayRead ? null : FORBIDDEN, by });
  } catch (fault) {
    log.error("deployment_not_checked", fault, { by });
  }
  const { conflict } = await deployment.standing();
  await raiseOrClose(needs, CONFLICT, { detail: conflict, by });
  return conflict;
}

/** Raises the finding; closes it when there is nothing to say (null). */
async function raiseOrClose(
  { deploymentFindings, log }: CheckDeploymentNeeds,
  finding: Pick<DeploymentFinding, "kind" | "subject">,
  { detail, by }: { readonly detail: string | null; readonly by: string },
): Promise<void> {
  try {
    if (detail === null) await deploymentFindings.close(finding);
    else await deploymentFindings.raise({ ...finding, detail });
  } catch (fault) {
    log.error("finding_not_raised", fault, { ...finding, by });
  }
}

/** The address of another endpoint that claims our id. */
async function claimant(
  { deployment, brands }: CheckDeploymentNeeds,
  endpoints: readonly WebhookEndpoint[],
): Promise<string | null> {
  const all = await brands.all();
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
