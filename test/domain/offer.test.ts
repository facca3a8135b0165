import { describe, expect, test } from "vitest";
import {
  attemptId,
  bucketId,
  idPattern,
  isOurBucket,
  referenceNumber,
  refundId,
  spellId,
  transactionId,
} from "../../src/domain/base/ids.ts";
import { withinLimits } from "../../src/domain/offer/offer.ts";
import { tieredPrice as price, unitPrice } from "../../src/domain/offer/tiered-price.ts";
import { OFFER, TOP_UP_ID } from "./cells/world.ts";

describe("ids", () => {
  const zeros = Array.from({ length: 16 }, () => 0);
  test("sort by time, match their pattern, and show their kind", () => {
    const early = spellId("top", 1_700_000_000_000, zeros);
    const late = spellId("top", 1_700_000_000_001, zeros);
    expect(early < late).toBe(true);
    expect(early).toMatch(idPattern("top"));
    expect(early).not.toMatch(idPattern("svc"));
  });
  test.each(["i", "l", "o", "u"])("never contain the letter %s", (letter) => {
    expect(`top_${letter}${"0".repeat(25)}`).not.toMatch(idPattern("top"));
  });
  test("that follow from another one can be recomputed", () => {
    expect(attemptId(TOP_UP_ID, 1)).toBe("att_01jtd5m3k4abcdefghjkmnpqrs_1");
    expect(refundId(TOP_UP_ID, 2)).toBe("rfd_01jtd5m3k4abcdefghjkmnpqrs_2");
    expect([1, 2, 3].map((n) => bucketId(TOP_UP_ID, n))).toEqual([
      TOP_UP_ID,
      `${TOP_UP_ID}.2`,
      `${TOP_UP_ID}.3`,
    ]);
  });
  test.each([
    [TOP_UP_ID, true],
    [`${TOP_UP_ID}.2`, true],
    [`${TOP_UP_ID}.x`, false],
    ["plan_30", false],
    ["top_up", false],
    [`x${TOP_UP_ID}`, false],
  ])("bucket %s is ours: %s", (id, ours) => {
    expect(isOurBucket(id)).toBe(ours);
  });
  test("reference numbers lie within a service's own million", () => {
    expect(referenceNumber(7, 1)).toBe(7_000_001);
    expect(transactionId(referenceNumber(7, 2))).toBe("TXN-7000002");
    expect(() => referenceNumber(7, 1_000_000)).toThrow("used up");
    expect(() => referenceNumber(7, 0)).toThrow("used up");
  });
});

describe("the price", () => {
  const tiered = {
    ...OFFER,
    tiers: [
      { from: 7, unitMinor: 900 },
      { from: 14, unitMinor: 800 },
    ],
  };
  test.each([
    [1, 1000, 1000],
    [6, 1000, 6000],
    [7, 900, 6300],
    [13, 900, 11_700],
    [14, 800, 11_200],
    [30, 800, 24_000],
  ])("of %i days is %i each, %i in all", (quantity, unit, minor) => {
    expect(unitPrice(tiered, quantity)).toBe(unit);
    expect(price(tiered, quantity)).toEqual({ minor, currency: "usd" });
  });
  test.each([
    ["isk", 550, 1, 600],
    ["isk", 550, 2, 1100],
    ["bhd", 1005, 1, 1010],
    ["jpy", 505, 1, 505],
  ])("is rounded up to what %s allows", (currency, unitMinor, quantity, minor) => {
    expect(price({ ...OFFER, currency, unitMinor }, quantity)).toEqual({ minor, currency });
  });
  test.each([0, -1, 1.5, 31, Number.NaN])("of %d days does not exist", (quantity) => {
    expect(withinLimits(OFFER, quantity)).toBe(false);
    expect(() => price(OFFER, quantity)).toThrow("not for sale");
  });
});
