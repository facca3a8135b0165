/** The columns "same request again" and "intent recorded": an intent exists at Stripe. */
import { strayOnce } from "./money-facts.ts";
import { nameOf, type TopUpName } from "./names.ts";
import { type Context, finding, go, type Outcome, type Row, still } from "./outcome.ts";
import type { TopUp } from "./state.ts";

export interface IntentCommand {
  readonly attemptId: string;
  readonly intentId: string;
}
export type IntentRecorded = { readonly kind: "recorded" | "cancel" };
type Cell = Row<IntentCommand, IntentRecorded>[TopUpName];

const RECORDED: IntentRecorded = { kind: "recorded" };
const CANCEL: IntentRecorded = { kind: "cancel" };

const cancelIt: Cell = (t, c) => ({ events: strayOnce(t, c.intentId).events, answer: CANCEL });
/** Once something has paid, the intent that paid is the only one that may live. */
const sameOrCancel: Cell = (t, c, ctx) =>
  t.payingIntentId === c.intentId ? still(RECORDED) : cancelIt(t, c, ctx);
/** One intent per attempt: the first one counts, any other must not be paid. */
const store: Cell = (t, c, ctx) => {
  const current = t.attempts.at(-1);
  if (current?.intentId === null && current.attemptId === c.attemptId) {
    return go(RECORDED, { type: "IntentRecorded", ...c });
  }
  return sameOrCancel(t, c, ctx);
};
/** Stored so that the cancellation that was asked for finds it. */
const storeToCancel: Cell = (t, c, ctx) => ({ ...store(t, c, ctx), answer: CANCEL });
const impossible: Cell = (t, c) =>
  go(
    CANCEL,
    ...strayOnce(t, c.intentId).events,
    ...finding(t, "impossible", `intent while ${nameOf(t)}`),
  );

const INTENT: Row<IntentCommand, IntentRecorded> = {
  awaiting_payment: store,
  processing: sameOrCancel,
  lapsing: storeToCancel,
  unpaid: cancelIt,
  awaiting_approval: impossible,
  in_review: sameOrCancel,
  paid: sameOrCancel,
  crediting: sameOrCancel,
  closing: sameOrCancel,
  credited: sameOrCancel,
  withdrawing: sameOrCancel,
  reversing: sameOrCancel,
  refunding: sameOrCancel,
  refund_failed: sameOrCancel,
  refunded: sameOrCancel,
  parked: sameOrCancel,
};

export function recordIntent(t: TopUp, c: IntentCommand, ctx: Context): Outcome<IntentRecorded> {
  return INTENT[nameOf(t)](t, c, ctx);
}
