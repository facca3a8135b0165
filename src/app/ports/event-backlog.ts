import type { StripeEvent } from "./payments.ts";

/** An event that could not be acted on, and how often that was tried. */
export interface WaitingEvent {
  readonly event: StripeEvent;
  readonly tries: number;
}

/** Events of Stripe that wait for another try, in D1. Methods throw when D1 does not answer. */
export interface EventBacklog {
  /** Waits until then (Unix ms), from now on or anew. */
  wait(waiting: WaitingEvent, dueAt: number): Promise<void>;
  /** At most `limit` that are due, the longest due first. */
  due(now: number, limit: number): Promise<readonly WaitingEvent[]>;
  done(eventId: string): Promise<void>;
}
