/** An order is rendered once, by the adapter of its engine, and what was rendered is frozen. */
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/domain/base/time.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import type { Encode, OcsOrder } from "../../src/domain/ocs/order.ts";
import type { NoReading, Reading } from "../../src/domain/ocs/reading.ts";
import { grantCredit } from "../../src/domain/top-up/decide/grant.ts";
import type { Context } from "../../src/domain/top-up/decide/outcome.ts";
import { recordPayment } from "../../src/domain/top-up/decide/payment.ts";
import { refundTopUp } from "../../src/domain/top-up/decide/people.ts";
import { revokeCredit } from "../../src/domain/top-up/decide/revoke.ts";
import { tick } from "../../src/domain/top-up/decide/time.ts";
import { account, OFFER, payment, START, TOP_UP_ID, World } from "./cells/world.ts";

const noEngine: Encode = () => ({ kind: "cannot", why: 'no engine has the name "west"' });

function paid(): World {
  const w = new World();
  w.do((t, ctx) => recordPayment(t, payment("succeeded"), ctx));
  return w;
}
const grant = (w: World, change: Partial<Context> = {}, reading: Reading = account(w.now, [])) => {
  const fence = w.fence();
  return w.do((t, ctx) => grantCredit(t, { fence, reading }, ctx), change);
};
const revoke = (w: World, change: Partial<Context> = {}) => {
  const fence = w.fence();
  return w.do((t, ctx) => revokeCredit(t, { fence, reading: w.absent() }, ctx), change);
};

describe("an order", () => {
  test("names account, kind, bucket and end, and passes the engine's own words on", () => {
    const orders: OcsOrder[] = [];
    const w = paid();
    grant(w, {
      encode: (order) => {
        orders.push(order);
        return { kind: "body", body: "any bytes" };
      },
    });
    const { bucket } = OFFER;
    expect(orders).toEqual([
      {
        act: "credit",
        account: { ocs: "main", tenant: "north", account: "cabin-12" },
        kind: "days",
        bucketId: TOP_UP_ID,
        type: bucket.type,
        endAt: START + 7 * DAY_MS,
        settings: bucket.settings,
        value: bucket.value,
        weight: bucket.weight,
      },
    ]);
    expect(w.t.credit.grant?.body).toBe("any bytes");
  });

  test("is never rendered again: a later claim sends the frozen bytes of older code", () => {
    const w = paid();
    const rendered = (body: string): Partial<Context> => ({
      encode: () => ({ kind: "body", body }),
    });
    expect(grant(w, rendered("of the old code"))).toEqual({
      kind: "send",
      body: "of the old code",
    });
    w.later(DEFAULT_TIMINGS.leaseMs + 1);
    expect(grant(w, rendered("of the new code"))).toEqual({
      kind: "send",
      body: "of the old code",
    });
    w.later(DEFAULT_TIMINGS.leaseMs + 1);
    expect(grant(w, { encode: noEngine })).toEqual({ kind: "send", body: "of the old code" });
  });

  test("that cannot be rendered grants nothing; a finding; refunded by the usual deadline", () => {
    const w = paid();
    expect(grant(w, { encode: noEngine })).toEqual({ kind: "stop", why: "account_unreadable" });
    expect([w.code, w.t.credit.grant, w.t.findings]).toEqual(["PD", null, ["cannot_encode"]]);
    w.later(DEFAULT_TIMINGS.onOutageMs);
    w.do(tick);
    expect([w.code, w.t.returnReason]).toEqual(["RF", "ocs_silent"]);
  });

  test("to revoke that cannot be rendered: nothing is decided, and the next try asks again", () => {
    const w = paid();
    grant(w);
    w.do(refundTopUp);
    expect(w.code).toBe("RS");
    w.later(HOUR_MS);
    expect(revoke(w, { encode: noEngine })).toEqual({ kind: "stop", why: "nothing_to_do" });
    expect([w.code, w.t.credit.kind, w.t.findings]).toEqual(["RS", "granted", ["cannot_encode"]]);
    expect(revoke(w)).toMatchObject({ kind: "send" });
    expect(w.t.credit.kind).toBe("revoking");
  });

  test("for an engine that no configuration names: a finding says so, and nothing is granted", () => {
    const w = paid();
    const reading: NoReading = { ...(w.silent() as NoReading), unknownEngine: true };
    expect(grant(w, {}, reading)).toEqual({ kind: "stop", why: "account_unreadable" });
    expect([w.code, w.t.findings]).toEqual(["PD", ["unknown_engine"]]);
  });

  test("whose way is closed, say for a wrong token: a finding says so, and nothing is granted", () => {
    const w = paid();
    const reading: NoReading = { ...(w.silent() as NoReading), misconfigured: true };
    expect(grant(w, {}, reading)).toEqual({ kind: "stop", why: "account_unreadable" });
    expect([w.code, w.t.findings]).toEqual(["PD", ["ocs_access_refused"]]);
  });
});

describe("the floor of a grant is its base without credits of ours", () => {
  const at = (days: number) => START + days * DAY_MS;
  const ours = { id: `top_${"0".repeat(26)}`, endAt: at(9) };
  const plan = { id: "plan_base", endAt: at(2) };
  test.each([
    ["nothing there", [], null, { baseAt: at(0), floorAt: at(0) }],
    ["an operator's plan", [plan], null, { baseAt: at(2), floorAt: at(2) }],
    ["a bucket of ours", [ours], null, { baseAt: at(9), floorAt: at(0) }],
    ["both", [ours, plan], null, { baseAt: at(9), floorAt: at(2) }],
    ["a credit that the reading lacks", [], at(5), { baseAt: at(5), floorAt: at(0) }],
    [
      "a plan that outlasts ours",
      [{ ...plan, endAt: at(20) }, ours],
      at(9),
      { baseAt: at(20), floorAt: at(20) },
    ],
  ])("%s", (_what, buckets, lastCreditedEndAt, expected) => {
    const w = paid();
    const there = buckets.map((b) => w.bucket({ ...b }));
    grant(w, { lastCreditedEndAt }, account(w.now, there));
    expect(w.t.credit.grant).toMatchObject(expected);
    expect(w.t.credit.grant?.endAt).toBe(expected.baseAt + 7 * DAY_MS);
  });
});
