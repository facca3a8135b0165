import { describe, expect, test } from "vitest";
import { settle } from "../../src/actions/settle.ts";
import { money } from "../../src/domain/money.ts";
import { dongle, FakeHouse, IP, SERVICE_ID } from "./fake-house.ts";
import { fakeObject } from "./fake-object.ts";
import { intentOf, open } from "./journeys.ts";
import { callDoor, deliverAll, granted, INTENT, takenByCaller, word } from "./old-door.ts";

const OK = { result: "OK", status: 200, payment_intent_id: INTENT };
const PROCESSED = { Reason: "Payment intent already processed", status: 409 };
const topUps = (house: FakeHouse) => [...house.object.core.store.newestFrom(0)];
const nameOf = async (house: FakeHouse, topUpId: string) =>
  (await house.object.port.view({ topUpId }))?.name;
const only = (house: FakeHouse) => {
  const [t, ...others] = topUps(house);
  if (!t || others.length > 0) throw new Error(`${topUps(house).length} top-ups`);
  return t;
};

describe("given a payment that the caller made for this service", () => {
  test("then it becomes a top-up that is paid, and is credited while the caller waits", async () => {
    const house = new FakeHouse();
    takenByCaller(house, { maker: word({ payer: { name: "Anna Maria Ng", email: "a@b.ch" } }) });
    house.object.whileWaiting = () => deliverAll(house);
    expect(await callDoor(house)).toMatchObject(OK);
    const { request, handles, money: paid } = only(house);
    expect(handles?.provisionId).toBe(1_000_001);
    expect(paid?.intentId).toBe(INTENT);
    expect(request).toMatchObject({
      ...{ origin: "legacy", quantity: 7, price: money(7000, "usd") },
      identifiedBy: { method: "caller", ip: IP },
      customer: { firstName: "Anna", lastName: "Maria Ng", email: "a@b.ch" },
      maxWaitMs: 5000,
    });
  });

  test("then the same request again gets the present state, without Stripe", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.object.whileWaiting = () => deliverAll(house);
    const first = await callDoor(house);
    house.stripe.silent = true;
    house.offers = house.offers.map((one) => ({ ...one, unitMinor: 2000 }));
    expect(await callDoor(house)).toEqual(first);
  });

  test("then two identical calls at once make one top-up, and both are told", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    let delivered: Promise<void> | null = null;
    house.object.whileWaiting = () => {
      delivered ??= deliverAll(house);
      return delivered;
    };
    const [a, b] = await Promise.all([callDoor(house), callDoor(house)]);
    expect(a).toMatchObject(OK);
    expect(b).toEqual(a);
    expect(only(house).handles?.provisionId).toBe(1_000_001);
  });

  test("then of two services that want it at once, one gets it", async () => {
    const house = new FakeHouse();
    const imsi = "505010000000002";
    const other = { ...dongle, id: `svc_${"1".repeat(26)}`, ordinal: 2, serviceUuid: "u-2", imsi };
    house.others = [other];
    house.objects.set(
      other.id,
      fakeObject(() => house.now),
    );
    takenByCaller(house, { maker: word({ serviceUuid: null }) });
    const unmarked = { acceptUnmarked: true };
    const both = await Promise.all([
      callDoor(house, {}, unmarked),
      callDoor(house, { service_uuid: "u-2", imsi }, unmarked),
    ]);
    expect(both.filter(({ status }) => status === 409)).toEqual([
      { result: "Failed", ...PROCESSED },
    ]);
    const made = [house.object, ...house.objects.values()].map(
      ({ core }) => [...core.store.newestFrom(0)].length,
    );
    expect(made.sort()).toEqual([0, 1]);
  });

  test.each([
    ["other days", { days: 8, topup_amount: "80.00" }],
    ["another amount", { topup_amount: "80.00" }],
  ])("then for %s it is processed already", async (_what, change) => {
    const house = new FakeHouse();
    takenByCaller(house);
    await callDoor(house);
    expect(await callDoor(house, change)).toMatchObject(PROCESSED);
  });
});

