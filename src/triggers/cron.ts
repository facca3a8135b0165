import { evaluateAlerts } from "../app/alert/evaluate-alerts.ts";
import type { System } from "../app/base/actor.ts";
import type { Ports } from "../app/ports/ports.ts";
import { beginRuns } from "../app/recovery/begin-runs.ts";
import { wakeDeliveries } from "../app/webhook-out/wake-deliveries.ts";
import { NIGHTLY_JOBS, SWEEP_JOBS } from "./page-jobs.ts";

const CRON: System = { kind: "system", trigger: "cron" };

/**
 * Runs what belongs to one cron of wrangler.toml: it only begins pages, which the queue `sweep`
 * works off (decision 40). Throws for another cron, and when D1 does not answer.
 */
export async function runCron(ports: Ports, cron: string): Promise<void> {
  switch (cron) {
    case "*/5 * * * *": {
      // Both to their ends: a run that has thrown may be cut off.
      const [begun] = await Promise.allSettled([beginRuns(ports, CRON, SWEEP_JOBS), watch(ports)]);
      if (begun.status === "rejected") throw begun.reason;
      return;
    }
    case "17 3 * * *":
      return beginRuns(ports, CRON, NIGHTLY_JOBS);
    default:
      throw new Error(`no work for cron ${cron}`);
  }
}

/** Alerts and webhooks; a sweep that cannot begin does not keep them from saying so. */
async function watch(ports: Ports): Promise<void> {
  try {
    await evaluateAlerts(ports, CRON);
  } catch (fault) {
    ports.log.error("alerts_not_evaluated", fault, { by: "cron" });
  }
  try {
    await wakeDeliveries(ports, CRON);
  } catch (fault) {
    ports.log.error("webhooks_not_woken", fault, { by: "cron" });
  }
}
