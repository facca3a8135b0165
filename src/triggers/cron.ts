import { evaluateAlerts } from "../app/alert/evaluate-alerts.ts";
import type { System } from "../app/base/actor.ts";
import { beginLedger } from "../app/ledger/begin-ledger.ts";
import type { Ports } from "../app/ports/ports.ts";
import { reconcileCredits } from "../app/reconciliation/reconcile-credits.ts";
import { reconcileRecentCredits } from "../app/reconciliation/reconcile-recent-credits.ts";
import { checkBrands } from "../app/recovery/check-brands.ts";
import { dropDeclined } from "../app/recovery/drop-declined.ts";
import { dropJobSteps } from "../app/recovery/drop-job-steps.ts";
import { sweep } from "../app/recovery/sweep.ts";
import { wakeDeliveries } from "../app/webhook-out/wake-deliveries.ts";

const MINUTE_MS = 60_000;
/** Far longer than the five minutes between two runs, so that a missed run loses nothing. */
const SWEEP_WINDOW_MS = 65 * MINUTE_MS;
/** Stripe gives up on a webhook after three days; the nightly sweep does so one night later. */
const NIGHTLY_WINDOW_MS = 4 * 24 * 60 * MINUTE_MS;

const CRON: System = { kind: "system", trigger: "cron" };

/** Runs what belongs to one cron of wrangler.toml; throws for another one. */
export async function runCron(ports: Ports, cron: string): Promise<void> {
  switch (cron) {
    case "*/5 * * * *": {
      // Both to their ends: a run that has thrown may be cut off.
      const [swept] = await Promise.allSettled([sweepNow(ports), watch(ports)]);
      if (swept.status === "rejected") throw swept.reason;
      return;
    }
    case "17 3 * * *": {
      // Lost credits come first: the sweep of four days grows with the sales, and a run may make
      // 10,000 calls.
      ports.log.info("credits_reconciled", await reconcileCredits(ports, CRON));
      ports.signals.note("credits_audited");
      await dropDeclined(ports, CRON);
      await dropJobSteps(ports, CRON);
      await beginLedger(ports, CRON);
      ports.log.info("swept", await sweep(ports, CRON, { windowMs: NIGHTLY_WINDOW_MS }));
      return;
    }
    default:
      throw new Error(`no work for cron ${cron}`);
  }
}

async function sweepNow(ports: Ports): Promise<void> {
  const recent = await reconcileRecentCredits(ports, CRON);
  if (recent.services > 0) ports.log.info("recent_credits_reconciled", recent);
  ports.log.info("swept", await sweep(ports, CRON, { windowMs: SWEEP_WINDOW_MS }));
  ports.signals.note("sweep_finished");
  await checkBrands(ports, CRON);
}

/** Alerts and webhooks; a sweep that hangs or fails does not keep them from saying so. */
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
