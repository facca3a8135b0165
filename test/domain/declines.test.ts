import { describe, expect, test } from "vitest";
import { viewOf } from "../../src/domain/top-up/view.ts";
import { GIVEN, paymentRecorded } from "./cells/given.ts";
import { payment, type World } from "./cells/world.ts";

const poor = { code: "card_declined", declineCode: "insufficient_funds" };
const declineOf = (w: World) => viewOf(w.t, 600_000).declineCode;

describe("given a card that was declined", () => {
  const given = () => paymentRecorded(GIVEN.AW(), payment("open", { decline: poor }));

  test("says why, as long as Stripe does", () => {
    const w = paymentRecorded(given(), payment("open", { decline: poor }));
    expect(declineOf(w)).toBe("insufficient_funds");
    expect(w.log.filter(({ type }) => type === "PaymentDeclined")).toHaveLength(1);
  });

  test("and another one that the bank is asked about: the old decline is no more", () => {
    const w = paymentRecorded(given(), payment("open", { decline: null }));
    expect(declineOf(w)).toBe(null);
    expect(w.code).toBe("AW");
  });

  test("declined again for another reason: that one is told", () => {
    const w = paymentRecorded(given(), payment("open", { decline: null }));
    paymentRecorded(w, payment("open", { decline: { code: "expired_card", declineCode: null } }));
    expect(declineOf(w)).toBe("expired_card");
  });
});

test("a reading that never saw a decline writes nothing into the log", () => {
  const w = GIVEN.AW();
  const before = w.log.length;
  paymentRecorded(w, payment("open", { decline: null }));
  expect(w.log).toHaveLength(before);
});
