import { nextRefund, type RefundRow } from "../../../src/domain/refund/refund.ts";

/** A row of this amount, the first of its payment; `at`: Unix ms. */
export function newRefund(
  input: Pick<RefundRow, "refundId" | "intentId" | "amount" | "purpose">,
  at: number,
): RefundRow {
  const { intentId, amount: received, refundId, purpose } = input;
  const payment = { intentId, received, refundedExternallyMinor: 0 };
  const row = nextRefund([], payment, { refundId, purpose }, at);
  if (!row) throw new Error("a refund of nothing");
  return row;
}
