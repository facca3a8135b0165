/** Risk is recorded, and a review at Stripe is followed (decision 28). */
import { describe, expect, test } from "vitest";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import { importPayment } from "../../src/domain/top-up/decide/import-payment.ts";
import { approveTopUp, rejectTopUp } from "../../src/domain/top-up/decide/people.ts";
import { GIVEN, paymentRecorded } from "./cells/given.ts";
import { payment, requestOf, reviewIn, World } from "./cells/world.ts";

const reads = (w: World, change: Partial<IntentReading>) =>
  paymentRecorded(w, payment("succeeded", change));

describe("a payment of elevated risk", () => {
  test("is delivered, and the risk stands with the payment", () => {
    const w = reads(GIVEN.AW(), { risk: "elevated" });
    expect([w.code, w.t.money?.risk]).toEqual(["PD", "elevated"]);
  });

  test("a legacy caller's too", () => {
    const w = new World();
    const events = importPayment(
      requestOf(),
      payment("succeeded", { risk: "elevated" }),
      w.context(),
      null,
    );
    expect(events?.at(-1)?.type).toBe("DeliverDecided");
  });
});

describe("a review at Stripe", () => {
  test("an older reading does not open again what was approved", () => {
    const w = reads(GIVEN.RV(), { review: reviewIn("approved") });
    expect(w.code).toBe("PD");
    reads(w, { review: reviewIn("open") });
    expect([w.code, w.t.money?.review?.state]).toEqual(["PD", "approved"]);
  });

  test("what an operator approved does not go back, whatever Stripe's review says", () => {
    const w = GIVEN.RV();
    expect(w.do(approveTopUp)).toEqual({ kind: "done" });
    expect(reads(w, { review: reviewIn("open") }).code).toBe("PD");
  });

  test("approved while part is returned: it waits for our operator", () => {
    const w = reads(GIVEN.RV(), { review: reviewIn("approved"), returnedMinor: 1000 });
    expect(w.code).toBe("RV");
    expect(w.do(approveTopUp)).toEqual({ kind: "refused", code: "wrong_state" });
  });

  test("approved does not release what waits for another reason", () => {
    const w = reads(GIVEN.AP(), {});
    expect(reads(w, { review: reviewIn("approved") }).code).toBe("RV");
  });

  test("rejected by our operator: the payment is refunded", () => {
    const w = GIVEN.RV();
    w.do(rejectTopUp);
    expect([w.code, w.t.returnReason]).toEqual(["RF", "review"]);
  });

  test("opened once credited: a finding, and the days stay", () => {
    const w = reads(GIVEN.CD(), { review: reviewIn("open") });
    expect([w.code, w.t.findings]).toEqual(["CD", ["review_after_credit"]]);
  });
});
