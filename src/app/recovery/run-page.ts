import type { PageJob } from "../../contract/page-jobs.ts";
import type { System } from "../base/actor.ts";
import type { CronPage, CronRun } from "../ports/cron-cursors.ts";
import type { Ports } from "../ports/ports.ts";

export interface PageWork {
  /** Does one page. What fails inside is logged; throws when the whole page has to come again. */
  page(actor: System, run: CronRun): Promise<CronPage>;
  /** After the last page of a run. */
  ended?(run: CronRun): Promise<void>;
}

/**
 * One page of a job, then the message for the next one. The cursor moves before the message leaves:
 * a program that dies between the two leaves a run that the next cron takes up where it stands. A
 * message that comes twice finds no run, or does a page again, which is safe, and does not go on.
 * Throws what the page throws; the queue brings it again.
 */
export async function runPage(
  { cronCursors, cronPages, clock }: Pick<Ports, "cronCursors" | "cronPages" | "clock">,
  actor: System,
  { job, work }: { readonly job: PageJob; readonly work: PageWork },
): Promise<void> {
  const run = await cronCursors.running(job);
  if (run === null) return;
  const page = await work.page(actor, run);
  if (!(await cronCursors.move(run, page, clock.now()))) return;
  if (page.ended) await work.ended?.(run);
  else await cronPages.send(job);
}
