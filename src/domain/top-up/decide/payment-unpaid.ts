/** Cells of the table "Money" for what Stripe says about an intent that has not succeeded. */
import { stateOf } from "../states.ts";
import { emit, finding, impossible, RECORDED, unchanged } from "./outcome.ts";
import { orphanIntentOnce, type PaymentCell } from "./payment-facts.ts";

export const nothing: PaymentCell = () => unchanged(RECORDED);
export const strange =
  (what: string): PaymentCell =>
  (t) =>
    impossible(t, RECORDED, `${what} while ${stateOf(t)}`);

export const authorized: PaymentCell = (_t, reading) =>
  emit(
    RECORDED,
    { type: "PaymentAuthorized", intentId: reading.intentId },
    { type: "ReviewBegan", reason: "authorized, not captured" },
  );
export const processing: PaymentCell = (_t, reading) =>
  emit(RECORDED, { type: "PaymentProcessing", intentId: reading.intentId });
export const declineNoted: PaymentCell = (_t, reading) =>
  emit(RECORDED, {
    type: "Noted",
    what: `declined: ${reading.decline?.code ?? "no code"}`,
  });
/** A declined intent stays open and could still be paid, so it is canceled. */
export const declinedAfterTheEnd: PaymentCell = (t, reading, ctx) =>
  emit(
    RECORDED,
    ...declineNoted(t, reading, ctx).events,
    ...orphanIntentOnce(t, reading.intentId).events,
  );
export const canceled: PaymentCell = (_t, reading) =>
  emit(RECORDED, { type: "PaymentCanceled", intentId: reading.intentId });
export const canceledInReview: PaymentCell = (t, reading, ctx) =>
  (t.money ? strange("canceled after it was paid") : canceled)(t, reading, ctx);
export const cancelIt: PaymentCell = (t, reading) => orphanIntentOnce(t, reading.intentId);
export const strangeCancelIt: PaymentCell = (t, reading) =>
  emit(
    RECORDED,
    ...orphanIntentOnce(t, reading.intentId).events,
    ...finding(t, "impossible", `${reading.status} while ${stateOf(t)}`),
  );
