/** How Stripe lists events to the sweep. */
import type { EventPage, EventWindow, StripeEvent } from "../../../src/app/ports/payments.ts";

/** Few, so that runs have several pages. */
const EVENTS_PER_PAGE = 3;
const SWEPT = [
  "payment_intent.succeeded",
  "refund.updated",
  "refund.failed",
  "charge.refunded",
  "payment_intent.created",
  "review.opened",
  "review.closed",
];

/** One page of the window, newest first. */
export function pageOf(
  events: readonly StripeEvent[],
  { fromMs, toMs, after }: EventWindow,
): EventPage {
  const listed = events
    .filter((e) => e.createdAt >= fromMs && e.createdAt <= toMs && SWEPT.includes(e.type))
    .toReversed();
  const from = after === null ? 0 : listed.findIndex(({ id }) => id === after) + 1;
  const page = listed.slice(from, from + EVENTS_PER_PAGE);
  const isLast = from + page.length >= listed.length;
  return { events: page, next: isLast ? null : (page.at(-1)?.id ?? null) };
}
