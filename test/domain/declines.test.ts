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
