import type { System } from "../base/actor.ts";
import type { PageTurn } from "../ports/cron-cursors.ts";
import { type EndPageNeeds, endPage, type PageWork } from "./end-page.ts";

/**
 * One page of a job, then the message for the next one. The cursor moves before that message
 * leaves: a program that dies between the two is made up for by the repetition of its own message,
 * or by the cron that finds the run stalled. A message that comes twice finds another revision, and
 * does nothing. Throws what the page throws: the queue brings it again.
 */
export async function runPage(
  needs: EndPageNeeds,
  _actor: System,
  turn: PageTurn,
  { work, isRepeated }: { readonly work: PageWork; readonly isRepeated: boolean },
): Promise<void> {
  const { job, revision } = turn;
  const run = await needs.cronCursors.running(job);
  if (run === null) return;
  if (run.revision === revision) {
    return endPage(needs, run, await work.page({ ...run, isGivenUp: false }), work);
  }
  // Its page is done, and it may have died before it sent the message for the next one.
  if (isRepeated && run.revision === revision + 1) {
    await needs.cronPages.send({ job, revision: run.revision });
  }
}
