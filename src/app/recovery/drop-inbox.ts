import { DAY_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";

/** So long people can see what became of a webhook. */
const KEPT_MS = 90 * DAY_MS;
const ROWS_PER_PAGE = 5000;

/** Drops a page of old rows of the inbox. True: there are more. Throws when D1 does not answer. */
export async function dropInbox(
  { webhookInbox, clock, log }: Pick<Ports, "webhookInbox" | "clock" | "log">,
  actor: System,
): Promise<boolean> {
  const dropped = await webhookInbox.drop(clock.now() - KEPT_MS, ROWS_PER_PAGE);
  if (dropped > 0) log.info("inbox_dropped", { dropped, by: actorLabel(actor) });
  return dropped === ROWS_PER_PAGE;
}
