import type { EndpointId, OutgoingEventId } from "../../domain/base/ids.ts";

/** An event on its way; `body`: the bytes that are signed and sent, the same for every try. */
export interface OutgoingEvent {
  readonly eventId: OutgoingEventId;
  readonly type: string;
  readonly body: string;
}
/** Which event at which endpoint. */
export interface DeliveryRef {
  readonly endpointId: EndpointId;
  readonly eventId: OutgoingEventId;
}
/** A delivery that was taken, to be tried now. */
export interface TakenDelivery extends DeliveryRef, OutgoingEvent {
  /** From 1: which try this is. */
  readonly attempt: number;
}

export type DeliveryOutcome =
  | "delivered"
  | "refused"
  | "redirected"
  | "silent"
  | "gone"
  | "url_forbidden"
  | "secret_unreadable"
  | "endpoint_disabled";

/** What became of one try. Instants: Unix ms. */
export interface DeliveryTry extends DeliveryRef {
  readonly type: string;
  readonly attempt: number;
  readonly outcome: DeliveryOutcome;
  /** Null: nothing came back. */
  readonly status: number | null;
  readonly tookMs: number;
  readonly at: number;
  /** When it is tried again; null: never. */
  readonly nextAt: number | null;
}

/**
 * What is to be delivered, in D1: a row per event and endpoint, which stays until its retention is
 * over. Nothing depends on a queue's memory: what is due and was lost is found by its time. Methods
 * throw when D1 does not answer.
 */
export interface WebhookOutbox {
  /** Makes an event due at these endpoints; where it is there already, nothing changes. */
  add(event: OutgoingEvent, endpoints: readonly EndpointId[], at: number): Promise<void>;
  /** Takes a delivery that is due, for as long as `leaseUntil`; null: it is not, or is taken. */
  take(ref: DeliveryRef, now: number, leaseUntil: number): Promise<TakenDelivery | null>;
  /**
   * Writes a try into the log, and what follows from it: delivered, due again, or given up. An
   * endpoint that has failed since before `disableFailingSince` is disabled; answers if it was.
   */
  record(done: DeliveryTry, disableFailingSince: number): Promise<{ readonly disabled: boolean }>;
  /** Due before this, with no try under way: what the queue lost. Oldest first. */
  overdue(before: number, limit: number): Promise<readonly DeliveryRef[]>;
  /** Makes it due now, whatever became of it; false: it is not known (any more). */
  redeliver(ref: DeliveryRef, now: number): Promise<boolean>;
  /** The newest tries at an endpoint. */
  tries(endpointId: EndpointId, limit: number): Promise<readonly DeliveryTry[]>;
  /** Forgets events of an endpoint older than this one, with their tries. */
  forget(endpointId: EndpointId, before: OutgoingEventId): Promise<void>;
}
