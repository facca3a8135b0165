import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { ProvisioningJob, ProvisioningJobs } from "../../app/ports/provisioning-jobs.ts";
import { type Databases, ledgerOf } from "./databases.ts";
import { PLAYBOOK } from "./legacy-wording.ts";
import { lookUp } from "./lookups.ts";
import { orPortFault } from "./or-port-fault.ts";
import { readSteps } from "./provisioning-job.ts";
import { topUp } from "./schema-ledger.ts";

/** The provisioning jobs that the projection wrote (row V2). */
export const createProvisioningJobs = (databases: Databases): ProvisioningJobs => ({
  byNumber: (provisionId) => orPortFault(() => byNumber(databases, provisionId)),
});

async function byNumber(
  { main, ledgers }: Databases,
  provisionId: number,
): Promise<ProvisioningJob | null> {
  const [known] = await lookUp(main, "ref", [`${provisionId}`]);
  if (!known) return null;
  const [row] = await drizzle(ledgerOf(await ledgers(), known.topUpId).d1)
    .select()
    .from(topUp)
    .where(eq(topUp.id, known.topUpId));
  if (!row || row.jobStatus === null || row.jobOutcome === null) return null;
  const startedAt = row.paidAt ?? row.requestedAt;
  return {
    provisionId,
    topUpId: row.id,
    serviceId: row.serviceId,
    brand: row.brand,
    playbook: PLAYBOOK,
    status: row.jobStatus,
    outcome: row.jobOutcome,
    steps: readSteps(row.jobSteps ?? [], startedAt),
    startedAt,
    endedAt: row.jobEndedAt,
  };
}
