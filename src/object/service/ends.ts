/** What is said of a top-up that has just ended: one log line, and one point of a metric. */
import type { Log } from "../../app/ports/log.ts";
import type { Metrics } from "../../app/ports/metrics.ts";
import { stateOf } from "../../domain/top-up/states.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";

const isTold = (t: TopUp): boolean => stateOf(t) === "credited" || stateOf(t) === "refunded";

/** Whether this commit credited or refunded it; a later commit of the same end tells nothing. */
export const hasJustEnded = (before: TopUp | null, after: TopUp): boolean =>
  isTold(after) && (before === null || stateOf(before) !== stateOf(after));

/**
 * The line of an end, `top_up_credited` or `top_up_refunded`: its times and how long each step took
 * (ms; null: that step never happened). Ids only. An object that dies between this line and its
 * confirmed commit writes the line again: twice is possible then, never is not.
 */
export function tellEnd(needs: { readonly log: Log; readonly metrics: Metrics }, t: TopUp): void {
  const { topUpId, serviceId, brand, origin, ocs } = t.request;
  const grantedAt = t.credit.grant?.grantedAt ?? null;
  const paidAt = t.money?.paidAt ?? null;
  const endedAt = t.since;
  const credited = stateOf(t) === "credited";
  const times = {
    requestedToPaidMs: between(t.requestedAt, paidAt),
    paidToGrantedMs: between(paidAt, grantedAt),
    grantedToEndMs: between(grantedAt, endedAt),
    paidToEndMs: between(paidAt, endedAt),
  };
  const reason = t.returnReason ?? "none";
  needs.log.info(credited ? "top_up_credited" : "top_up_refunded", {
    serviceId,
    topUpId,
    brand,
    origin,
    ...(credited ? {} : { reason }),
    requestedAt: iso(t.requestedAt),
    paidAt: iso(paidAt),
    grantedAt: iso(grantedAt),
    endedAt: iso(endedAt),
    ...times,
  });
  needs.metrics.write("top_up_ended", {
    blobs: { brand, origin, ocs, end: credited ? "credited" : "refunded", reason },
    doubles: {
      requested_to_paid_ms: times.requestedToPaidMs,
      paid_to_granted_ms: times.paidToGrantedMs,
      granted_to_end_ms: times.grantedToEndMs,
      paid_to_end_ms: times.paidToEndMs,
    },
  });
}

/** Never negative: the instant of the payment is Stripe's clock, the others are ours. */
const between = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.max(0, to - from);

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
