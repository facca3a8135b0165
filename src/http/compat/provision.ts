import type { Context } from "hono";
import { lookAtJob } from "../../actions/legacy/look-at-job.ts";
import type { ProvisioningJob } from "../../actions/legacy/old-doors-port.ts";
import { no } from "../../actions/refusal.ts";
import type { LegacyJob } from "../../contract/legacy.ts";
import type { HttpEnv } from "../http-env.ts";
import { problem } from "../problem.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** GET /crm/provision/provision_id/{id}: for the operator only, since ids can be counted up. */
export async function getProvision(c: Context<HttpEnv>): Promise<Response> {
  const text = c.req.param("id") ?? "";
  const provisionId = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
  const looked =
    provisionId === null ? no("not_found") : await lookAtJob(c.get("ports"), { provisionId });
  if (!looked.ok) return problem(c, looked.error, "operator");
  c.header("Cache-Control", "no-store");
  return c.json(jobJson(looked.value));
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
