import type { System } from "../base/actor.ts";
import type { CronPage } from "../ports/cron-cursors.ts";
import { type ActOnSweptNeeds, actOnSwept } from "./act-on-swept.ts";

const EVENTS_PER_PAGE = 50;

/** One page of the events that failed before and are due again. Throws when D1 does not answer. */
export async function retryEvents(needs: ActOnSweptNeeds, actor: System): Promise<CronPage> {
  const due = await needs.eventBacklog.due(needs.clock.now(), EVENTS_PER_PAGE);
  await actOnSwept(needs, actor, due);
  return { cursor: "", ended: due.length < EVENTS_PER_PAGE };
}
