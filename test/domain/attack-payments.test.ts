/** Ways to lose a payment or to count it twice; each was a mistake of an earlier version. */

import { describe, expect, test } from "vitest";
import { toOfferId } from "../../src/domain/base/ids.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import type { PaymentMetadata } from "../../src/domain/payment/metadata.ts";
import { recordIntent } from "../../src/domain/top-up/decide/intent.ts";
import { approveTopUp, refundTopUp } from "../../src/domain/top-up/decide/people.ts";
import { reconstructTopUp } from "../../src/domain/top-up/decide/reconstruct.ts";
import { recordManualRefund } from "../../src/domain/top-up/decide/refund.ts";
import { tick } from "../../src/domain/top-up/decide/time.ts";
import { cancelsOf, dueTimesOf } from "../../src/domain/top-up/due-times.ts";
import { GIVEN, NOT_REFUNDED, paymentRecorded, refunded } from "./cells/given.ts";
import { ATTEMPT, payment, requestOf, TOP_UP_ID, World } from "./cells/world.ts";

const metadata: PaymentMetadata = {
  topUpId: TOP_UP_ID,
  attemptId: ATTEMPT,
  serviceId: "svc_01jtd5m3k4abcdefghjkmnpqrs",
  kind: "days",
  offerId: toOfferId("off_days"),
  quantity: 7,
};
const rows = (w: World) => w.t.refunds.map((r) => `${r.purpose} ${r.intentId} ${r.amount.minor}`);

describe("a second payment", () => {
  test("given one paid before approval, a second one is refunded", () => {
    const w = paymentRecorded(GIVEN.AP(), payment("succeeded"));
    paymentRecorded(w, payment("succeeded", { intentId: "pi_2" }));
    expect(w.code).toBe("RV");
    expect(rows(w)).toEqual(["surplus pi_2 7000"]);
  });
  test("given another intent has paid, an intent whose id got lost does not pay as well", () => {
    const w = paymentRecorded(GIVEN["AW no intent"](), payment("succeeded", { intentId: "pi_2" }));
    paymentRecorded(w, payment("succeeded", { intentId: "pi_1", metadata }));
    expect(w.code).toBe("PD");
    expect(w.t.payingIntentId).toBe("pi_2");
    expect(rows(w)).toEqual(["surplus pi_1 7000"]);
  });
  test("given a reconstructed top-up, a second intent of the same attempt is refunded", () => {
    const w = reconstructed(payment("succeeded", { metadata }));
    paymentRecorded(w, payment("succeeded", { intentId: "pi_2", metadata }));
    expect(w.t.payingIntentId).toBe("pi_1");
    expect(rows(w)).toEqual(["surplus pi_2 7000"]);
  });
  test("a canceled orphan intent that succeeds late is refunded, once", () => {
    const w = GIVEN.AW();
    w.do((t, ctx) => recordIntent(t, { attemptId: ATTEMPT, intentId: "pi_2" }, ctx));
    paymentRecorded(w, payment("canceled", { intentId: "pi_2" }));
    paymentRecorded(w, payment("succeeded"));
    for (let i = 0; i < 3; i++) paymentRecorded(w, payment("succeeded", { intentId: "pi_2" }));
    expect(w.code).toBe("PD");
    expect(rows(w)).toEqual(["surplus pi_2 7000"]);
  });
  test("a recorded intent that succeeds after another has paid is refunded", () => {
    const w = paymentRecorded(GIVEN.AW(), payment("succeeded", { intentId: "pi_2" }));
    expect(cancelsOf(w.t).map((c) => c.intentId)).toEqual(["pi_1"]);
    paymentRecorded(w, payment("succeeded"));
    expect(rows(w)).toEqual(["surplus pi_1 7000"]);
    expect(cancelsOf(w.t)).toEqual([]);
  });
  test("a payment with a surplus row buys nothing when its external refund is reversed", () => {
    const w = paymentRecorded(
      GIVEN.AW(),
      payment("succeeded", { intentId: "pi_2", returnedMinor: 1000 }),
    );
    paymentRecorded(w, payment("succeeded", { intentId: "pi_2" }));
    expect(w.code).toBe("AW");
    // The external refund of 1000 is reversed, so this amount gets a row of its own.
    expect(rows(w)).toEqual(["surplus pi_2 6000", "surplus pi_2 1000"]);
  });
  test("two disputed ones are both in the log, although the finding is raised once", () => {
    const w = GIVEN.PD();
    const twice = (["pi_2", "pi_3"] as const).map((intentId) =>
      payment("succeeded", { intentId, disputed: true }),
    );
    for (const reading of twice) paymentRecorded(w, reading);
    const log = JSON.stringify(w.log);
    expect(log).toContain("pi_2");
    expect(log).toContain("pi_3");
  });
});

