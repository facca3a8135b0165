import type { IntentId } from "../../domain/base/ids.ts";

/** One received webhook event. `at`: Unix ms, Stripe's clock. */
export interface InboxRow {
  readonly eventId: string;
  readonly type: string;
  readonly at: number;
  readonly intentId: IntentId | null;
  readonly outcome: string;
}

/** The inbox of webhooks in D1, for operators: written best effort, after the object knows. */
export interface WebhookInbox {
  /** Throws when D1 does not answer. */
  append(row: InboxRow): Promise<void>;
  /** Drops at most `limit` rows from before this (Unix ms). Answers with their number. */
  drop(before: number, limit: number): Promise<number>;
}
