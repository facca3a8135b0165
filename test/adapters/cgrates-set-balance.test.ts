import { describe, expect, test } from "vitest";
import {
  type CreditBucket,
  setBalanceBody,
  tombstoneBody,
} from "../../src/adapters/cgrates/set-balance.ts";
import { toBucketId } from "../../src/domain/base/ids.ts";

const bucket: CreditBucket = {
  tenant: "cgrates.org",
  account: "001010000000001",
  balanceType: "*data",
  bucketId: toBucketId("top_x"),
  value: 1e14,
  endAt: Date.UTC(2030, 0, 1),
  weight: 20,
  ratingSubject: "*zero1048576ns",
};

describe("the frozen method and params", () => {
  test("a credit is one SetBalance with our id, an absolute end, and no Disabled key", () => {
    expect(setBalanceBody(bucket)).toBe(
      '{"method":"APIerSv1.SetBalance","params":[{"Tenant":"cgrates.org",' +
        '"Account":"001010000000001","BalanceType":"*data","Value":100000000000000,' +
        '"Balance":{"ID":"top_x","ExpiryTime":"2030-01-01T00:00:00Z","Weight":20,' +
        '"RatingSubject":"*zero1048576ns"}}]}',
    );
  });

  test("no rating subject leaves the key out", () => {
    expect(setBalanceBody({ ...bucket, ratingSubject: null })).not.toContain("RatingSubject");
  });

  test("a tombstone has the same id and end, is disabled, and carries no value", () => {
    expect(JSON.parse(tombstoneBody(bucket))).toEqual({
      method: "APIerSv1.SetBalance",
      params: [
        {
          Tenant: "cgrates.org",
          Account: "001010000000001",
          BalanceType: "*data",
          Balance: { ID: "top_x", ExpiryTime: "2030-01-01T00:00:00Z", Disabled: true },
        },
      ],
    });
  });

  test.each([
    { why: "half a second", change: { endAt: Date.UTC(2030, 0, 1) + 500 } },
    { why: "no end", change: { endAt: Number.NaN } },
    { why: "a value of 0, which the engine reads as leave", change: { value: 0 } },
    { why: "a negative value, which loses its sign", change: { value: -5 } },
    { why: "an infinite value", change: { value: Number.POSITIVE_INFINITY } },
    { why: "an empty account", change: { account: "" } },
    { why: "an empty bucket id", change: { bucketId: "" } },
    { why: "a reserved bucket id", change: { bucketId: "*default" } },
  ])("$why is a mistake in this code and throws", ({ change }) => {
    expect(() => setBalanceBody(Object.assign({}, bucket, change))).toThrow(RangeError);
  });
});
