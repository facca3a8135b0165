/**
 * The journal of one top-up as a function of its events (row B2). The log only grows, so the
 * entries of a longer log begin with those of a shorter one.
 *
 * Not in this journal: Stripe's fees and payouts, and the amount that a dispute withholds.
 */

import type { IntentId } from "../base/ids.ts";
import type { Money } from "../base/money.ts";
import { applyOutcome, type RefundRow } from "../refund/refund.ts";
import type { EventOf, ReadEvent, TopUpEventType } from "../top-up/events.ts";
import type { JournalEntry, LedgerAccount } from "./accounts.ts";
import { JournalBuilder, type Side } from "./journal-builder.ts";

/** The entries of a log. Throws when the log does not begin with `TopUpRequested`. */
export function journalOf(log: readonly ReadEvent[]): readonly JournalEntry[] {
  const first = log[0]?.event;
  if (first?.type !== "TopUpRequested") throw new Error("a log begins with TopUpRequested");
  const builder = new JournalBuilder(first.request.topUpId, first.request.price);
  for (const logged of log) {
    builder.now = logged;
    const booking = BOOKINGS[logged.event.type] as Booking<TopUpEventType> | undefined;
    booking?.(builder, logged.event);
  }
  return builder.entries;
}

type Booking<T extends TopUpEventType> = (builder: JournalBuilder, event: EventOf<T>) => void;

/** The events that make entries; no other event has a row here. */
const BOOKINGS: { readonly [T in TopUpEventType]?: Booking<T> } = {
  PaymentSucceeded: received,
  RefundedExternally: (builder, event) =>
    refundedExternally(builder, event.refundedExternallyMinor),
  RefundRequested: (builder, event) => refundRequested(builder, event.row),
  RefundAnswered: refundAnswered,
  RefundedManually: refundedManually,
  Credited: credited,
  Revoked: revoked,
  CreditOwed: givenAway,
  OwedClosedAsLoss: givenAway,
};

function received(builder: JournalBuilder, { money }: EventOf<"PaymentSucceeded">): void {
  const { intentId, received: amount } = money;
  if (!builder.intents.has(intentId)) {
    builder.intents.add(intentId);
    builder.payingIntent = intentId;
    builder.currency = amount.currency;
    builder.write(
      "received",
      intentId,
      amount.currency,
      [["stripe_clearing", amount.minor]],
      [["customer_prepayments", amount.minor]],
    );
  }
  refundedExternally(builder, money.refundedExternallyMinor);
}

/** `total`: refunded externally so far, of the paying intent; minor units. */
function refundedExternally(builder: JournalBuilder, total: number): void {
  const change = total - builder.refundedExternally;
  builder.refundedExternally = total;
  if (change > 0) {
    const debits = draw(
      builder,
      { minor: change, currency: builder.currency },
      builder.payingIntent,
      "any",
    );
    builder.lost += amountOf(debits, "losses");
    builder.write("refunded_externally", builder.payingIntent, builder.currency, debits, [
      ["stripe_clearing", change],
    ]);
  }
  if (change < 0) {
    const regained = Math.min(builder.lost, -change);
    builder.lost -= regained;
    builder.write(
      "external_refund_reversed",
      builder.payingIntent,
      builder.currency,
      [["stripe_clearing", -change]],
      [
        ["losses", regained],
        ["customer_prepayments", -change - regained],
      ],
    );
  }
}

/**
 * Debits an amount to what we owe the customer: prepayments first, then refunds on their way (only
 * with `any`) and failed refunds. The amount that we do not owe is a loss.
 */
function draw(
  builder: JournalBuilder,
  { minor, currency }: Money,
  intentId: IntentId | null,
  reach: "any" | "idle",
): Side[] {
  const sides: Side[] = [];
  let open = minor;
  const take = (account: LedgerAccount, available: number): number => {
    const taken = Math.max(0, Math.min(open, available));
    open -= taken;
    sides.push([account, taken]);
    return taken;
  };
  if (intentId === builder.payingIntent) {
    take("customer_prepayments", builder.balance("customer_prepayments", currency));
  }
  for (const r of builder.rows.values()) {
    if (r.row.intentId !== intentId || r.row.amount.currency !== currency) continue;
    if (reach === "any") r.payable -= take("refunds_payable", r.payable);
    r.failed -= take("refunds_failed", r.failed);
  }
  take("losses", open);
  return sides;
}

function amountOf(sides: readonly Side[], account: LedgerAccount): number {
  return sides.reduce((sum, [a, minor]) => (a === account ? sum + minor : sum), 0);
}

