import { describe, expect, test } from "vitest";
import { DAYS_BUCKET } from "../../src/adapters/cgrates/days-bucket.ts";
import { encodeForCgrates } from "../../src/adapters/cgrates/encode.ts";
import { setBalanceBody, tombstoneBody } from "../../src/adapters/cgrates/set-balance.ts";
import { toBucketId } from "../../src/domain/base/ids.ts";
import type { CreditOrder } from "../../src/domain/ocs/order.ts";

const account = { ocs: "main", tenant: "cgrates.org", account: "001010000000001" };
const { type, value, weight, settings } = DAYS_BUCKET;
const bucketId = toBucketId("top_x");
const endAt = Date.UTC(2030, 0, 1);
const order: CreditOrder = {
  act: "credit",
  account,
  kind: "days",
  bucketId,
  type,
  endAt,
  settings,
  value,
  weight,
};
const bucket = { ...account, balanceType: "*data", bucketId, endAt };

describe("what CGRateS is sent for an order", () => {
  test("a credit of days: SetBalance with the value, the weight and the rating subject", () => {
    const body = setBalanceBody({
      ...bucket,
      value: 1e14,
      weight: 20,
      ratingSubject: "*zero1048576ns",
    });
    expect(encodeForCgrates(order)).toEqual({ kind: "body", body });
  });

  test("without a rating subject the engine's default", () => {
    const body = setBalanceBody({ ...bucket, value: 1e14, weight: 20, ratingSubject: null });
    expect(encodeForCgrates({ ...order, settings: {} })).toEqual({ kind: "body", body });
  });

  test("a revocation: the tombstone", () => {
    const { act: _act, value: _value, weight: _weight, ...same } = order;
    const revoke = { ...same, act: "revoke" } as const;
    expect(encodeForCgrates(revoke)).toEqual({ kind: "body", body: tombstoneBody(bucket) });
  });

  test.each([
    ["a value of 0", { value: 0 }, "cgrates: bucket value must be above 0: 0"],
    ["no type", { type: "" }, /^cgrates: tenant, account, balance type/],
    [
      "a setting of another vendor",
      { settings: { tariff: "x" } },
      "cgrates: unknown settings: tariff",
    ],
  ])("nothing for %s, and why", (_what, change, why) => {
    const encoded = encodeForCgrates({ ...order, ...change });
    expect(encoded).toEqual({ kind: "cannot", why: expect.stringMatching(why) });
  });
});
