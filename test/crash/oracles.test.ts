import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { poolMember } from "../e2e/support/pool.ts";
import type { IntentState } from "../simulators/stripe/admin.ts";
import { endsOf, paidTopUps, wrongExternally, wrongInternally, wrongTogether } from "./oracles.ts";
import type { Bucket, External, Internal } from "./snapshot.ts";

const member = poolMember(0);
const { account, id: serviceId } = member.service;
const ID = `top_${"a".repeat(26)}`;
const START = Date.UTC(2026, 10, 22);

const intent = (change: Partial<IntentState> = {}): IntentState => ({
  id: "pi_1",
  status: "succeeded",
  amount: 2000,
  currency: "usd",
  created: 0,
  received: 2000,
  returned: 0,
  pending: 0,
  disputed: false,
  metadata: { top_up_id: ID, service_id: serviceId, quantity: "2" },
  ...change,
});
const plan: Bucket = { id: "plan_base", enabled: true, endAt: START };
const bucket: Bucket = { id: ID, enabled: true, endAt: START + 2 * DAY_MS };
const external = (paid: readonly IntentState[], ...buckets: Bucket[]): External => ({
  paid,
  buckets: new Map([[account, [plan, ...buckets]]]),
});
const internal = (change: Partial<Internal> = {}): Internal => ({
  rows: [{ id: ID, serviceId, name: "credited", quantity: 2, received: 2000, returned: 0 }],
  invoiceNumbers: [1],
  unbalanced: [],
  names: new Map([[ID, "credited"]]),
  ...change,
});
const plannedEnds = endsOf(external([]));
const complaintsAbout = (seen: External, ours: Internal = internal()): string[] => [
  ...paidTopUps(seen, [member]).flatMap(
    (t) => wrongExternally(t) ?? wrongInternally(t, ours) ?? [],
  ),
  ...wrongTogether(seen, ours, { services: [member], plannedEnds }),
];

describe("the oracles of the crash test", () => {
  test("accept a payment that was credited once and is in D1", () => {
    expect(complaintsAbout(external([intent()], bucket))).toEqual([]);
  });

  const returned = { returned: 2000 };
  const second = { ...bucket, id: `${ID}.2` };
  test.each<[string, External, RegExp]>([
    ["a payment without credit and refund", external([intent()]), /neither credited nor refunded/],
    ["credited and refunded", external([intent(returned)], bucket), /money was refunded/],
    ["credited twice", external([intent()], bucket, second), /credited 2 times/],
    ["refunded in part", external([intent({ returned: 500 })]), /in part/],
    ["a refund that never ends", external([intent({ pending: 2000 })]), /pending/],
    ["two payments kept", external([intent(), intent({ id: "pi_2" })], bucket), /2 payments kept/],
    ["an end that is off", external([intent()], { ...bucket, endAt: START }), /2 days off/],
    ["a bucket without a payment", external([], bucket), /1 live buckets for 0/],
  ])("see %s", (_, seen, complaint) => {
    expect(complaintsAbout(seen).join("\n")).toMatch(complaint);
  });

  const good = external([intent()], bucket);
  const row = internal().rows.map((one) => ({ ...one, name: "parked" as const }));
  test.each<[string, Partial<Internal>, RegExp]>([
    ["a parked top-up", { names: new Map([[ID, "parked"]]) }, /object says parked/],
    ["a row that lags", { rows: row }, /D1 says parked/],
    ["no row", { rows: [] }, /no row in D1/],
    ["a gap in the invoices", { invoiceNumbers: [2] }, /number 1 is missing/],
    ["an invoice too many", { invoiceNumbers: [1, 2] }, /2 invoices for 1/],
    ["a journal that does not balance", { unbalanced: ["x"] }, /does not balance/],
    ["a row that was never paid", { rows: [...internal().rows, { ...row[0]!, id: "t" }] }, /never/],
  ])("see %s", (_, change, complaint) => {
    expect(complaintsAbout(good, internal(change)).join("\n")).toMatch(complaint);
  });
});