describe("an intent that must not be paid any more", () => {
  test("is to be canceled until Stripe says how it ended, and not longer", () => {
    const w = GIVEN["CA never made"]();
    paymentRecorded(w, payment("open", { metadata }));
    expect(dueTimesOf(w.t, true, DEFAULT_TIMINGS).orphanIntentAt).not.toBeNull();
    paymentRecorded(w, payment("canceled", { metadata }));
    expect(w.code).toBe("CA");
    expect(dueTimesOf(w.t, true, DEFAULT_TIMINGS).orphanIntentAt).toBeNull();
  });
  test("is canceled even if its last try was declined", () => {
    const decline = { code: "card_declined", declineCode: null };
    const w = paymentRecorded(GIVEN["CA never made"](), payment("open", { metadata, decline }));
    expect(cancelsOf(w.t).map((c) => c.intentId)).toEqual(["pi_1"]);
  });
  test("an unapproved, canceled top-up stays canceled while an orphan intent is processing", () => {
    expect(paymentRecorded(GIVEN["CA not approved"](), payment("processing")).code).toBe("CA");
  });
  test("the intent that has paid is not to be canceled", () => {
    const w = paymentRecorded(GIVEN.AW(), payment("succeeded", { intentId: "pi_2" }));
    const again = { attemptId: ATTEMPT, intentId: "pi_2" } as const;
    expect(w.do((t, ctx) => recordIntent(t, again, ctx)).kind).toBe("recorded");
  });
  test("an approval after days leaves the customer the full time to pay", () => {
    const w = GIVEN.AP().later(3 * 86_400_000);
    w.do((t, ctx) => approveTopUp(t, ctx));
    w.do(tick);
    expect(w.code).toBe("AW");
  });
});

describe("refund rows", () => {
  test("never add up to more than is left, however often a refund is requested and fails", () => {
    const w = paymentRecorded(GIVEN.PD(), payment("succeeded", { returnedMinor: 3000 }));
    for (let i = 0; i < 3; i++) {
      w.do(refundTopUp);
      w.do(refundTopUp);
      refunded(w, NOT_REFUNDED);
    }
    w.do(refundTopUp);
    expect(w.t.refunds.map((r) => r.state)).toEqual(["failed", "failed", "failed", "requested"]);
    expect(w.t.refunds.every((r) => r.amount.minor === 4000)).toBe(true);
    expect(new Set(w.t.refunds.map((r) => r.refundId)).size).toBe(4);
  });
  test("a refund of ours whose answer was lost does not count as external", () => {
    const w = paymentRecorded(GIVEN.RF(), payment("succeeded", { returnedMinor: 7000 }));
    expect(w.code).toBe("RD");
    paymentRecorded(w, payment("succeeded", { returnedMinor: 7000 }));
    expect(w.t.money?.refundedExternallyMinor).toBe(0);
    expect(w.t.refunds).toHaveLength(1);
  });
  test("one that was refunded manually is not opened again by Stripe's old answer", () => {
    const w = GIVEN.FF();
    w.do((t) => recordManualRefund(t, { reference: "bank 7" }));
    refunded(w, { kind: "failed", stripeRefundId: "re_1", reason: "expired_card" });
    expect(w.code).toBe("RD");
    refunded(w, { kind: "succeeded", stripeRefundId: "re_1" });
    expect(w.t.findings).toContain("refunded_twice");
  });
  test("a payment whose external refund is reversed is refunded again", () => {
    const w = paymentRecorded(GIVEN["RD refunded externally"](), payment("succeeded"));
    expect(w.code).toBe("RF");
    expect(rows(w)).toEqual(["return pi_1 7000"]);
    expect(w.t.findings).toContain("external_refund_reversed");
  });
  test("a dispute alone makes no second row, neither while it lasts nor after we won it", () => {
    const w = paymentRecorded(GIVEN.RF(), payment("succeeded", { disputed: true }));
    paymentRecorded(w, payment("succeeded"));
    expect(w.code).toBe("RF");
    expect(w.t.refunds).toHaveLength(1);
  });
  test("a dispute on a failed refund waits; once we have won it a new row is requested", () => {
    const w = paymentRecorded(GIVEN.FF(), payment("succeeded", { disputed: true }));
    expect(w.code).toBe("FF");
    paymentRecorded(w, payment("succeeded"));
    expect(w.code).toBe("RF");
  });
});

describe("a payment that is disputed, unknown or wrong", () => {
  test("a top-up in review can be approved once we have won the dispute", () => {
    const w = GIVEN["RV disputed"]();
    expect(w.do((t, ctx) => approveTopUp(t, ctx)).kind).toBe("refused");
    paymentRecorded(w, payment("succeeded"));
    expect(w.do((t, ctx) => approveTopUp(t, ctx)).kind).toBe("done");
  });
  test("a payment whose top-up was lost waits in review, with a finding", () => {
    const w = reconstructed(payment("succeeded", { metadata }));
    expect(w.code).toBe("RV");
    expect(w.t.findings).toEqual(["unknown_payment"]);
  });
  test("and is refunded when it is not the price", () => {
    const w = reconstructed(
      payment("succeeded", { metadata, amount: { minor: 1, currency: "usd" } }),
    );
    expect(w.code).toBe("RF");
    expect(rows(w)).toEqual(["return pi_1 1"]);
  });
  test("no top-up is reconstructed from an intent that was not paid", () => {
    const context = new World().context();
    expect(reconstructTopUp(requestOf(), payment("open", { metadata }), context)).toBeNull();
  });
});

function reconstructed(reading: ReturnType<typeof payment>): World {
  const w = new World();
  return w.apply(reconstructTopUp(requestOf(), reading, w.context()) ?? []);
}
