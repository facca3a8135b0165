import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type IntentId, type RefundId, toBucketId } from "../../src/domain/base/ids.ts";
import type { JournalEntry } from "../../src/domain/ledger/accounts.ts";
import { journalOf } from "../../src/domain/ledger/journal.ts";
import type { RefundOutcome } from "../../src/domain/refund/refund.ts";
import type { ReadEvent, TopUpEvent } from "../../src/domain/top-up/events.ts";
import type { Grant } from "../../src/domain/top-up/top-up.ts";
import { newRefund } from "./cells/refund-row.ts";
import { requested } from "./journal-request.ts";

const grant: Grant = {
  bucketId: toBucketId("top_1"),
  endAt: 9,
  baseAt: 1,
  floorAt: 1,
  grantedAt: 1,
  body: "",
};
const CREDITED: TopUpEvent = { type: "Credited", grant };
const REVOKED: TopUpEvent = { type: "Revoked" };
const OWED: TopUpEvent = { type: "CreditOwed" };
const LOSS: TopUpEvent = { type: "OwedClosedAsLoss" };

const paid = (minor = 7000, currency = "usd", intentId: IntentId = "pi_1"): TopUpEvent => ({
  type: "PaymentSucceeded",
  referenceNumbers: { provisionId: 1, invoiceId: 1, saleTransaction: 1, paymentTransaction: 2 },
  money: {
    intentId,
    received: { minor, currency },
    paidAt: 1,
    method: null,
    refundedExternallyMinor: 0,
    disputed: false,
    wrong: false,
    risk: null,
    review: null,
  },
});
const refundedExternally = (refundedExternallyMinor: number): TopUpEvent => ({
  type: "RefundedExternally",
  refundedExternallyMinor,
  disputed: false,
});
const rowId = (n: number): RefundId => `rfd_${n}`;
const refund = (
  n: number,
  minor = 7000,
  intentId: IntentId = "pi_1",
  purpose: "return" | "surplus" = "return",
  currency = "usd",
): TopUpEvent => ({
  type: "RefundRequested",
  row: newRefund({ refundId: rowId(n), intentId, amount: { minor, currency }, purpose }, 1),
});
const answered = (n: number, kind: RefundOutcome["kind"]): TopUpEvent => {
  const outcomes: Record<RefundOutcome["kind"], RefundOutcome> = {
    succeeded: { kind: "succeeded", stripeRefundId: "re" },
    pending: { kind: "pending", reason: null, stripeRefundId: "re" },
    failed: { kind: "failed", stripeRefundId: "re", reason: "x" },
    refused: { kind: "refused", why: "already_refunded", text: "x" },
    short_of_balance: { kind: "short_of_balance", keyNumber: 1, text: "" },
    unknown: { kind: "unknown", text: "x" },
  };
  return { type: "RefundAnswered", refundId: rowId(n), outcome: outcomes[kind] };
};
const refundedManually = (n: number): TopUpEvent => ({
  type: "RefundedManually",
  refundId: rowId(n),
  reference: "bank 1",
});

const logged = (events: readonly TopUpEvent[]): ReadEvent[] =>
  [requested, ...events].map((event, i) => ({ seq: i + 1, at: i, event }));
const journal = (...events: TopUpEvent[]) => journalOf(logged(events));

/** The balance of every account in the end; debit positive, empty accounts left out. */
function balances(entries: readonly JournalEntry[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const p of entries.flatMap((entry) => entry.postings)) {
    const key = p.currency === "usd" ? p.account : `${p.account} ${p.currency}`;
    sums[key] = (sums[key] ?? 0) + p.minor;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, minor]) => minor !== 0));
}

