import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { ProvisioningJob, ProvisioningJobs } from "../../src/app/ports/provisioning-jobs.ts";

/** The provisioning jobs in D1, by number. */
export class FakeProvisioningJobs implements ProvisioningJobs {
  readonly rows = new Map<number, ProvisioningJob>();
  down = false;

  async byNumber(provisionId: number): Promise<ProvisioningJob | null> {
    if (this.down) throw new PortFault("d1", "no answer");
    return this.rows.get(provisionId) ?? null;
  }
}
