import type { ServiceObject, StripeWork } from "../actions/service-object-port.ts";
import type { IntentReading } from "../domain/payment-reading.ts";
import type { RefundOutcome } from "../domain/refund/refund.ts";
import { cancelsOf, refundDue, rereadOf } from "../domain/retry.ts";
import { adopt, type Obstacle } from "../domain/top-up/adopt.ts";
import { settle } from "../domain/top-up/decide-money.ts";
import { refundAnswered } from "../domain/top-up/decide-refund.ts";
import { evolve } from "../domain/top-up/evolve.ts";
import { rebuild } from "../domain/top-up/rebuild.ts";
import type { TopUpRequest } from "../domain/top-up/state.ts";
import type { TopUpView } from "../domain/top-up/view.ts";
import type { Core } from "./core.ts";
import { view } from "./customer-commands.ts";

/** Tells the object what Stripe says about an intent that carries our mark. */
export function recordPayment(
  core: Core,
  input: { reading: IntentReading; rebuild: TopUpRequest | null },
): { kind: "recorded"; view: TopUpView } | { kind: "unknown" } {
  const topUpId = input.reading.mark?.topUpId;
  if (!topUpId) return { kind: "unknown" };
  if (core.store.load(topUpId)) {
    const { seq } = core.store;
    core.apply(topUpId, (t, ctx) => settle(t, input.reading, ctx));
    // Known already: perhaps the sweep, which comes because everything else was lost.
    if (core.store.seq === seq) core.wake();
  } else if (!rebuilt(core, input.rebuild, input.reading)) {
    return { kind: "unknown" };
  }
  const after = view(core, topUpId);
  return after ? { kind: "recorded", view: after } : { kind: "unknown" };
}

function rebuilt(core: Core, request: TopUpRequest | null, reading: IntentReading): boolean {
  if (!request) return false;
  const now = core.deps.now();
  const blank = evolve(null, { type: "TopUpRequested", request, attemptId: "" }, now);
  const events = rebuild(request, reading, core.context(blank));
  if (!events) return false;
  core.commit(() => [core.extend(null, events)]);
  return true;
}

/**
 * A payment that was claimed for this service at an old door. Called again, it is a reading like
 * any other: the first call made the top-up. Null: it can buy nothing, and nothing was made.
 */
export function adoptPayment(core: Core, { request, reading, closed }: Adoption): TopUpView | null {
  if (!core.store.load(request.topUpId)) {
    const now = core.deps.now();
    const blank = evolve(null, { type: "TopUpRequested", request, attemptId: "" }, now);
    const obstacle: Obstacle | null =
      closed || core.store.facts.closed ? "closed" : core.store.onHold(now) ? "on_hold" : null;
    const events = adopt(request, reading, core.context(blank), obstacle);
    if (!events) return null;
    core.commit(() => [core.extend(null, events)]);
  } else {
    recordPayment(core, { reading, rebuild: null });
  }
  return view(core, request.topUpId);
}
type Adoption = Parameters<ServiceObject["adoptPayment"]>[0];

/** What is due at Stripe for one top-up: refund rows with the safe way to ask, cancellations. */
export function stripeWork(core: Core, topUpId: string): StripeWork {
  const t = core.store.load(topUpId);
  if (!t) return { refunds: [], cancels: [], rereads: [] };
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
  const reread = rereadOf(t);
  return { refunds, cancels, rereads: reread === null ? [] : [reread] };
}

export function recordRefund(
  core: Core,
  input: { topUpId: string; refundId: string; outcome: RefundOutcome },
): void {
  if (!core.store.load(input.topUpId)) return;
  core.apply(input.topUpId, (t, ctx) => refundAnswered(t, input, ctx));
}
