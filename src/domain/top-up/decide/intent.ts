/** The column "intent recorded": an intent exists at Stripe. */

import type { AttemptId, IntentId } from "../../base/ids.ts";
import { stateOf, type TopUpState } from "../states.ts";
import type { TopUp } from "../top-up.ts";
import { type Context, emit, finding, type Outcome, type Row, unchanged } from "./outcome.ts";
import { orphanIntentOnce } from "./payment-facts.ts";

export interface IntentCommand {
  readonly attemptId: AttemptId;
  readonly intentId: IntentId;
}
/** `cancel`: the caller must cancel this intent at Stripe. */
export type IntentRecorded = { readonly kind: "recorded" | "cancel" };
type Cell = Row<IntentCommand, IntentRecorded>[TopUpState];

const RECORDED: IntentRecorded = { kind: "recorded" };
const CANCEL: IntentRecorded = { kind: "cancel" };

const cancelIt: Cell = (t, c) => ({
  events: orphanIntentOnce(t, c.intentId).events,
  answer: CANCEL,
});
/** Only the paying intent may stay; any other one is canceled. */
const sameOrCancel: Cell = (t, c, ctx) =>
  t.payingIntentId === c.intentId ? unchanged(RECORDED) : cancelIt(t, c, ctx);
/** One intent per attempt: the first one is recorded, any other is canceled. */
const store: Cell = (t, c, ctx) => {
  const current = t.attempts.at(-1);
  if (current?.intentId === null && current.attemptId === c.attemptId) {
    return emit(RECORDED, { type: "IntentRecorded", ...c });
  }
  return sameOrCancel(t, c, ctx);
};
/** Recorded, so that the cancellation that was requested before finds it. */
const storeToCancel: Cell = (t, c, ctx) => ({ ...store(t, c, ctx), answer: CANCEL });
const impossible: Cell = (t, c) =>
  emit(
    CANCEL,
    ...orphanIntentOnce(t, c.intentId).events,
    ...finding(t, "impossible", `intent while ${stateOf(t)}`),
  );

const INTENT: Row<IntentCommand, IntentRecorded> = {
  awaiting_payment: store,
  processing: sameOrCancel,
  canceling: storeToCancel,
  canceled: cancelIt,
  awaiting_approval: impossible,
  in_review: sameOrCancel,
  paid: sameOrCancel,
  crediting: sameOrCancel,
  resolving: sameOrCancel,
  credited: sameOrCancel,
  revoking: sameOrCancel,
  reversing: sameOrCancel,
  refunding: sameOrCancel,
  refund_failed: sameOrCancel,
  refunded: sameOrCancel,
  parked: sameOrCancel,
};

/** Records the id of a created intent, or answers that it must be canceled. */
export function recordIntent(t: TopUp, c: IntentCommand, ctx: Context): Outcome<IntentRecorded> {
  return INTENT[stateOf(t)](t, c, ctx);
}
