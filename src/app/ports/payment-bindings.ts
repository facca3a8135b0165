import type { IntentId, OfferId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import type { Money } from "../../domain/base/money.ts";
import type { Unsold } from "../../domain/top-up/decide/import-payment.ts";

/** A legacy caller's payment, bound to one service and to what was asked for there (row I1). */
export interface PaymentBinding {
  readonly intentId: IntentId;
  readonly topUpId: TopUpId;
  readonly serviceId: ServiceId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly amount: Money;
  /** Nothing is sold for it: it is recorded, and refunded or reviewed. Null: it buys the days. */
  readonly unsold: Unsold | null;
  /** The id under which this deployment bound the payment, and then tags it; empty: not known. */
  readonly deployment: string;
}

/** The sweep tries a binding without a top-up again after so long at the latest. */
export const BINDING_RETRY_MS = 900_000;

/** Which service a payment was bound to, in D1. Throws `PortFault` when D1 does not answer. */
export interface PaymentBindings {
  /** The first binding of an intent stays for ever; answers with the one that is in force. */
  bind(wish: PaymentBinding, now: number): Promise<PaymentBinding>;
  /** The binding of this intent, or the top-up that it paid; null: D1 knows of neither. */
  bindingOf(intentId: IntentId): Promise<PaymentBinding | null>;
  /**
   * Takes intents that are bound, that D1 knows no top-up of, and that are due, those first that
   * waited longest; records that they were taken at `now` (Unix ms). Each is due again when it is
   * twice as old, at the latest after `BINDING_RETRY_MS`: none is ever given up, and those that
   * never become a top-up do not block the others.
   */
  takeUnfinished(limit: number, now: number): Promise<readonly IntentId[]>;
}
