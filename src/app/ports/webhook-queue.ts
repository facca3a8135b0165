import type { DeliveryRef } from "./webhook-outbox.ts";

/** The queue of deliveries. A message may be lost or come twice: the outbox knows what is due. */
export interface WebhookQueue {
  /** `delayMs`: at most twelve hours. */
  send(ref: DeliveryRef, delayMs: number): Promise<void>;
}
