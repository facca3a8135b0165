import type { System } from "../base/actor.ts";
import type { CronPage, PageOrder } from "../ports/cron-cursors.ts";
import { type ActOnSweptNeeds, actOnSwept, waitForLater } from "./act-on-swept.ts";

const EVENTS_PER_PAGE = 50;

/**
 * One page of the events that failed before and are due again; those of a page that is given up
 * wait once more. Throws when D1 does not answer.
 */
export async function retryEvents(
  needs: ActOnSweptNeeds,
  actor: System,
  { isGivenUp }: PageOrder,
): Promise<CronPage> {
  const due = await needs.eventBacklog.due(needs.clock.now(), EVENTS_PER_PAGE);
  if (isGivenUp) await waitForLater(needs, due);
  else await actOnSwept(needs, actor, due);
  return { cursor: "", ended: due.length < EVENTS_PER_PAGE };
}
