import type { System } from "../app/base/actor.ts";
import { beginLedger } from "../app/ledger/begin-ledger.ts";
import { checkDeployment } from "../app/payment/ownership/check-deployment.ts";
import type { CronPage, CronRun, PageOrder, PageTurn } from "../app/ports/cron-cursors.ts";
import type { Ports } from "../app/ports/ports.ts";
import { reconcileCredits } from "../app/reconciliation/reconcile-credits.ts";
import { reconcileRecentCredits } from "../app/reconciliation/reconcile-recent-credits.ts";
import { checkBrands } from "../app/recovery/check-brands.ts";
import { dropDeclined } from "../app/recovery/drop-declined.ts";
import { dropInbox } from "../app/recovery/drop-inbox.ts";
import { dropJobSteps } from "../app/recovery/drop-job-steps.ts";
import type { PageWork } from "../app/recovery/end-page.ts";
import { forgetAliases } from "../app/recovery/forget-aliases.ts";
import { recheckRows } from "../app/recovery/recheck-rows.ts";
import { recheckUnnamed } from "../app/recovery/recheck-unnamed.ts";
import { retryEvents } from "../app/recovery/retry-events.ts";
import { runPage } from "../app/recovery/run-page.ts";
import { skipPage } from "../app/recovery/skip-page.ts";
import { sweepBindings } from "../app/recovery/sweep-bindings.ts";
import { sweepEvents } from "../app/recovery/sweep-events.ts";
import { tellClosedServices } from "../app/recovery/tell-closed-services.ts";
import { wakeUnfinished } from "../app/recovery/wake-unfinished.ts";
import type { PageJob } from "../contract/page-jobs.ts";

/** Every five minutes. */
export const SWEEP_JOBS = [
  "deployment",
  "stripe_events",
  "event_backlog",
  "bindings",
  "closed_services",
  "bad_rows",
  "unnamed_payments",
  "usage_aliases",
  "brands",
  "unfinished",
  "recent_credits",
] as const satisfies readonly PageJob[];
/** Every night. */
export const NIGHTLY_JOBS = [
  "credits",
  "stripe_events_again",
  "declined",
  "job_steps",
  "webhook_inbox",
  "ledger",
] as const satisfies readonly PageJob[];

interface PageRow {
  page(ports: Ports, actor: System, order: PageOrder): Promise<CronPage>;
  ended?(ports: Ports, run: CronRun): Promise<void>;
}
/** Work that is one page by itself. */
const once = (work: (ports: Ports, actor: System) => Promise<unknown>): PageRow => ({
  page: async (ports, actor, { isGivenUp }) => {
    if (!isGivenUp) await work(ports, actor);
    return { cursor: "", ended: true };
  },
});
/** Work that takes what is due, page by page, until it says that there is no more. */
const whileMore = (work: (ports: Ports, actor: System) => Promise<boolean>): PageRow => ({
  page: async (ports, actor, { isGivenUp }) => ({
    cursor: "",
    ended: isGivenUp || !(await work(ports, actor)),
  }),
});

/** What a page of each job does, and what follows its last one (decision 40). */
const ROWS: { readonly [Job in PageJob]: PageRow } = {
  deployment: once(checkDeployment),
  stripe_events: { page: sweepEvents, ended: sweepFinished },
  event_backlog: { page: retryEvents },
  stripe_events_again: { page: sweepEvents },
  bindings: whileMore(sweepBindings),
  closed_services: whileMore(tellClosedServices),
  bad_rows: once(recheckRows),
  unnamed_payments: once(recheckUnnamed),
  usage_aliases: once(forgetAliases),
  brands: once(checkBrands),
  unfinished: { page: wakeUnfinished },
  recent_credits: { page: reconcileRecentCredits },
  credits: { page: reconcileCredits, ended: creditsAudited },
  declined: once(dropDeclined),
  job_steps: once(dropJobSteps),
  webhook_inbox: whileMore(dropInbox),
  ledger: once(beginLedger),
};

/** One page of this job. Throws what makes the whole page come again. */
export function workPage(
  ports: Ports,
  actor: System,
  turn: PageTurn,
  { isRepeated }: { readonly isRepeated: boolean },
): Promise<void> {
  return runPage(ports, actor, turn, { work: workOf(ports, actor, turn.job), isRepeated });
}

/** The queue gave this page up: its job goes on behind it. Throws while that is not possible. */
export function givePageUp(ports: Ports, actor: System, turn: PageTurn): Promise<void> {
  return skipPage(ports, actor, turn, workOf(ports, actor, turn.job));
}

function workOf(ports: Ports, actor: System, job: PageJob): PageWork {
  const row = ROWS[job];
  return {
    page: (order) => row.page(ports, actor, order),
    ended: async (run) => row.ended?.(ports, run),
  };
}

/** Only a watch outside notices that no cron runs any more. */
async function sweepFinished(ports: Ports): Promise<void> {
  ports.signals.note("sweep_finished");
  try {
    await ports.heartbeat.beat();
  } catch (fault) {
    ports.log.error("heartbeat_failed", fault);
  }
}

/**
 * Every service was looked at since the run began, so that is the age of the oldest look. Not so
 * where a page was given up: then the alert goes on counting from the last whole audit.
 */
async function creditsAudited({ signals, log, clock }: Ports, run: CronRun): Promise<void> {
  const { skipped } = run;
  const runMs = clock.now() - run.beganAt;
  if (skipped > 0) return log.warn("credits_reconciled_in_part", { skipped, runMs });
  log.info("credits_reconciled", { oldestLookMs: runMs });
  signals.note("credits_audited", runMs);
}
