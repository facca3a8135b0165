import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { ProvisioningJobs } from "../../app/ports/provisioning-jobs.ts";
import { orPortFault } from "./or-port-fault.ts";
import { provisioningJob, topUp } from "./schema-top-up.ts";

/** The provisioning jobs that the projection wrote (row V2). */
export function createProvisioningJobs(d1: D1Database): ProvisioningJobs {
  const db = drizzle(d1);
  return {
    byNumber: (provisionId) =>
      orPortFault(async () => {
        const found = await db
          .select({ job: provisioningJob, brand: topUp.brand })
          .from(provisioningJob)
          .innerJoin(topUp, eq(topUp.id, provisioningJob.topUpId))
          .where(eq(provisioningJob.provisionId, provisionId))
          .get();
        if (!found) return null;
        const { seq: _seq, ...job } = found.job;
        return { ...job, brand: found.brand };
      }),
  };
}
