import { type EventPosition, readPosition } from "../../contract/event-position.ts";
import { DAY_MS, MINUTE_MS } from "../../domain/base/time.ts";
import type { System } from "../base/actor.ts";
import type { CronPage, PageOrder } from "../ports/cron-cursors.ts";
import type { EventWindow, StripeEvent } from "../ports/payments.ts";
import { type ActOnSweptNeeds, actOnSwept, waitForLater } from "./act-on-swept.ts";

/** Stripe may list an event a little later than one that is newer. */
const OVERLAP_MS = 2 * MINUTE_MS;
/** Where nothing was read before. Stripe gives up on a webhook after three days. */
const FIRST_MS = 4 * DAY_MS;
/** Stripe lists no older events (api/events: 30 days). */
const LISTED_MS = 30 * DAY_MS;
/** A window that is not read by then begins anew: Stripe may refuse the id it goes on from. */
const STALE_MS = DAY_MS;
/** So many ids of the overlap are remembered; one that is not is acted on once more. */
const SEEN_MAX = 1000;

/**
 * One page of what Stripe reports since the last run, for everything that no webhook brought. A job
 * acts on each event once: its cursor holds up to when all were read, and which of the last minutes
 * were among them. The sweep does it within minutes and the night once more, because a reading of a
 * payment that was slow on its way may have come after the first look. Throws when Stripe or D1
 * does not answer: the same page comes again. Events of a page that is given up wait in the
 * backlog.
 */
export async function sweepEvents(
  needs: ActOnSweptNeeds,
  actor: System,
  order: PageOrder,
): Promise<CronPage> {
  const { unseen, next } = await eventsOf(needs, order);
  const waiting = unseen.map((event) => ({ event, tries: 0 }));
  if (order.isGivenUp) await waitForLater(needs, waiting);
  else await actOnSwept(needs, actor, waiting);
  return next;
}

async function eventsOf(
  { payments, clock }: ActOnSweptNeeds,
  order: PageOrder,
): Promise<{ readonly unseen: readonly StripeEvent[]; readonly next: CronPage }> {
  const at = readPosition(order.cursor);
  const window = windowOf(at, clock.now());
  const { events, next } = await payments.listEvents(window);
  const seen = new Set(at.seen);
  const unseen = events.filter(({ id }) => !seen.has(id));
  const late = events.filter(({ createdAt }) => createdAt >= window.toMs - OVERLAP_MS);
  const newer = [...at.newer, ...late.map(({ id }) => id)].slice(0, SEEN_MAX);
  const position: EventPosition =
    next === null
      ? { readTo: window.toMs, seen: newer, newer: [], window: null }
      : { ...at, newer, window: { ...window, after: next } };
  return { unseen, next: { cursor: JSON.stringify(position), ended: next === null } };
}

/** The window that is under way, or all that came since the last one. */
function windowOf({ readTo, window }: EventPosition, now: number): EventWindow {
  if (window !== null && now - window.toMs < STALE_MS) return window;
  const from = readTo === null ? now - FIRST_MS : readTo - OVERLAP_MS;
  return { fromMs: Math.max(from, now - LISTED_MS), toMs: now, after: null };
}
