/** A payment with several refund rows: each is for a part, all of them for no more than it has. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type RefundedPayment,
  type RefundRow,
  refundableMinor,
  returnedOf,
} from "../../src/domain/refund/refund.ts";
import { recordPayment } from "../../src/domain/top-up/decide/payment.ts";
import { refundTopUp } from "../../src/domain/top-up/decide/people.ts";
import { recordManualRefund, recordRefund } from "../../src/domain/top-up/decide/refund.ts";
import { dueNotices } from "../../src/domain/top-up/due-times.ts";
import { viewOf } from "../../src/domain/top-up/view.ts";
import { asksTooMuch } from "../simulation/oracles/refund-rows.ts";
import { GIVEN } from "./cells/given.ts";
import { begin, start, steps } from "./cells/random.ts";
import { newRefund } from "./cells/refund-row.ts";
import { payment, World } from "./cells/world.ts";

/** All of it is to be refunded; of 70.00 others returned 30.00, the rest has a row of 40.00. */
const partly = (): World => {
  const w = GIVEN.PD();
  w.do((t, ctx) => recordPayment(t, payment("succeeded", { returnedMinor: 3000 }), ctx));
  w.do(refundTopUp);
  return w;
};
/** The refund of others has failed, so its 30.00 are here again and have a row of their own. */
const twoRows = (): World => {
  const w = partly();
  answer(w, 0, "succeeded");
  w.do((t, ctx) => recordPayment(t, payment("succeeded", { returnedMinor: 4000 }), ctx));
  expect(shown(w)).toEqual(["4000 succeeded", "3000 requested"]);
  return w;
};
const shown = (w: World) => w.t.refunds.map((r) => `${r.amount.minor} ${r.state}`);
const idOf = (w: World, n: number) => w.t.refunds[n]?.refundId ?? "rfd_none";
const answer = (w: World, n: number, kind: "succeeded" | "pending" | "failed") =>
  w.do((t, ctx) =>
    recordRefund(
      t,
      { refundId: idOf(w, n), outcome: { kind, stripeRefundId: `re_${n}`, reason: "expired" } },
      ctx,
    ),
  );

describe("a part was returned externally while the row waited", () => {
  const refused = (w: World) =>
    w.do((t, ctx) => {
      const text = "400 Refund amount ($70.00) is greater than unrefunded amount";
      const outcome = { kind: "refused", why: "other", text } as const;
      return recordRefund(t, { refundId: idOf(w, 0), outcome }, ctx);
    });

  test("Stripe refuses its amount: a new row asks for what is left", () => {
    const w = GIVEN.PD();
    w.do(refundTopUp);
    w.do((t, ctx) => recordPayment(t, payment("succeeded", { returnedMinor: 3000 }), ctx));
    refused(w);
    expect([w.code, ...shown(w)]).toEqual(["RF", "7000 failed", "4000 requested"]);
    answer(w, 1, "succeeded");
    expect(w.code).toBe("RD");
  });

  test("nothing was returned: the refusal is final", () => {
    const w = GIVEN.PD();
    w.do(refundTopUp);
    refused(w);
    expect([w.code, ...shown(w)]).toEqual(["FF", "7000 failed"]);
  });
});

test("a won dispute releases the refund that it blocked, under a new row and key", () => {
  const w = GIVEN.PD();
  w.do(refundTopUp);
  w.do((t, ctx) => recordPayment(t, payment("succeeded", { disputed: true }), ctx));
  const outcome = { kind: "refused", why: "disputed", text: "charge_disputed" } as const;
  w.do((t, ctx) => recordRefund(t, { refundId: idOf(w, 0), outcome }, ctx));
  expect([w.code, ...shown(w)]).toEqual(["RF", "7000 requested"]);
  w.do((t, ctx) => recordPayment(t, payment("succeeded", { disputed: false }), ctx));
  expect([w.code, ...shown(w)]).toEqual(["RF", "7000 failed", "7000 requested"]);
});

