import type { Context } from "hono";
import { FAILURES } from "../../app/legacy/answers.ts";
import { getProvisioningJob } from "../../app/legacy/get-provisioning-job.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import type { ProvisioningJob } from "../../app/ports/provisioning-jobs.ts";
import type { LegacyJob } from "../../contract/legacy.ts";
import { operatorOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { iso } from "../base/iso.ts";
import { legacyAnswer, legacyRefusal } from "./answer.ts";

/**
 * GET /crm/provision/provision_id/{id}: one provisioning job. Only with an operator's key, because
 * ids can be guessed. The `status` of a job is 0, 1 or 2; that of a failure is the HTTP status.
 */
export async function getProvisioningJobRoute(c: Context<HttpEnv>): Promise<Response> {
  const text = c.req.param("id") ?? "";
  const provisionId = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
  if (provisionId === null) return legacyRefusal(c, "not_found");
  try {
    const result = await getProvisioningJob(c.get("ports"), operatorOf(c), { provisionId });
    if (!result.ok) return legacyRefusal(c, result.error.code);
    c.header("Cache-Control", "no-store");
    return c.json(jobJson(result.value));
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    c.get("ports").log.warn("legacy_unanswered", { provisionId, why: fault.message });
    return legacyAnswer(c, FAILURES.unavailable);
  }
}

function jobJson(job: ProvisioningJob): LegacyJob {
  return {
    provision_id: job.provisionId,
    playbook: job.playbook,
    status: job.status,
    outcome: job.outcome,
    service_id: job.serviceId,
    top_up_id: job.topUpId,
    started: iso(job.startedAt),
    ended: job.endedAt === null ? null : iso(job.endedAt),
    steps: job.steps.map(({ step, outcome, at, lastAt, times }) => ({
      step,
      outcome,
      first: iso(at),
      last: iso(lastAt),
      times,
    })),
  };
}
