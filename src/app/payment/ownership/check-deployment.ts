import { type Actor, actorLabel } from "../../base/actor.ts";
import type { DeploymentStanding } from "../../ports/deployment.ts";
import type { DeploymentFinding } from "../../ports/deployment-findings.ts";
import type { WebhookEndpoint } from "../../ports/payments.ts";
import type { Ports } from "../../ports/ports.ts";

export type StopNeeds = Pick<Ports, "deployment" | "payments" | "log">;
export type CheckDeploymentNeeds = StopNeeds & Pick<Ports, "deploymentFindings">;

const CONFLICT = { kind: "deployment_id_conflict", subject: "deployment" } as const;
const NOT_CHECKED = { kind: "deployment_not_checked", subject: "deployment" } as const;
const UNCLAIMED = { kind: "deployment_unclaimed", subject: "deployment" } as const;
const FORBIDDEN = "the key of Stripe may not read the webhook endpoints of its account";
/** How long Stripe may take to list the endpoints; ms. A customer waits for the shorter one. */
const SWEEP_MS = 6000;
const SALE_MS = 1000;

/**
 * Reads the webhook endpoints of the Stripe account: does another one, under a host name that never
 * was ours, claim the id of this deployment, and does ours? Raises or closes the findings. With
 * Stripe or D1 silent everything stays as it was known; with a key that may not read endpoints too,
 * and that is a finding of its own. Answers with the conflict; null: none is known.
 */
export async function checkDeployment(
  needs: CheckDeploymentNeeds,
  actor: Actor,
): Promise<string | null> {
  const by = actorLabel(actor);
  const before = await needs.deployment.standing();
  const { seen, standing } = await look(needs, { before, by, withinMs: SWEEP_MS });
  if (seen !== "unknown") {
    const detail = seen === "forbidden" ? FORBIDDEN : null;
    await raiseOrClose(needs, NOT_CHECKED, { detail, by });
  }
  if (typeof seen !== "string") {
    const { id } = needs.deployment;
    const detail = `no enabled webhook endpoint has the metadata deployment=${id}`;
    await raiseOrClose(needs, UNCLAIMED, { detail: seen.length === 0 ? detail : null, by });
  }
  const { conflict } = standing;
  await raiseOrClose(needs, CONFLICT, { detail: conflict, by });
  return conflict;
}

interface Seen {
  /** Addresses of the endpoints that claim our id. */
  readonly seen: readonly string[] | "forbidden" | "unknown";
  readonly standing: DeploymentStanding;
}

async function look(
  { deployment, payments, log }: StopNeeds,
  options: {
    readonly before: DeploymentStanding;
    readonly by: string;
    readonly withinMs: number;
  },
): Promise<Seen> {
  const { before, by, withinMs } = options;
  let endpoints: readonly WebhookEndpoint[] | "forbidden";
  try {
    endpoints = await payments.listWebhookEndpoints({ withinMs });
  } catch (fault) {
    deployment.checkFailed();
    log.error("deployment_not_checked", fault, { by });
    return { seen: "unknown", standing: before };
  }
  if (endpoints === "forbidden") {
    deployment.checkFailed();
    return { seen: "forbidden", standing: before };
  }
  const claiming = endpoints.filter((one) => one.enabled && one.deployment === deployment.id);
  const seen = claiming.map(({ url }) => url);
  return { seen, standing: await deployment.recordCheck(seen) };
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

/**
 * Why this deployment must not sell or refund now; null: it may. Where the sweep has not read the
 * endpoints yet, this does, and gives Stripe and D1 a second each; findings are left to the sweep.
 * A claim just read stops, whether or not D1 took the note.
 */
export async function stoppedBy(needs: StopNeeds, actor: Actor): Promise<string | null> {
  const by = actorLabel(actor);
  const before = await needs.deployment.standing();
  const isKnown = before.conflict !== null || !before.isCheckDue;
  const { conflict } = isKnown
    ? before
    : (await look(needs, { before, by, withinMs: SALE_MS })).standing;
  if (conflict !== null) needs.log.warn("deployment_stopped", { why: conflict, by });
  return conflict;
}
