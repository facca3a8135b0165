import { stateOf } from "../../domain/top-up/states.ts";
import type { Row } from "./bulk.ts";
import type { ReadLog } from "./read-log.ts";
import type { declinedTopUp } from "./schema.ts";

/** What support reads of a declined card; null: none of this top-up was declined. */
export function declinedRow({ topUp, log, seq }: ReadLog): Row<typeof declinedTopUp> | null {
  const found = log
    .flatMap(({ event }) => (event.type === "PaymentDeclined" ? [event] : []))
    .at(-1);
  if (!found) return null;
  const { topUpId, serviceId, brand, serviceUuid, quantity, price } = topUp.request;
  return {
    id: topUpId,
    serviceId,
    brand,
    serviceUuid,
    quantity,
    priceMinor: price.minor,
    currency: price.currency,
    paymentIntent: found.intentId,
    decline: found.decline.declineCode ?? found.decline.code,
    state: stateOf(topUp),
    requestedAt: topUp.requestedAt,
    seq,
  };
}
