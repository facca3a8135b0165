/** The row "– (new)" of the money table: a payment of ours whose top-up the object has lost. */

import { attemptId } from "../../base/ids.ts";
import { sameMoney } from "../../base/money.ts";
import type { IntentReading } from "../../payment/intent-reading.ts";
import type { TopUpEvent } from "../events.ts";
import { evolve } from "../evolve/evolve.ts";
import type { TopUpRequest } from "../top-up.ts";
import { type Context, returnEvents } from "./outcome.ts";
import { paymentSucceeded } from "./payment-facts.ts";

/**
 * Creates the top-up from the payment's metadata: in review when the amount is the price, refunded
 * when it is not; with a finding either way. Null: nothing was paid, so there is nothing to keep.
 */
export function reconstructTopUp(
  request: TopUpRequest,
  reading: IntentReading,
  ctx: Context,
): readonly TopUpEvent[] | null {
  if (reading.status !== "succeeded") return null;
  const first: TopUpEvent = {
    type: "TopUpRequested",
    request: { ...request, origin: "stripe", needsApproval: false },
    attemptId: attemptId(request.topUpId, 1),
  };
  const t = evolve(null, first, ctx.now);
  const event = paymentSucceeded(t, reading, ctx);
  const left = reading.returnedMinor === 0 && !reading.disputed;
  const verdict: readonly TopUpEvent[] =
    left && !sameMoney(reading.amount, request.price)
      ? returnEvents(t, "wrong_amount", ctx, event.money)
      : [{ type: "ReviewBegan", reason: "paid, and no top-up was on record" }];
  const found: TopUpEvent = {
    type: "FindingRaised",
    kind: "unknown_payment",
    detail: reading.intentId,
  };
  return [first, event, ...verdict, found];
}
