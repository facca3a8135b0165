/** Which disturbances may come in each state of a top-up; one listed twice is twice as likely. */
import type { TopUpState } from "../../../src/domain/top-up/states.ts";
import type { ExternalAction } from "./operators.ts";

export type Disturbance =
  | "message"
  | "dead_letter"
  | "old_grant"
  | "old_revoke"
  | "old_record"
  | "old_record_silent"
  | "reconcile"
  | "silence"
  | "cancel"
  | "request_refund"
  | "refund"
  | "confirm"
  | "redrive"
  | "manual_refund"
  | "approve"
  | "reject"
  | "sync"
  | "sync_twice"
  | "twin_pays"
  | "twin_spoilt"
  | "twin_open"
  | "twin_canceled"
  | "pay_open"
  | "pay_spoilt"
  | "pay_and_return"
  | "intent_again"
  | "repeat_request"
  | "old_answer"
  | "old_event"
  | "old_reading"
  | "lose_bucket"
  | ExternalAction;

/** The disturbances from which one is picked while a top-up is in this state. */
export function disturbancesFor(name: TopUpState): readonly Disturbance[] {
  return DISTURBANCES[name];
}

const ALWAYS: readonly Disturbance[] = [
  "message",
  "dead_letter",
  "old_grant",
  "old_revoke",
  "cancel",
  "request_refund",
  "refund",
  "confirm",
  "redrive",
  "approve",
  "reject",
  "sync",
  "intent_again",
  "repeat_request",
  "twin_pays",
  "twin_spoilt",
  "twin_open",
  "old_answer",
  "old_answer",
  "old_event",
];
const BEFORE_PAYMENT: readonly Disturbance[] = [
  ...ALWAYS,
  ...ALWAYS,
  "pay_open",
  "pay_open",
  "pay_and_return",
  "twin_spoilt",
  "sync_twice",
  "pay_and_return",
  "old_answer",
  "old_answer",
  "old_reading",
];
const PAID: readonly Disturbance[] = [
  ...ALWAYS,
  "refund_all",
  "refund_part",
  "dispute",
  "silence",
  "dispute_won",
  "dispute_lost",
  "review",
  "review",
  "review_approved",
  "review_approved",
  "review_refunded",
  "old_record",
  "old_record",
  "old_record",
  "reconcile",
  "old_record_silent",
  "sync_twice",
  "old_reading",
  "old_reading",
  "old_reading",
  "old_reading",
];
const CREDITED: readonly Disturbance[] = [
  ...PAID,
  "lose_bucket",
  "lose_bucket",
  "old_record",
  "reconcile",
];
const RETURNED: readonly Disturbance[] = [
  ...PAID,
  "manual_refund",
  "manual_refund",
  "refund",
  "old_record",
  "old_record",
  "old_record",
];

const ANSWERS: readonly Disturbance[] = Array.from({ length: 10 }, () => "old_answer");
const RECORDS: readonly Disturbance[] = Array.from({ length: 12 }, () => "old_record");

const SOME: readonly Disturbance[] = ["old_answer", "old_answer", "old_answer"];
const RETURNS: readonly Disturbance[] = ["pay_and_return", "pay_and_return"];

const DISTURBANCES: Readonly<Record<TopUpState, readonly Disturbance[]>> = {
  awaiting_payment: BEFORE_PAYMENT,
  processing: [...BEFORE_PAYMENT, ...RETURNS, "pay_spoilt", "pay_spoilt", "pay_spoilt", ...SOME],
  canceling: [...BEFORE_PAYMENT, ...ANSWERS],
  canceled: [...BEFORE_PAYMENT, ...RETURNS, "pay_and_return", "pay_open", "pay_open"],
  awaiting_approval: [...BEFORE_PAYMENT, ...RETURNS, "twin_canceled", "twin_canceled"],
  in_review: [...PAID, "review_approved", "approve"],
  paid: PAID,
  crediting: PAID,
  resolving: PAID,
  credited: CREDITED,
  revoking: PAID,
  reversing: PAID,
  refunding: RETURNED,
  refund_failed: [...RETURNED, ...ANSWERS],
  refunded: RETURNED,
  parked: [...PAID, ...RECORDS, ...SOME, "old_reading"],
};
