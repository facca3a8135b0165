import type { CronPage, CronRun, PageOrder } from "../ports/cron-cursors.ts";
import type { Ports } from "../ports/ports.ts";

/** What one job of the crons does. */
export interface PageWork {
  /**
   * Does one page, or passes by one that is given up. What fails inside is logged; throws when the
   * page as a whole must come again.
   */
  readonly page: (order: PageOrder) => Promise<CronPage>;
  /** After the last page of a run. Throws nothing. */
  readonly ended?: (run: CronRun) => Promise<void>;
}
export type EndPageNeeds = Pick<
  Ports,
  "cronCursors" | "cronPages" | "clock" | "log" | "deploymentFindings"
>;

/**
 * Stores where the run goes on, and only then sends the message for the next page. A run that came
 * to its end without a page that was given up closes the finding about its job.
 */
export async function endPage(
  { cronCursors, cronPages, clock, log, deploymentFindings }: EndPageNeeds,
  run: CronRun,
  page: CronPage,
  work: PageWork,
): Promise<void> {
  if (!(await cronCursors.move(run, page, clock.now()))) return;
  const { job, revision, skipped } = run;
  if (!page.ended) return cronPages.send({ job, revision: revision + 1 });
  await work.ended?.(run);
  if (skipped > 0) return;
  try {
    await deploymentFindings.close({ kind: "page_skipped", subject: job });
  } catch (fault) {
    log.error("page_finding_not_closed", fault, { job });
  }
}