const STORIES: readonly [string, readonly TopUpEvent[], Record<string, number>][] = [
  ["not paid", [], {}],
  ["paid", [paid()], { stripe_clearing: 7000, customer_prepayments: -7000 }],
  [
    "the same payment recorded twice",
    [paid(), paid(), CREDITED, CREDITED],
    { stripe_clearing: 7000, revenue: -7000 },
  ],
  ["credited", [paid(), CREDITED], { stripe_clearing: 7000, revenue: -7000 }],
  [
    "refund on its way",
    [paid(), refund(1), answered(1, "pending")],
    { stripe_clearing: 7000, refunds_payable: -7000 },
  ],
  ["refunded", [paid(), refund(1), answered(1, "unknown"), answered(1, "succeeded")], {}],
  [
    "wrong currency, refunded",
    [paid(50, "eur"), refund(1, 50, "pi_1", "return", "eur"), answered(1, "succeeded")],
    {},
  ],
  [
    "refund failed",
    [paid(), refund(1), answered(1, "failed")],
    { stripe_clearing: 7000, refunds_failed: -7000 },
  ],
  [
    "refund failed after it succeeded",
    [paid(), refund(1), answered(1, "succeeded"), answered(1, "failed")],
    { stripe_clearing: 7000, refunds_failed: -7000 },
  ],
  [
    "refund failed, the next one succeeded",
    [paid(), refund(1), answered(1, "failed"), refund(2), answered(2, "succeeded")],
    {},
  ],
  [
    "refund failed, succeeded at the next check",
    [paid(), refund(1), answered(1, "failed"), answered(1, "succeeded")],
    {},
  ],
  [
    "refund failed, refunded manually by bank",
    [paid(), refund(1), answered(1, "failed"), refundedManually(1)],
    { stripe_clearing: 7000, bank: -7000 },
  ],
  [
    "refunded twice by two rows",
    [
      paid(),
      refund(1),
      answered(1, "failed"),
      refund(2),
      answered(2, "succeeded"),
      answered(1, "succeeded"),
    ],
    { stripe_clearing: -7000, losses: 7000 },
  ],
  [
    "credited, and a surplus payment refunded",
    [paid(), CREDITED, refund(1, 7000, "pi_2", "surplus"), answered(1, "succeeded")],
    { stripe_clearing: 7000, revenue: -7000 },
  ],
  [
    "a surplus payment whose refund failed is no revenue",
    [paid(), refund(1, 7000, "pi_2", "surplus"), answered(1, "failed"), CREDITED],
    { stripe_clearing: 14000, refunds_failed: -7000, revenue: -7000 },
  ],
  [
    "part refunded externally, the rest refunded by us",
    [paid(), refundedExternally(3000), refund(1, 4000), answered(1, "succeeded")],
    {},
  ],
  [
    "refunded externally while our refund was on its way",
    [paid(), refund(1), refundedExternally(7000), answered(1, "refused")],
    {},
  ],
  [
    "our refund read at Stripe before its answer",
    [paid(), refund(1), refundedExternally(7000), answered(1, "succeeded"), refundedExternally(0)],
    {},
  ],
  [
    "our refund read at Stripe before its answer, failed later",
    [paid(), refund(1), refundedExternally(7000), answered(1, "succeeded"), answered(1, "failed")],
    { stripe_clearing: 7000, refunds_failed: -7000 },
  ],
  [
    "refunded externally, known from Stripe's refusal only",
    [paid(), refund(1), answered(1, "refused")],
    {},
  ],
  [
    "refunded externally after the credit",
    [paid(), CREDITED, refundedExternally(7000)],
    { revenue: -7000, losses: 7000 },
  ],
  [
    "refunded externally after the credit, which was revoked",
    [paid(), CREDITED, refundedExternally(7000), REVOKED],
    {},
  ],
  [
    "refunded externally after the credit, the refund reversed",
    [paid(), CREDITED, refundedExternally(7000), refundedExternally(0)],
    { stripe_clearing: 7000, revenue: -7000 },
  ],
  ["reversed and refunded", [paid(), CREDITED, REVOKED, refund(1), answered(1, "succeeded")], {}],
  [
    "refunded while the OCS was silent",
    [paid(), OWED, refund(1), answered(1, "succeeded")],
    { losses: 7000, given_away: -7000 },
  ],
  [
    "refunded while the OCS was silent, revoked in the end",
    [paid(), OWED, refund(1), answered(1, "succeeded"), REVOKED],
    {},
  ],
  [
    "refunded while the OCS was silent, closed as a loss",
    [paid(), OWED, refund(1), answered(1, "succeeded"), LOSS],
    { losses: 7000, given_away: -7000 },
  ],
  [
    "credited, refunded, never revoked",
    [paid(), CREDITED, OWED, refund(1), answered(1, "succeeded")],
    { revenue: -7000, losses: 7000 },
  ],
];

describe("given the events of a top-up, then its journal ends with", () => {
  test.each(STORIES)("%s", (_story, events, expected) => {
    expect(balances(journal(...events))).toEqual(expected);
  });

  test("entries that name what they are about", () => {
    expect(journal(paid(), CREDITED)).toMatchObject([
      { entryId: "top_1:1", kind: "received", seq: 2, at: 1, reference: "pi_1" },
      { entryId: "top_1:2", kind: "credited", seq: 3, at: 2, reference: "pi_1" },
    ]);
  });

  test("a fault when the log does not begin at its beginning", () => {
    expect(() => journalOf([{ seq: 1, at: 1, event: paid() }])).toThrow(/begins with/);
  });
});

/** What is left per currency; a balanced entry leaves nothing. */
const totals = (entry: JournalEntry) =>
  balances([{ ...entry, postings: entry.postings.map((p) => ({ ...p, account: "losses" })) }]);

const refundNumbers = fc.constantFrom(1, 2, 3);
const amounts = fc.constantFrom(1, 3000, 7000);
const anyEvent: fc.Arbitrary<TopUpEvent> = fc.oneof(
  fc.tuple(amounts, fc.constantFrom("usd", "eur")).map(([minor, code]) => paid(minor, code)),
  fc.constantFrom(0, 1, 3000, 7000).map(refundedExternally),
  fc
    .tuple(refundNumbers, amounts, fc.constantFrom("pi_1", "pi_2"))
    .map(([id, minor, intent]) =>
      refund(id, minor, intent, intent === "pi_1" ? "return" : "surplus"),
    ),
  fc
    .tuple(
      refundNumbers,
      fc.constantFrom("succeeded", "pending", "failed", "refused", "unknown" as const),
    )
    .map(([id, kind]) => answered(id, kind as RefundOutcome["kind"])),
  refundNumbers.map(refundedManually),
  fc.constantFrom(CREDITED, REVOKED, OWED, LOSS),
);
const anyLog = fc.array(anyEvent, { maxLength: 14 }).map(logged);

describe("given any events in any order, sensible or not", () => {
  test("then every entry balances per currency and no posting is zero or broken", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        for (const entry of journalOf(log)) {
          expect(totals(entry)).toEqual({});
          expect(entry.postings.every((p) => Number.isSafeInteger(p.minor) && p.minor)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("then more events only append entries", () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (log, cut) => {
        const whole = journalOf(log);
        const part = journalOf(log.slice(0, 1 + (cut % log.length)));
        expect(whole.slice(0, part.length)).toEqual(part);
      }),
      { numRuns: 1000 },
    );
  });

  test("then nothing owed to a customer is ever overdrawn", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const end = balances(journalOf(log));
        for (const liability of ["customer_prepayments", "refunds_payable", "refunds_failed"]) {
          expect(end[liability] ?? 0).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
