/**
 * Others refund the payment before our refund is made, so our row is closed; then the external
 * refund fails. The amount is with us again, and a row must cover it.
 */
import { describe, expect, test } from "vitest";
import { refundTopUp } from "../../src/domain/top-up/decide/people.ts";
import { recordManualRefund, recordRefund } from "../../src/domain/top-up/decide/refund.ts";
import { paymentRecorded, REFUNDED, refunded } from "./cells/given.ts";
import { PRICE, payment, World } from "./cells/world.ts";

const WRONG = { amount: { minor: 6900, currency: "usd" } } as const;
const stripeShows = (w: World, returnedMinor: number) =>
  paymentRecorded(w, payment("succeeded", { ...WRONG, returnedMinor }));
const surplusShows = (w: World, returnedMinor: number) =>
  paymentRecorded(w, payment("succeeded", { intentId: "pi_2", amount: PRICE, returnedMinor }));

describe("an external refund that is reversed", () => {
  const refusedAlready = { kind: "refused", why: "already_refunded", text: "" } as const;
  /** Paid with the wrong amount, so a refund is requested at once. */
  const prepared = () => {
    const w = new World();
    const attemptId = w.t.attempts[0]?.attemptId ?? "att_none";
    w.apply([{ type: "IntentRecorded", attemptId, intentId: "pi_1" }]);
    return paymentRecorded(w, payment("succeeded", WRONG));
  };

  test("given Stripe refused ours as refunded already: ours fails with the external one", () => {
    const w = refunded(prepared(), refusedAlready);
    stripeShows(w, WRONG.amount.minor);
    expect(w.code).toBe("RD");
    stripeShows(w, 0);
    expect(w.code).toBe("FF");
    expect(w.t.findings).toContain("refund_failed");
    expect(w.do(refundTopUp)).toEqual({ kind: "done" });
    expect(w.code, "an operator refunds it once more").toBe("RF");
  });

  test("given Stripe showed it as refunded while ours was on its way: ours fails too", () => {
    const w = prepared();
    stripeShows(w, WRONG.amount.minor);
    expect(w.code).toBe("RD");
    stripeShows(w, 0);
    expect(w.code).toBe("FF");
  });

  test("given an old reading was the cause: the next fresh one corrects it", () => {
    const w = refunded(prepared(), refusedAlready);
    stripeShows(w, 0);
    expect(w.code).toBe("FF");
    stripeShows(w, WRONG.amount.minor);
    expect(w.code).toBe("RD");
  });

  test("given our own refund was made: what others do changes nothing", () => {
    const w = refunded(prepared(), REFUNDED);
    stripeShows(w, 0);
    expect(w.code).toBe("RD");
  });

  test("given a manual refund: a reading that shows nothing returned changes nothing", () => {
    const w = refunded(prepared(), { kind: "refused", why: "other", text: "no" });
    w.do((t) => recordManualRefund(t, { reference: "bank 7" }));
    stripeShows(w, 0);
    expect(w.code).toBe("RD");
  });

  test("given a surplus payment: its row fails, the top-up does not move", () => {
    const w = prepared();
    surplusShows(w, 0);
    const refundId = w.t.refunds.at(-1)?.refundId ?? "rfd_none";
    w.do((t, ctx) => recordRefund(t, { refundId, outcome: refusedAlready }, ctx));
    surplusShows(w, PRICE.minor);
    expect(w.t.refunds.at(-1)?.state).toBe("succeeded");
    surplusShows(w, 0);
    expect(w.t.refunds.at(-1)?.state).toBe("failed");
    expect(w.t.findings).toContain("refund_failed");
  });

  test("given the reversed refund was a part of a surplus payment: a row for that part", () => {
    const w = prepared();
    surplusShows(w, 400);
    const refundId = w.t.refunds.at(-1)?.refundId ?? "rfd_none";
    w.do((t, ctx) => recordRefund(t, { refundId, outcome: REFUNDED }, ctx));
    surplusShows(w, PRICE.minor);
    expect(w.t.refunds.map((r) => r.amount.minor)).toEqual([6900, PRICE.minor - 400]);
    surplusShows(w, PRICE.minor - 400);
    expect(w.t.refunds.map((r) => r.amount.minor)).toEqual([6900, PRICE.minor - 400, 400]);
    surplusShows(w, PRICE.minor - 400);
    expect(w.t.refunds, "and only once").toHaveLength(3);
  });
});
