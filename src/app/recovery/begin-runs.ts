import type { PageJob } from "../../contract/page-jobs.ts";
import { MINUTE_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * A run whose newest page is older has lost its message: a consumer may take 15 minutes, and no
 * longer (platform/limits of Queues).
 */
const STALLED_MS = 20 * MINUTE_MS;

/**
 * Begins a run of each job, and takes up what stalled of any job: one message each, nothing more
 * (decision 40). A run that is still under way goes on undisturbed. A message that cannot be sent
 * is made up for when its run has stalled. Throws when D1 does not answer.
 */
export async function beginRuns(
  {
    cronCursors,
    cronPages,
    clock,
    log,
  }: Pick<Ports, "cronCursors" | "cronPages" | "clock" | "log">,
  actor: System,
  jobs: readonly PageJob[],
): Promise<void> {
  const now = clock.now();
  const begun = [
    ...(await cronCursors.takeUp(now - STALLED_MS, now)),
    ...(await cronCursors.begin(jobs, now)),
  ];
  await Promise.all(
    begun.map(async (turn) => {
      try {
        await cronPages.send(turn);
      } catch (fault) {
        log.error("page_not_sent", fault, { job: turn.job, by: actorLabel(actor) });
      }
    }),
  );
}
