import { describe, expect, test } from "vitest";
import { viewOf } from "../../src/domain/top-up/view.ts";
import { GIVEN, paymentRecorded } from "./cells/given.ts";
import { payment, type World } from "./cells/world.ts";

const poor = { code: "card_declined", declineCode: "insufficient_funds" };
const declineOf = (w: World) => viewOf(w.t, 600_000).declineCode;

describe("given a card that was declined", () => {
  const given = () => paymentRecorded(GIVEN.AW(), payment("open", { decline: poor }));

  test("then the view says why, as long as Stripe does", () => {
    const w = paymentRecorded(given(), payment("open", { decline: poor }));
    expect(declineOf(w)).toBe("insufficient_funds");
    expect(w.log.filter(({ type }) => type === "PaymentDeclined")).toHaveLength(1);
  });

  test("and another try that the bank decides on: then the old decline is gone", () => {
    const w = paymentRecorded(given(), payment("open", { decline: null }));
    expect(declineOf(w)).toBe(null);
    expect(w.code).toBe("AW");
  });

  test("and another decline: then the view says the new reason", () => {
    const w = paymentRecorded(given(), payment("open", { decline: null }));
    paymentRecorded(w, payment("open", { decline: { code: "expired_card", declineCode: null } }));
    expect(declineOf(w)).toBe("expired_card");
  });
});

test("a reading without a decline adds nothing to the log", () => {
  const w = GIVEN.AW();
  const before = w.log.length;
  paymentRecorded(w, payment("open", { decline: null }));
  expect(w.log).toHaveLength(before);
});

describe("given declines that Stripe has counted", () => {
  const declinedTimes = (declines: number) => payment("open", { decline: poor, declines });

  test("when the fifth comes: the top-up is canceled because of them, with a finding", () => {
    const w = GIVEN.AW();
    for (const n of [1, 2, 3, 4]) paymentRecorded(w, declinedTimes(n));
    expect(w.code).toBe("AW");
    paymentRecorded(w, declinedTimes(5));
    expect(w.code).toBe("CN");
    expect(w.log).toContainEqual({ type: "CancelRequested", why: "declines" });
    expect(w.t.findings).toContain("card_testing");
  });

  test("and a reading that comes late: the count does not go back, and nothing is added", () => {
    const w = paymentRecorded(GIVEN.AW(), declinedTimes(4));
    const before = w.log.length;
    paymentRecorded(w, declinedTimes(3));
    expect(w.log).toHaveLength(before);
    expect(w.t.attempts.at(-1)?.declines).toBe(4);
  });

  test("and 3-D Secure was not passed, which is no charge: nothing is counted", () => {
    const w = GIVEN.AW();
    const decline = { code: "payment_intent_authentication_failure", declineCode: null };
    for (let n = 0; n < 9; n++) {
      paymentRecorded(w, payment("open", { decline, declines: 0 }));
      paymentRecorded(w, payment("open", { decline: null }));
    }
    expect(w.code).toBe("AW");
  });

  test("and the canceled intent is paid after all: the money is not lost", () => {
    const w = paymentRecorded(GIVEN.AW(), declinedTimes(5));
    paymentRecorded(w, payment("succeeded"));
    expect(w.code).toBe("PD");
  });
});
