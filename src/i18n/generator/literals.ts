/**
 * Sentences of the English catalogue that the product's requirements quote to the letter, with the
 * row that quotes them (`src/docs/features.md`). `en.json` marks them `"literal"`; a change of one
 * needs a change of the requirement, and then of this table.
 */
export const LITERALS: Readonly<Record<string, readonly [row: string, sentence: string]>> = {
  "unavailable.bold": ["P4", "Payment system unavailable"],
  "banners.wrongAmount.bold": ["P6", "Payment intent amount does not match"],
  "returnReasons.wrong_amount": ["P6", "Payment intent amount does not match"],
  "result.extended": ["S2", "Your service has been extended."],
  "result.newExpiry": ["S2", "New expiry date:"],
  "result.receiptSent": ["S2", "Receipt sent to:"],
  "result.transaction": ["S2", "Transaction ID:"],
  "email.confirmation.extended": ["S2", "Your service has been extended. New expiry date:"],
  "result.refunded": [
    "S3",
    "We were unable to complete your top-up. Your payment has been refunded.",
  ],
  "result.error": ["S3", "Error: {reason}"],
  "result.tryOrSupport": ["S3", "Please try again or contact support."],
  "returnReasons.ocs_silent": ["S3", "Unable to connect to billing system"],
  "email.refund.unable": ["S3", "We were unable to complete your top-up."],
  "email.refund.done": ["S3", "Your payment has been refunded."],
  "email.refund.error": ["S3", "Error: {reason}"],
  "email.refund.tryAgain": ["S3", "Please try again or contact support."],
  "result.failed": ["V5", "Topup Failed. Refunding payment…"],
};
