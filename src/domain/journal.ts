/**
 * The journal of one top-up as a function of its events (row B2). Events are only ever appended,
 * so entries are too: a longer log gives the same entries and perhaps more.
 *
 * Not booked here: Stripe's fees and payouts, and the money a dispute withholds.
 */
import { Book, type LoggedEvent, type Side } from "./journal-book.ts";
import type { JournalEntry, LedgerAccount } from "./ledger-accounts.ts";
import type { Money } from "./money.ts";
import { applyOutcome, type RefundRow } from "./refund/refund.ts";
import type { EventOf, TopUpEventType } from "./top-up/events.ts";

/** Throws when the log does not begin with `TopUpRequested`. */
export function journalOf(log: readonly LoggedEvent[]): readonly JournalEntry[] {
  const first = log[0]?.event;
  if (first?.type !== "TopUpRequested") throw new Error("a log begins with TopUpRequested");
  const book = new Book(first.request.topUpId, first.request.price);
  for (const logged of log) {
    book.now = logged;
    const booking = BOOKINGS[logged.event.type] as Booking<TopUpEventType> | undefined;
    booking?.(book, logged.event);
  }
  return book.entries;
}

type Booking<T extends TopUpEventType> = (book: Book, event: EventOf<T>) => void;

/** The events that move money; no other event has a line here. */
const BOOKINGS: { readonly [T in TopUpEventType]?: Booking<T> } = {
  PaymentSucceeded: received,
  MoneyLeft: (book, event) => returnedOutside(book, event.returnedOutsideMinor),
  RefundRequested: (book, event) => refundRequested(book, event.row),
  RefundAnswered: refundAnswered,
  PaidBackOtherwise: paidBackOtherwise,
  Credited: credited,
  Withdrawn: withdrawn,
  CreditOwed: givenAway,
  OwedClosedAsLoss: givenAway,
};

function received(book: Book, { money }: EventOf<"PaymentSucceeded">): void {
  const { intentId, received: amount } = money;
  if (!book.intents.has(intentId)) {
    book.intents.add(intentId);
    book.payingIntent = intentId;
    book.currency = amount.currency;
    book.write(
      "received",
      intentId,
      amount.currency,
      [["stripe_clearing", amount.minor]],
      [["customer_prepayments", amount.minor]],
    );
  }
  returnedOutside(book, money.returnedOutsideMinor);
}

/** `total` is what others have given back of the paying intent so far. */
function returnedOutside(book: Book, total: number): void {
  const change = total - book.outside;
  book.outside = total;
  if (change > 0) {
    const debits = draw(book, { minor: change, currency: book.currency }, book.payingIntent, "any");
    book.lost += amountOf(debits, "losses");
    book.write("returned_outside", book.payingIntent, book.currency, debits, [
      ["stripe_clearing", change],
    ]);
  }
  if (change < 0) {
    const regained = Math.min(book.lost, -change);
    book.lost -= regained;
    book.write(
      "came_back",
      book.payingIntent,
      book.currency,
      [["stripe_clearing", -change]],
      [
        ["losses", regained],
        ["customer_prepayments", -change - regained],
      ],
    );
  }
}

/**
 * Takes an amount from what is owed to the customer: what is not delivered, what is on its way
 * back (`any` only), what did not arrive. What nothing stands for is a loss.
 */
function draw(
  book: Book,
  { minor, currency }: Money,
  intentId: string | null,
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
  if (intentId === book.payingIntent) {
    take("customer_prepayments", book.balance("customer_prepayments", currency));
  }
  for (const r of book.rows.values()) {
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

function refundRequested(book: Book, row: RefundRow): void {
  const { refundId, intentId, amount } = row;
  if (book.rows.has(refundId)) return;
  if (row.purpose === "surplus" && !book.intents.has(intentId)) {
    book.intents.add(intentId);
    book.write(
      "surplus_received",
      intentId,
      amount.currency,
      [["stripe_clearing", amount.minor]],
      [["refunds_payable", amount.minor]],
    );
  } else {
    const debits = draw(book, amount, intentId, "idle");
    if (intentId === book.payingIntent) book.lost += amountOf(debits, "losses");
    book.write("refund_requested", refundId, amount.currency, debits, [
      ["refunds_payable", amount.minor],
    ]);
  }
  book.rows.set(refundId, { row, payable: amount.minor, failed: 0, paid: 0 });
}

function refundAnswered(book: Book, { refundId, outcome }: EventOf<"RefundAnswered">): void {
  const r = book.rows.get(refundId);
  const next = r ? applyOutcome(r.row, outcome) : null;
  if (!r || !next) return;
  const before = r.row.state;
  r.row = { ...r.row, state: next };
  const { currency } = r.row.amount;
  if (next === "succeeded") {
    const elsewhere = outcome.kind === "refused";
    const { payable, failed } = r;
    const due = payable + failed;
    const twice = elsewhere ? 0 : uncovered(book, r.row, due);
    Object.assign(r, { payable: 0, failed: 0, paid: elsewhere ? due : r.row.amount.minor });
    if (elsewhere) book.addElsewhere(r.row.intentId, due);
    book.write(
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
    book.write("refund_failed", refundId, currency, [back], [["refunds_failed", back[1]]]);
    Object.assign(r, { payable: 0, failed: r.failed + back[1], paid: 0 });
  }
}

/**
 * A refund that arrived although nothing was owed for it any more: either it is the money that
 * was already seen leaving (its answer had been lost), or it went out twice.
 */
function uncovered(book: Book, row: RefundRow, due: number): number {
  let open = row.amount.minor - due;
  if (row.intentId === book.payingIntent) {
    const seen = Math.min(open, book.outside);
    book.outside -= seen;
    open -= seen;
  }
  const known = Math.min(open, book.elsewhere.get(row.intentId) ?? 0);
  book.addElsewhere(row.intentId, -known);
  return open - known;
}

function paidBackOtherwise(book: Book, event: EventOf<"PaidBackOtherwise">): void {
  const r = book.rows.get(event.refundId);
  if (!r) return;
  const { payable, failed } = r;
  Object.assign(r, { payable: 0, failed: 0, row: { ...r.row, state: "succeeded" } });
  book.write(
    "paid_back_otherwise",
    event.reference,
    r.row.amount.currency,
    [
      ["refunds_payable", payable],
      ["refunds_failed", failed],
    ],
    [["bank", payable + failed]],
  );
}

/** Delivered: what was paid in advance is earned. */
function credited(book: Book): void {
  const earned = book.balance("customer_prepayments", book.currency);
  if (earned <= 0) return;
  book.write(
    "credited",
    book.payingIntent,
    book.currency,
    [["customer_prepayments", earned]],
    [["revenue", earned]],
  );
}

/** Taken back after delivery, or at last: nothing is earned, nothing is given away any more. */
function withdrawn(book: Book): void {
  const gift = book.balance("given_away", book.currency);
  const revenue = Math.max(0, book.balance("revenue", book.currency));
  const regained = Math.min(book.lost, revenue);
  book.lost -= regained;
  book.write(
    "reversed",
    book.payingIntent,
    book.currency,
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

/** Paid back although the credit may still appear: a loss of its value, until it is withdrawn. */
function givenAway(book: Book): void {
  const { minor } = book.price;
  const earned = book.balance("revenue", book.currency) > 0;
  if (earned || book.balance("given_away", book.currency) > 0) return;
  book.write(
    "given_away",
    book.payingIntent,
    book.currency,
    [["losses", minor]],
    [["given_away", minor]],
  );
}