describe("given something dies", () => {
  test("D1 before the claim: 503, nothing decided; later the same request works", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.oldDoors.down = true;
    expect(await callDoor(house)).toMatchObject({ result: "Failed", status: 503 });
    house.registerDown = true;
    expect(await callDoor(house)).toMatchObject({ result: "Failed", status: 503 });
    expect(topUps(house)).toEqual([]);
    Object.assign(house, { registerDown: false });
    house.oldDoors.down = false;
    house.object.whileWaiting = () => deliverAll(house);
    expect(await callDoor(house)).toMatchObject(OK);
  });

  test("Stripe: 503, nothing claimed", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.stripe.silent = true;
    expect(await callDoor(house)).toMatchObject({ status: 503 });
    expect(house.oldDoors.claims.size).toBe(0);
  });

  test("right after the claim: the repeated call makes the top-up", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.object.failNext = "adoptPayment";
    expect(await callDoor(house)).toMatchObject({ status: 503 });
    expect(house.oldDoors.claims.size).toBe(1);
    expect(topUps(house)).toEqual([]);
    house.object.whileWaiting = () => deliverAll(house);
    expect(await callDoor(house)).toMatchObject(OK);
  });

  test("right after the claim, and nobody repeats: webhook or sweep makes it, at its price", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.object.failNext = "adoptPayment";
    await callDoor(house);
    house.offers = house.offers.map((one) => ({ ...one, unitMinor: 2000 }));
    const settled = await settle(house.ports, { intentId: INTENT, mark: null });
    expect(settled).toMatchObject({ kind: "recorded", view: { name: "paid" } });
    expect(only(house).request).toMatchObject({ origin: "legacy", price: money(7000, "usd") });
  });
});

describe("what the caller is told after its wait", () => {
  test("never granted: the money goes back, OCS connection timeout", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    const timeout = { result: "Failed", Reason: "OCS connection timeout", status: 500 };
    expect(await callDoor(house)).toEqual(timeout);
    expect(house.object.waits).toEqual([5000]);
    const { refunds, decision } = only(house);
    expect(decision).toBe("return");
    expect(refunds).toMatchObject([{ intentId: INTENT, amount: { minor: 7000 } }]);
    expect(await callDoor(house)).toEqual(timeout);
  });

  test("granted, and nobody knows: 202 with the provision id; later OK", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.object.whileWaiting = () => granted(house, topUps(house)[0]?.request.topUpId ?? "");
    const pending = { result: "Pending", status: 202, provision_id: 1_000_001 };
    expect(await callDoor(house)).toEqual(pending);
    const { topUpId } = only(house).request;
    expect(await nameOf(house, topUpId)).toBe("crediting");
  });

  test.each([
    ["elevated risk", { riskElevated: true }],
    ["part of it given back", { returnedMinor: 1000 }],
    ["a dispute", { disputed: true }],
  ])("%s: a person looks first", async (_what, change) => {
    const house = new FakeHouse();
    takenByCaller(house, change);
    expect(await callDoor(house)).toMatchObject({ result: "Pending", status: 202 });
    expect(await nameOf(house, only(house).request.topUpId)).toBe("in_review");
    expect(house.object.waits).toEqual([]);
  });

  test("above the limit: a person looks first", async () => {
    const house = new FakeHouse();
    house.approvalAbove = money(100, "usd");
    takenByCaller(house);
    expect(await callDoor(house)).toMatchObject({ status: 202 });
    expect(await nameOf(house, only(house).request.topUpId)).toBe("in_review");
  });

  test("suspended after the claim: the money goes back at once", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.object.failNext = "adoptPayment";
    await callDoor(house);
    house.service = { ...dongle, status: "suspended" };
    const why = { Reason: "Service is suspended or closed", status: 500 };
    expect(await callDoor(house)).toMatchObject(why);
    expect(only(house).refunds).toHaveLength(1);
  });
});

