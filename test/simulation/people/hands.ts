/** What may reach in while a top-up is in a state, and how likely each thing is. */
import type { TopUpName } from "../../../src/domain/top-up/names.ts";
import type { Outside } from "./operators.ts";

export type Hand =
  | "message"
  | "dead_letter"
  | "old_grant"
  | "old_withdraw"
  | "old_record"
  | "old_record_silent"
  | "look"
  | "silence"
  | "cancel"
  | "money_back"
  | "refund"
  | "confirm"
  | "redrive"
  | "paid_back"
  | "settle"
  | "settle_twice"
  | "twin_pays"
  | "twin_spoilt"
  | "twin_open"
  | "twin_canceled"
  | "pay_open"
  | "pay_spoilt"
  | "pay_and_return"
  | "intent_again"
  | "ask_again"
  | "old_answer"
  | "old_event"
  | "old_reading"
  | "lose_bucket"
  | Outside;

/** What may come while a top-up is in this state. */
export function handsFor(name: TopUpName): readonly Hand[] {
  return HANDS[name];
}

const ALWAYS: readonly Hand[] = [
  ...(["message", "dead_letter", "old_grant", "old_withdraw", "cancel", "money_back"] as const),
  ...(["refund", "confirm", "redrive", "settle", "intent_again", "ask_again"] as const),
  ...(["twin_pays", "twin_spoilt", "twin_open", "old_answer", "old_answer", "old_event"] as const),
];
const UNPAID: readonly Hand[] = [
  ...[...ALWAYS, ...ALWAYS],
  ...(["pay_open", "pay_open", "pay_and_return", "twin_spoilt", "settle_twice"] as const),
  ...(["pay_and_return", "old_answer", "old_answer", "old_reading"] as const),
];
const PAID: readonly Hand[] = [
  ...ALWAYS,
  ...(["refund_all", "refund_part", "dispute", "silence", "dispute_won", "dispute_lost"] as const),
  ...(["old_record", "old_record", "old_record", "look", "old_record_silent"] as const),
  ...(["settle_twice", "old_reading", "old_reading", "old_reading", "old_reading"] as const),
];
const CREDITED: readonly Hand[] = [...PAID, "lose_bucket", "lose_bucket", "old_record", "look"];
const RETURNED: readonly Hand[] = [
  ...PAID,
  ...(["paid_back", "paid_back", "refund", "old_record", "old_record", "old_record"] as const),
];

const ANSWERS: readonly Hand[] = Array.from({ length: 10 }, () => "old_answer");
const RECORDS: readonly Hand[] = Array.from({ length: 12 }, () => "old_record");

const SOME: readonly Hand[] = ["old_answer", "old_answer", "old_answer"];
const RETURNS: readonly Hand[] = ["pay_and_return", "pay_and_return"];

const HANDS: Readonly<Record<TopUpName, readonly Hand[]>> = {
  awaiting_payment: UNPAID,
  processing: [...UNPAID, ...RETURNS, "pay_spoilt", "pay_spoilt", "pay_spoilt", ...SOME],
  lapsing: [...UNPAID, ...ANSWERS],
  unpaid: [...UNPAID, ...RETURNS, "pay_and_return", "pay_open", "pay_open"],
  awaiting_approval: [...UNPAID, ...RETURNS, "twin_canceled", "twin_canceled"],
  in_review: PAID,
  paid: PAID,
  crediting: PAID,
  closing: PAID,
  credited: CREDITED,
  withdrawing: PAID,
  reversing: PAID,
  refunding: RETURNED,
  refund_failed: [...RETURNED, ...ANSWERS],
  refunded: RETURNED,
  parked: [...PAID, ...RECORDS, ...SOME, "old_reading"],
};
