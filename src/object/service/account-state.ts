/** What pages and sales ask about the service as a whole, and what the register says about it. */
import type { SessionId } from "../../domain/base/ids.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import { isEnded } from "../../domain/top-up/states.ts";
import { isWeak, type TopUp } from "../../domain/top-up/top-up.ts";
import { lastCreditedEnd } from "./bucket-index.ts";
import type { Core } from "./core.ts";
import type { MethodAnswer, MethodInput } from "./port-types.ts";
import { viewIn } from "./views.ts";

type Overview = MethodAnswer<"getOverview">;

export function getOverview(core: Core, sessionId: SessionId | null): Overview {
  const recent = recentlyPaid(core);
  return {
    accountState: getAccountState(core),
    openTopUps: getOpenTopUps(core, sessionId),
    recentTopUp: recent && viewIn(core, recent),
  };
}

/**
 * Unfinished top-ups, then the newest one: what another device at the same QR code shows. Each says
 * whether the asking session made it, because asking about each one would be a call each.
 */
function getOpenTopUps(core: Core, sessionId: SessionId | null): Overview["openTopUps"] {
  const open = core.store.open().filter((t) => !isEnded(t));
  const newest = core.store.newest();
  const extra = newest && !open.some((t) => t.request.topUpId === newest.request.topUpId);
  const all = [...open, ...(extra ? [newest] : [])];
  return all.map((t) => ({
    ...viewIn(core, t),
    own: sessionId !== null && t.request.sessionId === sessionId,
  }));
}

/**
 * The newest top-up that was paid within the last minutes and is not being returned: a customer who
 * pays again, perhaps on another device, is asked first (row P10). An `asker` who only typed the
 * service's number is asked about top-ups of its own session, and learns of no others.
 */
export function recentlyPaid(
  core: Core,
  asker?: MethodInput<"requestTopUp">["request"],
): TopUp | null {
  const { paidRecentlyMs, awaitingPaymentMs } = core.deps.timings;
  const since = core.deps.now() - paidRecentlyMs;
  const isPaid = (t: TopUp) =>
    t.money !== null && t.money.paidAt >= since && t.decision !== "return";
  const mayBeShown = (t: TopUp) =>
    !asker || !isWeak(asker.identifiedBy) || t.request.sessionId === asker.sessionId;
  for (const t of core.store.newestFrom(since - awaitingPaymentMs))
    if (isPaid(t) && mayBeShown(t)) return t;
  return null;
}

export function getAccountState(core: Core): MethodAnswer<"getAccountState"> {
  const now = core.deps.now();
  const buckets = core.store.bucketStates(now);
  return {
    returnedBuckets: buckets
      .filter(({ state }) => state === "returned")
      .map(({ bucketId }) => bucketId),
    lastCreditedEndAt: { days: lastCreditedEnd(buckets, "days") },
    lastReading: core.lastReading,
    shownReading: newestReading(core),
  };
}

/** Keeps a page's reading in memory; the next request commits it, so that it survives a reset. */
export function noteReading(core: Core, reading: Reading): void {
  if (reading.kind === "account") core.shownReading = reading;
}

/** The newest reading of any kind: a page's, a consumer's or the stored one. */
export const newestReading = ({ shownReading, lastReading, store }: Core): Reading | null =>
  [shownReading, lastReading, store.facts.lastReading].reduce(
    (a, b) => (b && (!a || b.at > a.at) ? b : a),
    null,
  );

/**
 * The register closed or reopened the service. While it is closed a payment that succeeds is
 * returned (`decide/payment.ts`). Nothing is committed when the object knows it already.
 */
export function setServiceClosed(core: Core, closed: boolean): void {
  if (core.store.facts.serviceClosed === closed) return;
  core.commit(() => {
    core.store.saveFacts({ serviceClosed: closed });
    return [];
  });
}