describe("given money that is not ours: refused, never claimed, credited or refunded", () => {
  test.each([
    ["it names nobody", word({ serviceUuid: null }), 403],
    ["it names another service", word({ serviceUuid: "u-2" }), 403],
    ["it names another imsi", word({ imsi: "505010000000009" }), 403],
    ["another house's mark", word({ otherHouse: true }), 403],
  ])("%s", async (_what, maker, status) => {
    const house = new FakeHouse();
    takenByCaller(house, { maker });
    expect(await callDoor(house)).toMatchObject({ result: "Failed", status });
    expect(house.oldDoors.claims.size).toBe(0);
    expect(topUps(house)).toEqual([]);
  });

  test("unmarked only where the operator said so; another house's mark never", async () => {
    const house = new FakeHouse();
    takenByCaller(house, { maker: word({ serviceUuid: null, otherHouse: true }) });
    expect(await callDoor(house, {}, { acceptUnmarked: true })).toMatchObject({ status: 403 });
    takenByCaller(house, { maker: word({ serviceUuid: null }) });
    house.object.whileWaiting = () => deliverAll(house);
    expect(await callDoor(house, {}, { acceptUnmarked: true })).toMatchObject(OK);
  });

  test("the other mode of Stripe", async () => {
    const house = new FakeHouse();
    takenByCaller(house, { livemode: true });
    expect(await callDoor(house)).toMatchObject({ status: 404 });
    expect(topUps(house)).toEqual([]);
  });

  test("a payment that nobody claimed is not ours for a webhook either", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    const settled = await settle(house.ports, { intentId: INTENT, mark: null });
    expect(settled).toEqual({ kind: "not_ours" });
  });
});

describe("given an intent that names a top-up of ours", () => {
  const named = async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    const payment_intent_id = intentOf(opened);
    return { house, payment_intent_id, topUpId: opened.view.topUpId };
  };

  test("then it is settled and waited for, and nothing is claimed", async () => {
    const { house, payment_intent_id } = await named();
    house.stripe.pay(payment_intent_id);
    house.object.whileWaiting = () => deliverAll(house);
    const answer = await callDoor(house, { payment_intent_id });
    expect(answer).toMatchObject({ ...OK, payment_intent_id });
    expect(house.oldDoors.claims.size).toBe(0);
  });

  test("then a customer of the portal keeps the time that the page promised", async () => {
    const { house, payment_intent_id, topUpId } = await named();
    house.stripe.pay(payment_intent_id);
    expect(await callDoor(house, { payment_intent_id })).toMatchObject({ status: 202 });
    expect(await nameOf(house, topUpId)).toBe("paid");
  });

  test("then unpaid it is refused, naming the status", async () => {
    const { house, payment_intent_id } = await named();
    expect(await callDoor(house, { payment_intent_id })).toEqual({
      ...{ result: "Failed", status: 400 },
      Reason: "Payment intent status is open, not succeeded",
    });
  });

  test("then other days are another amount before it is paid, and processed after", async () => {
    const { house, payment_intent_id } = await named();
    const other = { payment_intent_id, days: 8, topup_amount: "80.00" };
    const mismatch = { Reason: "Payment intent amount does not match", status: 400 };
    expect(await callDoor(house, other)).toMatchObject(mismatch);
    house.stripe.pay(payment_intent_id);
    await callDoor(house, { payment_intent_id });
    expect(await callDoor(house, other)).toMatchObject(PROCESSED);
  });
});

test("a webhook that tells of a claimed payment's refund finds its row", async () => {
  const house = new FakeHouse();
  takenByCaller(house);
  await callDoor(house);
  const { refunds, request } = only(house);
  const row = refunds[0];
  if (!row) throw new Error("no row");
  const outcome = { kind: "succeeded", stripeRefundId: "re_1" } as const;
  await house.object.port.refundAnswered({
    topUpId: request.topUpId,
    refundId: row.refundId,
    outcome,
  });
  takenByCaller(house, { returnedMinor: 7000 });
  const settled = await settle(house.ports, { intentId: INTENT, mark: null });
  expect(settled).toMatchObject({ kind: "recorded", view: { name: "refunded" } });
  expect(settled.kind === "recorded" && settled.view.serviceId).toBe(SERVICE_ID);
});
