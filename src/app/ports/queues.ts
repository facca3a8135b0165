import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";

/** Thin messages: ids only. The consumer asks the object what there is to do. */
export interface Queues {
  provision(message: { serviceId: ServiceId; topUpId: TopUpId }): Promise<void>;
  /** Like `provision`, for a top-up that resolves or revokes: its try may wait long for the OCS. */
  resolve(message: { serviceId: ServiceId; topUpId: TopUpId }): Promise<void>;
  /** What a top-up wants of Stripe: refunds, cancellations, and payments to read again. */
  refund(message: { serviceId: ServiceId; topUpId: TopUpId }): Promise<void>;
  project(message: { serviceId: ServiceId }): Promise<void>;
  notify(message: { serviceId: ServiceId; topUpId: TopUpId }): Promise<void>;
}
