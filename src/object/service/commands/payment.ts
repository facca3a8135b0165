import type { PendingStripeCalls } from "../../../app/ports/service-object/payment.ts";
import type { ServiceObject } from "../../../app/ports/service-object.ts";
import type { IntentReading } from "../../../domain/payment/intent-reading.ts";
import type { RefundOutcome } from "../../../domain/refund/refund.ts";
import {
  importPayment as decideImport,
  type Obstacle,
} from "../../../domain/top-up/decide/import-payment.ts";
import { recordPayment as decidePayment } from "../../../domain/top-up/decide/payment.ts";
import { reconstructTopUp as decideReconstruction } from "../../../domain/top-up/decide/reconstruct.ts";
import { recordRefund as decideRefund } from "../../../domain/top-up/decide/refund.ts";
import { cancelsOf, intentToSync, refundDue } from "../../../domain/top-up/due-times.ts";
import { evolve } from "../../../domain/top-up/evolve/evolve.ts";
import type { TopUpRequest } from "../../../domain/top-up/state.ts";
import type { TopUpView } from "../../../domain/top-up/view.ts";
import type { Core } from "../core.ts";
import { getTopUp } from "./request.ts";

/** Tells the object what Stripe says about an intent that carries our mark. */
export function recordPayment(
  core: Core,
  input: { reading: IntentReading; reconstructed: TopUpRequest | null },
): { kind: "recorded"; view: TopUpView } | { kind: "unknown" } {
  const topUpId = input.reading.metadata?.topUpId;
  if (!topUpId) return { kind: "unknown" };
  if (core.store.load(topUpId)) {
    const { seq } = core.store;
    core.apply(topUpId, (t, ctx) => decidePayment(t, input.reading, ctx));
    // Known already: perhaps the sweep, which comes because everything else was lost.
    if (core.store.seq === seq) core.sendOverdue();
  } else if (!reconstructFrom(core, input.reconstructed, input.reading)) {
    return { kind: "unknown" };
  }
  const after = getTopUp(core, topUpId);
  return after ? { kind: "recorded", view: after } : { kind: "unknown" };
}

function reconstructFrom(
  core: Core,
  request: TopUpRequest | null,
  reading: IntentReading,
): boolean {
  if (!request) return false;
  const now = core.deps.now();
  const blank = evolve(null, { type: "TopUpRequested", request, attemptId: "" }, now);
  const events = decideReconstruction(request, reading, core.context(blank));
  if (!events) return false;
  core.commit(() => [core.extend(null, events)]);
  return true;
}

/**
 * A payment that was claimed for this service at an old door. Called again, it is a reading like
 * any other: the first call made the top-up. Null: it can buy nothing, and nothing was made.
 */
export function importPayment(
  core: Core,
  { request, reading, closed }: ImportInput,
): TopUpView | null {
  if (!core.store.load(request.topUpId)) {
    const now = core.deps.now();
    const blank = evolve(null, { type: "TopUpRequested", request, attemptId: "" }, now);
    const obstacle: Obstacle | null =
      closed || core.store.facts.serviceClosed
        ? "closed"
        : core.store.salesBlocked(now)
          ? "sales_blocked"
          : null;
    const events = decideImport(request, reading, core.context(blank), obstacle);
    if (!events) return null;
    core.commit(() => [core.extend(null, events)]);
  } else {
    recordPayment(core, { reading, reconstructed: null });
  }
  return getTopUp(core, request.topUpId);
}
type ImportInput = Parameters<ServiceObject["importPayment"]>[0];

/** What is due at Stripe for one top-up: refund rows with the safe way to ask, cancellations. */
export function pendingStripeCalls(core: Core, topUpId: string): PendingStripeCalls {
  const t = core.store.load(topUpId);
  if (!t) return { refunds: [], cancels: [], intentsToSync: [] };
  const now = core.deps.now();
  const { timings } = core.deps;
  const refunds = t.refunds.flatMap((row) => {
    const due = refundDue(row, timings);
    if (due === null || due > now) return [];
    // Stripe forgets a key after 24 h; then the truth is looked for before anything is sent.
    const fresh = now - row.requestedAt < timings.refundKeyMs;
    const how = row.state === "pending" ? "watch" : fresh ? "create" : "find";
    return [{ ...row, how } as const];
  });
  const cancels = cancelsOf(t).map(({ attemptId, intentId }) => ({ attemptId, intentId }));
  const reread = intentToSync(t);
  return { refunds, cancels, intentsToSync: reread === null ? [] : [reread] };
}

export function recordRefund(
  core: Core,
  input: { topUpId: string; refundId: string; outcome: RefundOutcome },
): void {
  if (!core.store.load(input.topUpId)) return;
  core.apply(input.topUpId, (t, ctx) => decideRefund(t, input, ctx));
}
