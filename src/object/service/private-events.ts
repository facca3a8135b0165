import type { TopUpEventType } from "../../domain/top-up/events.ts";

/** Events that make no projection due: the driver's own notes, and numbers that came from D1. */
export const PRIVATE: ReadonlySet<TopUpEventType> = new Set([
  "Claimed",
  "TryEnded",
  "ReadFailed",
  "IntentRecorded",
  "AttemptOpened",
  "InvoiceNumbered",
  "NoticeSent",
  "NoticeUnsure",
]);
