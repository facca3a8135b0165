/**
 * What Stripe says about a payment: of a top-up that is known, lost, or made by a legacy caller.
 */
import { attemptId } from "../../../domain/base/ids.ts";
import type { IntentReading } from "../../../domain/payment/intent-reading.ts";
import {
  importPayment as decideImport,
  type Unsold,
} from "../../../domain/top-up/decide/import-payment.ts";
import { recordPayment as decidePayment } from "../../../domain/top-up/decide/payment.ts";
import { reconstructTopUp } from "../../../domain/top-up/decide/reconstruct.ts";
import { evolve } from "../../../domain/top-up/evolve/evolve.ts";
import type { TopUp, TopUpRequest } from "../../../domain/top-up/top-up.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";
import { getTopUp } from "../views.ts";

/** Records a reading of an intent that carries our metadata. `unknown`: no such top-up here. */
export function recordPayment(
  core: Core,
  input: MethodInput<"recordPayment">,
): MethodAnswer<"recordPayment"> {
  const topUpId = input.reading.metadata?.topUpId;
  if (!topUpId) return { kind: "unknown" };
  if (core.store.load(topUpId)) {
    const { seq } = core.store;
    core.apply(topUpId, (t, ctx) => decidePayment(t, input.reading, ctx));
    // Nothing new: the sweep may have brought it because the alarm and every message were lost.
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
  const ctx = core.context(blankTopUp(core, request));
  const events = reconstructTopUp(request, reading, ctx);
  if (!events) return false;
  core.commit(() => [core.extend(null, events)]);
  return true;
}

/**
 * A legacy caller's payment that is bound to this service. The first call makes the top-up; a later
 * call is a reading like any other. Null: the payment can buy nothing, and no top-up was made.
 */
export function importPayment(
  core: Core,
  { request, payer, reading, closed, unsold }: MethodInput<"importPayment">,
): MethodAnswer<"importPayment"> {
  if (core.store.load(request.topUpId)) {
    recordPayment(core, { reading, reconstructed: null });
    return getTopUp(core, request.topUpId);
  }
  const ctx = core.context(blankTopUp(core, request));
  const events = decideImport(request, reading, ctx, unsold ?? unsoldNow(core, closed));
  if (!events) return null;
  core.commit(() => {
    if (payer) core.store.payers.save(request.topUpId, payer);
    return [core.extend(null, events)];
  });
  return getTopUp(core, request.topUpId);
}

/** What has come between a payment that could be sold and its import; null: nothing. */
const unsoldNow = (core: Core, closed: boolean): Unsold | null =>
  closed || core.store.facts.serviceClosed ? "service_closed" : null;

/** The context of a decision about a top-up that does not exist yet is that of this one. */
const blankTopUp = (core: Core, request: TopUpRequest): TopUp => {
  const first = attemptId(request.topUpId, 1);
  return evolve(null, { type: "TopUpRequested", request, attemptId: first }, core.deps.now());
};
