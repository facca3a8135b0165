import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BucketId, toBucketId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import { evidenceOf } from "../../src/domain/ocs/evidence.ts";
import type { AccountReading, Bucket } from "../../src/domain/ocs/reading.ts";
import { keptReading, validityOf } from "../../src/domain/ocs/validity.ts";
import { daysWithinHorizon, stackedEnd, stackingBase } from "../../src/domain/offer/stacking.ts";
import type { Grant } from "../../src/domain/top-up/top-up.ts";
import { OFFER, START, TOP_UP_ID } from "./cells/world.ts";

const NONE: ReadonlySet<BucketId> = new Set();
const at = (text: string) => Date.parse(text);
const bucket = (change: Partial<Bucket> = {}): Bucket => ({
  uuid: "u",
  id: TOP_UP_ID,
  type: "*data",
  value: 1,
  endAt: START + DAY_MS,
  disabled: false,
  ...change,
});
const reading = (...buckets: readonly Bucket[]): AccountReading => ({
  kind: "account",
  at: START,
  disabled: false,
  buckets,
});
const validity = (buckets: readonly Bucket[], returned = NONE) =>
  validityOf(reading(...buckets), OFFER.bucket, returned, START);

describe("when a service ends", () => {
  const later = { endAt: START + 5 * DAY_MS };
  test("at the latest end of our buckets and the operator's plan", () => {
    const all = [bucket(), bucket({ id: "plan_month", ...later })];
    expect(validity(all)).toEqual({ kind: "ends", endAt: later.endAt });
  });
  test.each([
    ["of another kind", { type: "*monetary" }],
    ["with a foreign name", { id: "promo_1" }],
    ["that is disabled", { disabled: true }],
    ["that has expired", { endAt: START }],
    ["that is used up", { value: 0 }],
    ["that is below zero", { value: -5 }],
    ["that is used up and without end", { value: 0, endAt: null }],
    ["of another kind without end", { type: "*voice", endAt: null }],
    ["that is disabled and without end", { disabled: true, endAt: null }],
  ])("a bucket %s does not count", (_what, change) => {
    expect(validity([bucket({ ...later, ...change })])).toEqual({ kind: "nothing" });
  });
  test("a bucket whose top-up is returned does not count, in any generation", () => {
    const [first, second] = [toBucketId(TOP_UP_ID), toBucketId(`${TOP_UP_ID}.2`)];
    const all = [bucket(later), bucket({ id: second })];
    expect(validity(all, new Set([first]))).toEqual({ kind: "ends", endAt: START + DAY_MS });
    expect(validity(all, new Set([first, second]))).toEqual({ kind: "nothing" });
  });
  test("a bucket that counts and has no end leaves nothing to sell", () => {
    expect(validity([bucket(), bucket({ id: "plan_x", endAt: null })])).toEqual({
      kind: "unlimited",
    });
  });
  test.each([
    ["base", "base", true],
    ["base", "base_2", false],
    ["base_*", "base_2", true],
    ["", "base", false],
    ["*", "anything", true],
  ])("the pattern %j and %j: %s", (operatorBuckets, id, counts) => {
    const counting = { ...OFFER.bucket, operatorBuckets };
    const found = validityOf(reading(bucket({ id })), counting, NONE, START);
    expect(found.kind).toBe(counts ? "ends" : "nothing");
  });
});

describe("the end that more days give", () => {
  test("exact: whole seconds, and 24 hours for each day", () => {
    expect(stackedEnd(START + 1, 7, "exact", "UTC")).toBe(START + 1000 + 7 * DAY_MS);
    expect(stackedEnd(START, 1, "exact", "UTC")).toBe(START + DAY_MS);
  });
  test.each([
    ["Australia/Sydney", "2026-04-04T01:00:00Z", 1, "2026-04-05T13:59:59Z"],
    ["Australia/Sydney", "2026-04-04T01:00:00Z", 7, "2026-04-11T13:59:59Z"],
    ["Australia/Sydney", "2026-10-03T01:00:00Z", 1, "2026-10-04T12:59:59Z"],
    ["America/New_York", "2026-03-07T12:00:00Z", 1, "2026-03-09T03:59:59Z"],
    ["America/New_York", "2026-10-31T16:00:00Z", 1, "2026-11-02T04:59:59Z"],
    ["Asia/Kathmandu", "2026-01-01T00:00:00Z", 1, "2026-01-02T18:14:59Z"],
    ["Asia/Kathmandu", "2026-01-01T18:20:00Z", 1, "2026-01-03T18:14:59Z"],
    ["UTC", "2026-12-30T10:00:00Z", 3, "2027-01-02T23:59:59Z"],
    ["UTC", "2028-02-28T10:00:00Z", 1, "2028-02-29T23:59:59Z"],
    ["Pacific/Kiritimati", "2026-12-31T11:00:00Z", 1, "2027-01-02T09:59:59Z"],
    // Operators write "without end" like this.
    ["UTC", "9999-12-31T23:59:59Z", 1, "+010000-01-01T23:59:59Z"],
    ["Asia/Dubai", "9999-12-31T23:59:59Z", 30, "+010000-01-31T19:59:59Z"],
  ])("end of day in %s from %s, %i days: %s", (zone, base, days, end) => {
    expect(stackedEnd(at(base), days, "end_of_day", zone)).toBe(at(end));
  });
  test("is always later than its base, in whole seconds, and grows with the days", () => {
    const zones = fc.constantFrom("UTC", "Australia/Sydney", "America/New_York", "Asia/Kathmandu");
    const rules = fc.constantFrom("exact" as const, "end_of_day" as const);
    const bases = fc.integer({ min: START, max: START + 700 * DAY_MS });
    fc.assert(
      fc.property(bases, fc.integer({ min: 1, max: 60 }), rules, zones, (base, days, rule, z) => {
        const end = stackedEnd(base, days, rule, z);
        expect(end % 1000).toBe(0);
        expect(end).toBeGreaterThan(base);
        expect(stackedEnd(base, days + 1, rule, z)).toBeGreaterThan(end);
      }),
      { numRuns: 300 },
    );
  });
  test("days are added to the latest end, never to the past", () => {
    expect(stackingBase(START, null, START - 1)).toBe(START);
    expect(stackingBase(START, START + 1, START + 2)).toBe(START + 2);
  });
  test("and the end lies below the horizon of 400 days", () => {
    const { horizonMs } = DEFAULT_TIMINGS;
    const fit = (base: number) => daysWithinHorizon(base, START, horizonMs, OFFER, "UTC");
    expect(fit(START)).toBe(30);
    expect(fit(START + 390 * DAY_MS)).toBe(10);
    expect(fit(START + 390 * DAY_MS + 1000)).toBe(9);
    expect(fit(START + 500 * DAY_MS)).toBe(0);
  });
});

