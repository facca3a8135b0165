import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { ProvisioningJob } from "../ports/provisioning-jobs.ts";

/**
 * The provisioning job by the number that older systems were given (row V2), as D1 has it. Refuses
 * with `forbidden` or `not_found`. Throws `PortFault` when D1 does not answer.
 */
export async function getProvisioningJob(
  { provisioningJobs }: Pick<Ports, "provisioningJobs">,
  actor: Operator,
  { provisionId }: { readonly provisionId: number },
): Promise<Result<ProvisioningJob, Refusal<"forbidden" | "not_found">>> {
  const allowed = allow(actor, "top_ups:read");
  if (!allowed.ok) return allowed;
  const job = seen(actor, await provisioningJobs.byNumber(provisionId));
  return job ? ok(job) : refusal("not_found");
}
