import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { poolMember } from "../e2e/support/pool.ts";
import type { IntentState } from "../simulators/stripe/admin.ts";
import { endsOf, paidTopUps, wrongInside, wrongOutside, wrongTogether } from "./oracles.ts";
import type { Bucket, Inside, Outside } from "./snapshot.ts";

const member = poolMember(0);
const { account, id: serviceId } = member.service;
const ID = `top_${"a".repeat(26)}`;
const START = Date.UTC(2026, 10, 22);

const intent = (change: Partial<IntentState> = {}): IntentState => ({
  ...{ id: "pi_1", status: "succeeded", amount: 2000, currency: "usd", created: 0 },
  ...{ received: 2000, returned: 0, pending: 0, disputed: false },
  metadata: { top_up_id: ID, service_id: serviceId, quantity: "2" },
  ...change,
});
const plan: Bucket = { id: "plan_base", enabled: true, endAt: START };
const bucket: Bucket = { id: ID, enabled: true, endAt: START + 2 * DAY_MS };
const outside = (paid: readonly IntentState[], ...buckets: Bucket[]): Outside => ({
  paid,
  buckets: new Map([[account, [plan, ...buckets]]]),
});
const inside = (change: Partial<Inside> = {}): Inside => ({
  rows: [{ ...{ id: ID, serviceId, name: "credited", quantity: 2 }, received: 2000, returned: 0 }],
  invoiceNumbers: [1],
  unbalanced: [],
  names: new Map([[ID, "credited"]]),
  ...change,
});
const plannedEnds = endsOf(outside([]));
const complaintsAbout = (seen: Outside, ours: Inside = inside()): string[] => [
  ...paidTopUps(seen, [member]).flatMap((t) => wrongOutside(t) ?? wrongInside(t, ours) ?? []),
  ...wrongTogether(seen, ours, { services: [member], plannedEnds }),
];

describe("the oracles of the crash test", () => {
  test("are content with a payment that was credited once and booked", () => {
    expect(complaintsAbout(outside([intent()], bucket))).toEqual([]);
  });

  const returned = { returned: 2000 };
  const second = { ...bucket, id: `${ID}.2` };
  test.each<[string, Outside, RegExp]>([
    ["paid and nothing", outside([intent()]), /neither credited nor returned/],
    ["credited and returned", outside([intent(returned)], bucket), /money was returned/],
    ["credited twice", outside([intent()], bucket, second), /credited 2 times/],
    ["returned in part", outside([intent({ returned: 500 })]), /in part/],
    ["a refund that never ends", outside([intent({ pending: 2000 })]), /pending/],
    ["two payments kept", outside([intent(), intent({ id: "pi_2" })], bucket), /2 payments kept/],
    ["an end that is off", outside([intent()], { ...bucket, endAt: START }), /2 days off/],
    ["a bucket of nobody", outside([], bucket), /1 live buckets for 0/],
  ])("see %s", (_, seen, complaint) => {
    expect(complaintsAbout(seen).join("\n")).toMatch(complaint);
  });

  const good = outside([intent()], bucket);
  const row = inside().rows.map((one) => ({ ...one, name: "parked" as const }));
  test.each<[string, Partial<Inside>, RegExp]>([
    ["a parked top-up", { names: new Map([[ID, "parked"]]) }, /object says parked/],
    ["a row that lags", { rows: row }, /D1 says parked/],
    ["no row", { rows: [] }, /no row in D1/],
    ["a gap in the invoices", { invoiceNumbers: [2] }, /number 1 is missing/],
    ["an invoice too many", { invoiceNumbers: [1, 2] }, /2 invoices for 1/],
    ["a journal that does not balance", { unbalanced: ["x"] }, /does not balance/],
    ["a row of what nobody paid", { rows: [...inside().rows, { ...row[0]!, id: "t" }] }, /never/],
  ])("see %s", (_, change, complaint) => {
    expect(complaintsAbout(good, inside(change)).join("\n")).toMatch(complaint);
  });
});
