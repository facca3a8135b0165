import type { IntentId, TopUpId } from "../base/ids.ts";
import type { Currency, Money } from "../base/money.ts";
import type { RefundRow } from "../refund/refund.ts";
import type { ReadEvent } from "../top-up/events.ts";
import type { EntryKind, JournalEntry, LedgerAccount, Posting } from "./accounts.ts";

/** The balances of one refund row; minor units. */
export interface RefundBalances {
  row: RefundRow;
  /** In `refunds_payable`. */
  payable: number;
  /** In `refunds_failed`. */
  failed: number;
  /** Credited to `stripe_clearing` for it. */
  paid: number;
}

/** The balances of one top-up while its log is folded into entries. */
export class JournalBuilder {
  readonly entries: JournalEntry[] = [];
  readonly rows = new Map<string, RefundBalances>();
  readonly intents = new Set<string>();
  now: ReadEvent | null = null;
  payingIntent: IntentId | null = null;
  /** Posted as refunded externally; minor units. */
  refundedExternally = 0;
  /** What of it was a loss. */
  lost = 0;
  /** By intent, minor units: what Stripe refused to refund because it was refunded already. */
  readonly alreadyRefunded = new Map<string, number>();
  readonly topUpId: TopUpId;
  readonly price: Money;
  /** Of the paying intent. */
  currency: Currency;

  constructor(topUpId: TopUpId, price: Money) {
    this.topUpId = topUpId;
    this.price = price;
    this.currency = price.currency;
  }

  addAlreadyRefunded(intentId: IntentId, minor: number): void {
    this.alreadyRefunded.set(intentId, (this.alreadyRefunded.get(intentId) ?? 0) + minor);
  }

  /** The credit balance of an account; a debit balance is negative. */
  balance(account: LedgerAccount, currency: Currency): number {
    let sum = 0;
    for (const entry of this.entries) {
      for (const p of entry.postings) {
        if (p.account === account && p.currency === currency) sum -= p.minor;
      }
    }
    return sum;
  }

  /** Adds an entry; `debits` and `credits` have the same total. Zero amounts are left out. */
  write(
    kind: EntryKind,
    reference: string | null,
    currency: Currency,
    debits: readonly Side[],
    credits: readonly Side[],
  ): void {
    const postings: Posting[] = [
      ...debits.map(([account, minor]) => ({ account, minor, currency })),
      ...credits.map(([account, minor]) => ({ account, minor: -minor, currency })),
    ].filter((p) => p.minor !== 0);
    if (postings.length === 0 || !this.now) return;
    const { seq, at } = this.now;
    const entryId = `${this.topUpId}:${this.entries.length + 1}`;
    this.entries.push({ entryId, kind, seq, at, reference, postings });
  }
}
/** An account and how much of it, in minor units. */
export type Side = readonly [LedgerAccount, number];
