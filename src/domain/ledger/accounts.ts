/**
 * The chart of accounts. A debit is a positive posting, a credit a negative one; every entry sums
 * to zero per currency.
 */
export type LedgerAccount =
  /** Asset: received at Stripe, neither paid out nor given back. Fees come with payouts. */
  | "stripe_clearing"
  /** Asset: paid back by another way than Stripe (bank transfer, cash). */
  | "bank"
  /** Liability: paid, not delivered yet. */
  | "customer_prepayments"
  /** Liability: decided to go back, on its way. */
  | "refunds_payable"
  /** Liability: Stripe did not bring it back; still owed. */
  | "refunds_failed"
  /** Income: delivered. */
  | "revenue"
  /** Expense: money that went out although the credit stayed, or went out twice. */
  | "losses"
  /** Income against `losses`: the value of credit that may have been used without payment. */
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

/** A balanced set of postings; never changed, only followed by others. */
export interface JournalEntry {
  /** `<top-up>:<n>`; the same log always gives the same ids. */
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly seq: number;
  readonly at: number;
  /** The intent or the refund it is about. */
  readonly reference: string | null;
  readonly postings: readonly Posting[];
}