describe("what a reading shows of a grant", () => {
  const endAt = START + DAY_MS;
  const grant: Grant = {
    bucketId: toBucketId(TOP_UP_ID),
    endAt,
    baseAt: START,
    floorAt: START,
    grantedAt: START,
    body: "{}",
  };
  const off = bucket({ disabled: true });
  const expired = bucket({ endAt: START - DAY_MS, uuid: "u0" });
  test.each([
    ["present", [bucket()]],
    ["tombstone", [off]],
    ["absent", []],
    ["absent", [bucket({ id: `${TOP_UP_ID}.2` })]],
    ["different", [bucket({ endAt: endAt + 1000 })]],
    ["different", [bucket({ endAt: null })]],
    ["present", [expired, bucket()]],
    ["present", [off, bucket()]],
    ["different", [off, expired]],
    ["tombstone", [off, { ...expired, disabled: true }]],
  ])("%s, also with two buckets of one id", (evidence, buckets) => {
    expect(evidenceOf(reading(...buckets), grant)).toBe(evidence);
  });
  test("without an account, with a disabled one, and without a reading", () => {
    expect(evidenceOf({ kind: "no_account", at: START }, grant)).toBe("no_account");
    const disabled = { ...reading(bucket()), disabled: true };
    expect(evidenceOf(disabled, grant)).toBe("account_disabled");
    expect(evidenceOf({ kind: "unreadable", at: START, why: "" }, grant)).toBe("unreadable");
  });
});

describe("what is kept of a reading", () => {
  const some = fc.record({
    uuid: fc.uuid(),
    id: fc.constantFrom<string>(TOP_UP_ID, "plan_month", "promo_1"),
    type: fc.constantFrom("*data", "*monetary"),
    value: fc.integer({ min: -1, max: 1 }),
    endAt: fc.option(fc.integer({ min: -3, max: 9 }).map((days) => START + days * DAY_MS)),
    disabled: fc.boolean(),
  });
  test("has the same end as all of it, then and later", () => {
    const later = fc.integer({ min: 0, max: 10 }).map((days) => START + days * DAY_MS);
    fc.assert(
      fc.property(fc.array(some, { maxLength: 20 }), later, (buckets, now) => {
        const all = reading(...buckets);
        const kept = keptReading(all, START);
        if (kept.kind !== "account") throw new Error("it is an account");
        for (const notOfOurs of [NONE, "all"] as const) {
          const ends = [kept, all].map((one) => validityOf(one, OFFER.bucket, notOfOurs, now));
          expect(ends[0]).toEqual(ends[1]);
        }
      }),
    );
  });
  test("is at most fifty buckets, those that end last", () => {
    const days = Array.from({ length: 80 }, (_, n) => n + 1);
    const all = reading(...days.map((n) => bucket({ endAt: START + n * DAY_MS })));
    const kept = keptReading(all, START + 3 * DAY_MS);
    expect(kept).toMatchObject({ kind: "account", at: START });
    const ends = kept.kind === "account" ? kept.buckets.map(({ endAt }) => endAt) : [];
    expect(ends).toEqual(
      days
        .slice(30)
        .toReversed()
        .map((n) => START + n * DAY_MS),
    );
  });
  test("is all of it where there is no account", () => {
    const none = { kind: "no_account", at: START } as const;
    expect(keptReading(none, START)).toBe(none);
  });
});