function refundRequested(builder: JournalBuilder, row: RefundRow): void {
  const { refundId, intentId, amount } = row;
  if (builder.rows.has(refundId)) return;
  if (row.purpose === "surplus" && !builder.intents.has(intentId)) {
    builder.intents.add(intentId);
    builder.write(
      "surplus_received",
      intentId,
      amount.currency,
      [["stripe_clearing", amount.minor]],
      [["refunds_payable", amount.minor]],
    );
  } else {
    const debits = draw(builder, amount, intentId, "idle");
    if (intentId === builder.payingIntent) builder.lost += amountOf(debits, "losses");
    builder.write("refund_requested", refundId, amount.currency, debits, [
      ["refunds_payable", amount.minor],
    ]);
  }
  builder.rows.set(refundId, { row, payable: amount.minor, failed: 0, paid: 0 });
}

function refundAnswered(
  builder: JournalBuilder,
  { refundId, outcome }: EventOf<"RefundAnswered">,
): void {
  const r = builder.rows.get(refundId);
  const next = r ? applyOutcome(r.row, outcome) : null;
  if (!r || !next) return;
  const before = r.row.state;
  r.row = { ...r.row, state: next };
  const { currency } = r.row.amount;
  if (next === "succeeded") {
    const alreadyRefunded = outcome.kind === "refused";
    const { payable, failed } = r;
    const due = payable + failed;
    const twice = alreadyRefunded ? 0 : uncovered(builder, r.row, due);
    Object.assign(r, { payable: 0, failed: 0, paid: alreadyRefunded ? due : r.row.amount.minor });
    if (alreadyRefunded) builder.addAlreadyRefunded(r.row.intentId, due);
    builder.write(
      "refund_succeeded",
      refundId,
      currency,
      [
        ["refunds_payable", payable],
        ["refunds_failed", failed],
        ["losses", twice],
      ],
      [["stripe_clearing", due + twice]],
    );
  }
  if (next === "failed") {
    const back: Side =
      before === "succeeded" ? ["stripe_clearing", r.paid] : ["refunds_payable", r.payable];
    builder.write("refund_failed", refundId, currency, [back], [["refunds_failed", back[1]]]);
    Object.assign(r, { payable: 0, failed: r.failed + back[1], paid: 0 });
  }
}

/**
 * How much of a succeeded refund we did not owe; minor units. What was counted as external before,
 * because the answer of the refund was lost, is not part of it; the rest was refunded twice.
 */
function uncovered(builder: JournalBuilder, row: RefundRow, due: number): number {
  let open = row.amount.minor - due;
  if (row.intentId === builder.payingIntent) {
    const seen = Math.min(open, builder.refundedExternally);
    builder.refundedExternally -= seen;
    open -= seen;
  }
  const known = Math.min(open, builder.alreadyRefunded.get(row.intentId) ?? 0);
  builder.addAlreadyRefunded(row.intentId, -known);
  return open - known;
}

function refundedManually(builder: JournalBuilder, event: EventOf<"RefundedManually">): void {
  const r = builder.rows.get(event.refundId);
  if (!r) return;
  const { payable, failed } = r;
  Object.assign(r, { payable: 0, failed: 0, row: { ...r.row, state: "succeeded" } });
  builder.write(
    "refunded_manually",
    event.reference,
    r.row.amount.currency,
    [
      ["refunds_payable", payable],
      ["refunds_failed", failed],
    ],
    [["bank", payable + failed]],
  );
}

/** The customer has the credit: prepayments become revenue. */
function credited(builder: JournalBuilder): void {
  const earned = builder.balance("customer_prepayments", builder.currency);
  if (earned <= 0) return;
  builder.write(
    "credited",
    builder.payingIntent,
    builder.currency,
    [["customer_prepayments", earned]],
    [["revenue", earned]],
  );
}

/** The credit is revoked: the revenue is reversed, and nothing is given away any more. */
function revoked(builder: JournalBuilder): void {
  const gift = builder.balance("given_away", builder.currency);
  const revenue = Math.max(0, builder.balance("revenue", builder.currency));
  const regained = Math.min(builder.lost, revenue);
  builder.lost -= regained;
  builder.write(
    "reversed",
    builder.payingIntent,
    builder.currency,
    [
      ["revenue", revenue],
      ["given_away", Math.max(0, gift)],
    ],
    [
      ["losses", regained + Math.max(0, gift)],
      ["customer_prepayments", revenue - regained],
    ],
  );
}

/** Refunded although the credit may still appear: a loss of its price, until it is revoked. */
function givenAway(builder: JournalBuilder): void {
  const { minor } = builder.price;
  const earned = builder.balance("revenue", builder.currency) > 0;
  if (earned || builder.balance("given_away", builder.currency) > 0) return;
  builder.write(
    "given_away",
    builder.payingIntent,
    builder.currency,
    [["losses", minor]],
    [["given_away", minor]],
  );
}
