/** The row "– (new)" of the money table: a payment that a legacy caller made. */
import { attemptId } from "../../base/ids.ts";
import { sameMoney } from "../../base/money.ts";
import type { IntentReading } from "../../payment/intent-reading.ts";
import type { TopUpEvent } from "../events.ts";
import { evolve } from "../evolve/evolve.ts";
import type { TopUp, TopUpRequest } from "../top-up.ts";
import type { Context } from "./outcome.ts";
import { recordPayment } from "./payment.ts";
import { paysAndReturns } from "./payment-facts.ts";

/** Why the service would not be sold now, although its payment has arrived. */
export type Obstacle = "closed";

/**
 * Creates the top-up as `paid` from a payment that is bound to this service, as if the customer
 * had paid here. A doubtful payment (risk, partly refunded, disputed, above the limit) is put
 * in review; for a closed service the payment is refunded at once. Null: the payment
 * cannot buy this (not paid, refunded, another amount than the price) and stays the caller's.
 */
export function importPayment(
  request: TopUpRequest,
  reading: IntentReading,
  ctx: Context,
  obstacle: Obstacle | null,
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
  return [...begun, ...verdict(t, reading, ctx, obstacle)];
}

function verdict(
  t: TopUp,
  reading: IntentReading,
  ctx: Context,
  obstacle: Obstacle | null,
): readonly TopUpEvent[] {
  const clean = reading.returnedMinor === 0 && !reading.disputed;
  if (!clean || obstacle === null) return recordPayment(t, reading, ctx).events;
  return paysAndReturns("service_closed")(t, reading, ctx).events;
}
