import { ok, type Result } from "../../domain/result.ts";
import type { Ports } from "../ports.ts";
import { no, type Refusal } from "../refusal.ts";
import type { ProvisioningJob } from "./old-doors-port.ts";

/** The provisioning job by the number that older systems were given (row V2), as D1 has it. */
export async function lookAtJob(
  ports: Ports,
  { provisionId }: { readonly provisionId: number },
): Promise<Result<ProvisioningJob, Refusal>> {
  const job = await ports.oldDoors.job(provisionId);
  return job ? ok(job) : no("not_found");
}