describe("two rows of one payment", () => {
  test("are refunded when both are, whichever comes last", () => {
    const w = twoRows();
    expect(w.code).toBe("RF");
    answer(w, 1, "pending");
    expect([w.code, dueNotices(w.t)]).toEqual(["RF", ["refund"]]);
    answer(w, 1, "succeeded");
    expect(w.code).toBe("RD");
  });

  test("are one amount to the customer, with no reference of the one or the other", () => {
    const w = twoRows();
    const { refund } = viewOf(w.t, 0);
    expect(refund).toMatchObject({ minor: 7000, currency: "usd", reference: null });
    expect(viewOf(partly().t, 0).refund?.minor).toBe(4000);
  });

  test("the older one fails later: the refund has failed, and a new row replaces it alone", () => {
    const w = twoRows();
    answer(w, 1, "succeeded");
    answer(w, 0, "failed");
    expect(w.code).toBe("FF");
    w.do(refundTopUp);
    expect(shown(w)).toEqual(["4000 failed", "3000 succeeded", "4000 requested"]);
    expect(w.t.refunds.map((r) => r.replaces)).toEqual([[], [], [idOf(w, 0)]]);
    answer(w, 2, "succeeded");
    expect(w.code).toBe("RD");
    expect(returnedOf(w.t.refunds)?.amount.minor).toBe(7000);
  });

  test("all of it is gone at Stripe: those without an answer have been answered", () => {
    const w = twoRows();
    w.do((t, ctx) => recordPayment(t, payment("succeeded", { returnedMinor: 7000 }), ctx));
    expect([w.code, ...shown(w)]).toEqual(["RD", "4000 succeeded", "3000 succeeded"]);
  });

  test("both failed: one order of an operator that refunded otherwise closes both", () => {
    const w = twoRows();
    answer(w, 1, "failed");
    answer(w, 0, "failed");
    expect(w.do((t) => recordManualRefund(t, { reference: "bank 7" }))).toEqual({ kind: "done" });
    expect(w.code).toBe("RD");
    expect(returnedOf(w.t.refunds)).toMatchObject({ manually: true, amount: { minor: 7000 } });
  });
});

describe("what may still be requested", () => {
  const money = (minor: number) => ({ minor, currency: "usd" });
  const paid: RefundedPayment = {
    intentId: "pi_1",
    received: money(7000),
    refundedExternallyMinor: 0,
  };
  const row = (minor: number, change: Partial<RefundRow> = {}): RefundRow => ({
    ...newRefund(
      { refundId: `rfd_${minor}`, intentId: "pi_1", amount: money(minor), purpose: "return" },
      0,
    ),
    ...change,
  });
  test.each([
    ["nothing requested", [], 0, 7000],
    ["parts requested", [row(3000), row(1000, { state: "succeeded" })], 0, 3000],
    ["a failed part asks again", [row(3000, { state: "failed" })], 0, 7000],
    ["others returned a part", [row(3000)], 4000, 0],
    ["others returned what a row stands for", [row(7000)], 7000, -7000],
    ["a row of another payment", [row(3000, { intentId: "pi_2" })], 0, 7000],
  ])("%s", (_what, rows, refundedExternallyMinor, left) => {
    expect(refundableMinor(rows, { ...paid, refundedExternallyMinor })).toBe(left);
  });

  test("the oracle finds a row that asks for more", () => {
    const w = partly();
    const row = newRefund(
      { refundId: "rfd_9", intentId: "pi_1", amount: money(1), purpose: "return" },
      w.now,
    );
    const log = [...w.log, { type: "RefundRequested" as const, row }];
    expect(asksTooMuch(log)).toEqual([row]);
    expect(asksTooMuch(w.log)).toEqual([]);
  });

  test("no row is ever requested for more, whatever happens before", () => {
    fc.assert(
      fc.property(start, steps, ({ far, needsApproval }, all) => {
        const w = begin(new World({ needsApproval }), far);
        for (const step of all) step.run(w);
        expect(asksTooMuch(w.log)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
