/** The property of the table "Money": no "succeeded" cell refuses or loses a payment. */
import { describe, expect, test } from "vitest";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import type { Recorded } from "../../src/domain/top-up/decide/outcome.ts";
import { recordPayment } from "../../src/domain/top-up/decide/payment.ts";
import { remaining } from "../../src/domain/top-up/facts.ts";
import { GIVEN, type Given } from "./cells/given.ts";
import { payment, type World } from "./cells/world.ts";

const ARRIVALS: Readonly<Record<string, IntentReading>> = {
  exact: payment("succeeded"),
  "exact and under review": payment("succeeded", {
    review: { reviewId: "prv_1", state: "open" },
  }),
  "another amount": payment("succeeded", { amount: { minor: 7001, currency: "usd" } }),
  "another currency": payment("succeeded", { amount: { minor: 7000, currency: "eur" } }),
  "another intent": payment("succeeded", { intentId: "pi_2" }),
  "another intent, another amount": payment("succeeded", {
    intentId: "pi_2",
    amount: { minor: 5, currency: "usd" },
  }),
  "another intent, part refunded externally": payment("succeeded", {
    intentId: "pi_2",
    returnedMinor: 1,
  }),
  "another intent, disputed": payment("succeeded", { intentId: "pi_2", disputed: true }),
  "refunded externally": payment("succeeded", { returnedMinor: 7000 }),
  "part refunded externally": payment("succeeded", { returnedMinor: 1 }),
  disputed: payment("succeeded", { disputed: true }),
};

/** What became of this payment; null: it is lost. */
function whereIs(w: World, { intentId, amount, returnedMinor, disputed }: IntentReading) {
  const rows = w.t.refunds.filter((r) => r.intentId === intentId);
  if (rows.length > 0) return "being refunded";
  if (w.t.money?.intentId === intentId) {
    if (w.t.decision === "return" && w.t.credit.kind === "none") {
      if (w.t.findings.includes("external_refund_reversed")) return "finding";
      return remaining(w.t.money) === 0 ? "refunded" : null;
    }
    return "pays";
  }
  if (returnedMinor >= amount.minor) return "refunded";
  return disputed && w.t.findings.includes("surplus_disputed") ? "finding" : null;
}

describe.each(Object.keys(GIVEN) as Given[])("given %s, when a payment succeeded", (given) => {
  test.each(Object.entries(ARRIVALS))("%s: it is accounted for", (_name, reading) => {
    const w = GIVEN[given]();
    const answer: Recorded = w.do((t, ctx) => recordPayment(t, reading, ctx));
    expect(answer).toEqual({ recorded: true });
    expect(whereIs(w, reading)).not.toBeNull();
  });
  test.each(Object.entries(ARRIVALS))(
    "%s, recorded three times: the same as once",
    (_n, reading) => {
      const once = GIVEN[given]();
      once.do((t, ctx) => recordPayment(t, reading, ctx));
      const thrice = GIVEN[given]();
      for (let i = 0; i < 3; i++) thrice.do((t, ctx) => recordPayment(t, reading, ctx));
      expect(thrice.t).toEqual(once.t);
    },
  );
});
