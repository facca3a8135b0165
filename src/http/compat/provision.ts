import type { Context } from "hono";
import { FAILURES } from "../../actions/legacy/answers.ts";
import { lookAtJob } from "../../actions/legacy/look-at-job.ts";
import type { ProvisioningJob } from "../../actions/legacy/old-doors-port.ts";
import { PortFault } from "../../actions/ports.ts";
import type { LegacyJob } from "../../contract/legacy.ts";
import type { HttpEnv } from "../http-env.ts";
import { legacyAnswer, legacyRefusal } from "./answer.ts";

const iso = (at: number): string => new Date(at).toISOString();

/**
 * GET /crm/provision/provision_id/{id}: for the operator only, since ids can be counted up. The
 * `status` of a job is its own 0, 1 or 2; that of a failure is the HTTP status, as at /oam.
 */
export async function getProvision(c: Context<HttpEnv>): Promise<Response> {
  const text = c.req.param("id") ?? "";
  const provisionId = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
  if (provisionId === null) return legacyRefusal(c, "not_found");
  try {
    const looked = await lookAtJob(c.get("ports"), { provisionId });
    if (!looked.ok) return legacyRefusal(c, looked.error.code);
    c.header("Cache-Control", "no-store");
    return c.json(jobJson(looked.value));
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    c.get("ports").log.warn("old_door_unanswered", { provisionId, why: fault.message });
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
