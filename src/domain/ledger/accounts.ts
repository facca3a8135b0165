/**
 * The chart of accounts. A debit is a positive posting, a credit a negative one; the postings of an
 * entry add up to zero per currency.
 */
export type LedgerAccount =
  /** Asset: received at Stripe, neither paid out nor refunded. Fees come with payouts. */
  | "stripe_clearing"
  /** Asset: for refunds by another way than Stripe (bank transfer, cash). */
  | "bank"
  /** Liability: the customer has paid and has no credit yet. */
  | "customer_prepayments"
  /** Liability: a refund is requested and not confirmed yet. */
  | "refunds_payable"
  /** Liability: the refund failed at Stripe; we still owe the amount. */
  | "refunds_failed"
  /** Income: the customer has the credit. */
  | "revenue"
  /** Expense: refunded although the credit stayed, or refunded twice. */
  | "losses"
  /** Income against `losses`: the value of a credit that may be used without payment. */
  | "given_away";

export interface Posting {
  readonly account: LedgerAccount;
  /** Minor units; debit positive, credit negative, never zero. */
  readonly minor: number;
  readonly currency: string;
}

export type EntryKind =
  | "received"
  | "surplus_received"
  | "refunded_externally"
  | "external_refund_reversed"
  | "credited"
  | "reversed"
  | "given_away"
  | "refund_requested"
  | "refund_succeeded"
  | "refund_failed"
  | "refunded_manually";

/** A balanced set of postings. It never changes; a correction is a new entry (invariant 9). */
export interface JournalEntry {
  /** `<top-up>:<n>`; the same log always gives the same ids. */
  readonly entryId: string;
  readonly kind: EntryKind;
  /** Of the event that it follows from. */
  readonly seq: number;
  /** Unix ms. */
  readonly at: number;
  /** The intent or the refund it is about. */
  readonly reference: string | null;
  readonly postings: readonly Posting[];
}
