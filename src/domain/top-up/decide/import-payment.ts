/** The row "– (new)" of the money table: a payment that a legacy caller made. */
import { attemptId } from "../../base/ids.ts";
import { sameMoney } from "../../base/money.ts";
import type { IntentReading } from "../../payment/intent-reading.ts";
import type { TopUpEvent } from "../events.ts";
import { evolve } from "../evolve/evolve.ts";
import type { TopUp, TopUpRequest } from "../top-up.ts";
import { type Context, finding } from "./outcome.ts";
import { recordPayment } from "./payment.ts";
import { paymentSucceeded, paysAndReturns } from "./payment-facts.ts";

/**
 * Why an imported payment buys nothing: the reason of its refund, or `review`, where the call that
 * presented it is wrong and proves nothing, so that a person decides.
 */
export const UNSOLD = [
  "review",
  "service_closed",
  "sale_refused",
  "no_account",
  "account_disabled",
  "nothing_to_sell",
  "wrong_amount",
] as const;
export type Unsold = (typeof UNSOLD)[number];

/**
 * Creates the top-up as `paid` from a payment that is bound to this service, as if the customer
 * had paid here. A doubtful payment (risk, partly refunded, disputed, above the limit) is put in
 * review; one whose sale is refused (`unsold`) is refunded at once, or put in review. Null: there
 * is nothing to record (not paid, refunded, another amount than the binding's), and the payment
 * stays the caller's.
 */
export function importPayment(
  request: TopUpRequest,
  reading: IntentReading,
  ctx: Context,
  unsold: Unsold | null,
): readonly TopUpEvent[] | null {
  if (reading.status !== "succeeded" || !sameMoney(reading.amount, request.price)) return null;
  if (reading.returnedMinor >= reading.amount.minor) return null;
  const first = attemptId(request.topUpId, 1);
  const begun: readonly TopUpEvent[] = [
    { type: "TopUpRequested", request, attemptId: first },
    { type: "IntentRecorded", attemptId: first, intentId: reading.intentId },
  ];
  const t = begun.reduce<TopUp | null>((before, event) => evolve(before, event, ctx.now), null);
  if (!t) throw new Error("a top-up without events");
  return [...begun, ...verdict(t, reading, ctx, unsold)];
}

function verdict(
  t: TopUp,
  reading: IntentReading,
  ctx: Context,
  unsold: Unsold | null,
): readonly TopUpEvent[] {
  // The bank has the money of a disputed payment: nothing can be refunded, an operator decides.
  if (unsold === null || (reading.disputed && unsold !== "review")) {
    return recordPayment(t, reading, ctx).events;
  }
  if (unsold === "review") {
    const reason = "a legacy call presented this payment with a request that does not fit";
    return [paymentSucceeded(t, reading, ctx), { type: "ReviewBegan", reason }];
  }
  const { events } = paysAndReturns(unsold)(t, reading, ctx);
  if (unsold !== "wrong_amount") return events;
  const { minor, currency } = reading.amount;
  return [...events, ...finding(t, "wrong_amount", `received ${minor} ${currency}`)];
}
