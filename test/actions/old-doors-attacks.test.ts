/** What strangers and accidents make of the old doors: nobody gets days or money twice. */
import { describe, expect, test } from "vitest";
import { derivedId } from "../../src/actions/legacy/derived-id.ts";
import { receiveWebhook } from "../../src/actions/receive-webhook.ts";
import type { Service } from "../../src/actions/register-port.ts";
import { settle } from "../../src/actions/settle.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { DAY_MS } from "../../src/domain/limits.ts";
import type { Reading } from "../../src/domain/reading.ts";
import { account, dongle, FakeHouse, NOW } from "./fake-house.ts";
import { type FakeObject, fakeObject } from "./fake-object.ts";
import { callDoor, deliverAll, INTENT, takenByCaller, word } from "./old-door.ts";

const PROCESSED = { result: "Failed", Reason: "Payment intent already processed", status: 409 };
const UNMARKED = { acceptUnmarked: true };
const OTHER = { service_uuid: "u-2", imsi: "505010000000002" };
const topUps = (object: FakeObject) => [...object.core.store.newestFrom(0)];

/** A second service, of the attacker. */
function second(house: FakeHouse): FakeObject {
  const { service_uuid: serviceUuid, imsi } = OTHER;
  const other = { ...dongle, id: `svc_${"1".repeat(26)}`, ordinal: 2, serviceUuid, imsi };
  house.others = [other];
  const object = fakeObject(() => house.now);
  house.objects.set(other.id, object);
  return object;
}
function untouched(house: FakeHouse): void {
  expect(house.oldDoors.claims.size).toBe(0);
  expect(house.stripe.calls).not.toContain("markIntent");
  expect(topUps(house.object)).toEqual([]);
}

describe("given a payment of the older system's own history", () => {
  test("then it is processed already: not credited a second time", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.now += 730 * DAY_MS;
    house.object.whileWaiting = () => deliverAll(house);
    expect(await callDoor(house)).toEqual(PROCESSED);
    untouched(house);
  });

  test("then the limit is counted from its making to the call", async () => {
    const house = new FakeHouse();
    house.object.whileWaiting = () => deliverAll(house);
    takenByCaller(house, { maker: word({ createdAt: NOW - DAY_MS - 1 }) });
    expect(await callDoor(house)).toEqual(PROCESSED);
    expect(await callDoor(house, {}, { maxAgeMs: DAY_MS + 1 })).toMatchObject({ result: "OK" });
  });

  test("then one that was claimed in time gets its state at any time later", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.object.failNext = "adoptPayment";
    await callDoor(house);
    house.now += 5 * DAY_MS;
    house.object.whileWaiting = () => deliverAll(house);
    expect(await callDoor(house)).toMatchObject({ result: "OK" });
  });
});

describe("given a service that takes no days: refused, and the money stays the caller's", () => {
  const none = (kind: "no_account" | "disabled" | "unlimited"): Reading =>
    kind === "no_account"
      ? { kind, at: NOW }
      : kind === "disabled"
        ? { ...account(2), disabled: true }
        : account(null);
  const service = (status: Service["status"]) => (house: FakeHouse) => {
    house.service = { ...dongle, status };
  };
  const onHold = (house: FakeHouse) => {
    house.object.onHold = true;
  };
  const ocs = (reading: Reading) => (house: FakeHouse) => {
    house.reading = reading;
  };

  test.each<[string, (house: FakeHouse) => void, string]>([
    ["suspended", service("suspended"), "Service is suspended or closed"],
    ["closed", service("closed"), "Service is suspended or closed"],
    ["on hold", onHold, "Service is on hold"],
    ["no account", ocs(none("no_account")), "OCS has no such account"],
    ["disabled", ocs(none("disabled")), "OCS account is disabled"],
    ["without end", ocs(none("unlimited")), "No days can be added to this service"],
    ["full", ocs(account(399)), "No days can be added to this service"],
  ])("%s", async (_what, make, Reason) => {
    const house = new FakeHouse();
    make(house);
    takenByCaller(house, { maker: word({ serviceUuid: null }) });
    const refused = { result: "Failed", Reason, status: 409 };
    expect(await callDoor(house, {}, UNMARKED)).toEqual(refused);
    untouched(house);
  });

  test("but a silent OCS is no obstacle: claimed, waited for, and returned", async () => {
    const house = new FakeHouse();
    house.reading = { kind: "unreadable", at: NOW, why: "no answer" };
    takenByCaller(house);
    expect(await callDoor(house)).toMatchObject({ status: 500, Reason: "OCS connection timeout" });
    expect(topUps(house.object)[0]?.refunds).toHaveLength(1);
  });
});

describe("given D1 was restored and has forgotten the claim", () => {
  test("then the mark at Stripe keeps another service from having it too", async () => {
    const house = new FakeHouse();
    const attackers = second(house);
    takenByCaller(house, { maker: word({ serviceUuid: null }) });
    house.object.whileWaiting = () => deliverAll(house);
    const first = await callDoor(house, {}, UNMARKED);
    expect(first).toMatchObject({ result: "OK" });
    house.oldDoors.claims.clear();
    expect(await callDoor(house, OTHER, UNMARKED)).toEqual(PROCESSED);
    expect(topUps(attackers)).toEqual([]);
    expect(await callDoor(house, { days: 8, topup_amount: "80.00" }, UNMARKED)).toEqual(PROCESSED);
    expect(await callDoor(house, {}, UNMARKED)).toEqual(first);
  });

  test("then a refund that fails is still heard of", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    await callDoor(house);
    const [t] = topUps(house.object);
    const topUpId = t?.request.topUpId ?? "";
    const refundId = t?.refunds[0]?.refundId ?? "";
    const stripeRefundId = "re_1";
    const { port } = house.object;
    const done = { kind: "succeeded", stripeRefundId } as const;
    await port.refundAnswered({ topUpId, refundId, outcome: done });
    house.oldDoors.claims.clear();
    house.stripe.refunds.set(stripeRefundId, { kind: "failed", stripeRefundId, reason: "lost" });
    const event = {
      ...{ id: "evt_1", type: "refund.failed", createdAt: NOW, livemode: false, mark: null },
      ...{ intentId: INTENT, refund: { refundId, stripeRefundId } },
    };
    await receiveWebhook(house.ports, { rawBody: JSON.stringify(event), signature: "right" });
    expect((await port.view({ topUpId }))?.name).toBe("refund_failed");
  });
});

describe("given the call died between claim and top-up", () => {
  test("Stripe did not take the mark: 503, nothing adopted; the same request heals", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.stripe.failNext = "markIntent";
    expect(await callDoor(house)).toMatchObject({ status: 503 });
    expect(topUps(house.object)).toEqual([]);
    house.object.whileWaiting = () => deliverAll(house);
    expect(await callDoor(house)).toMatchObject({ result: "OK" });
  });

  test("marked already: settled at the claim's price, with its payer, and not as a stranger's", async () => {
    const house = new FakeHouse();
    takenByCaller(house, { maker: word({ payer: { name: "Anna Ng", email: "a@b.ch" } }) });
    house.object.failNext = "adoptPayment";
    await callDoor(house);
    expect(house.stripe.intents.get(INTENT)?.mark).toMatchObject({ quantity: 7 });
    house.offers = house.offers.map((one) => ({ ...one, unitMinor: 2000 }));
    const settled = await settle(house.ports, { intentId: INTENT, mark: null });
    expect(settled).toMatchObject({ kind: "recorded", view: { name: "paid" } });
    expect(topUps(house.object)[0]?.request).toMatchObject({
      ...{ origin: "legacy", price: { minor: 7000 }, customer: { email: "a@b.ch" } },
    });
  });

  test("another house has marked it meanwhile: it is theirs, and nothing is adopted", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.stripe.failNext = "markIntent";
    await callDoor(house);
    takenByCaller(house, { maker: word({ otherHouse: true }) });
    expect(await callDoor(house)).toEqual(PROCESSED);
    expect(topUps(house.object)).toEqual([]);
  });

  test("days ago, and Stripe lists it no more: the sweep finds the claim, whatever else fails", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.object.failNext = "adoptPayment";
    await callDoor(house);
    const [claim] = house.oldDoors.claims.values();
    if (!claim) throw new Error("not claimed");
    house.oldDoors.claims.clear();
    for (const each of [{ ...claim, intentId: "pi_bad" }, claim]) await house.oldDoors.claim(each);
    const { readIntent } = house.stripe;
    house.stripe.readIntent = (id) =>
      id === "pi_bad" ? Promise.reject(new Error("broken")) : readIntent.call(house.stripe, id);
    const none = { endedIntents: async () => new Set(), unfinishedServices: async () => [] };
    Object.assign(house.ports.books, none);
    house.now += 5 * DAY_MS;
    await sweep(house.ports, { windowMs: 4 * DAY_MS });
    expect(topUps(house.object)).toHaveLength(1);
    expect(house.logged.map(({ event }) => event)).toContain("sweep_claim_failed");
  });

  test("behind 60 claims that can never become a top-up: the second sweep finds it", async () => {
    const house = new FakeHouse();
    takenByCaller(house);
    house.object.failNext = "adoptPayment";
    await callDoor(house);
    const [live] = house.oldDoors.claims.values();
    if (!live) throw new Error("not claimed");
    house.oldDoors.claims.clear();
    for (let n = 0; n < 60; n++) {
      const intentId = `pi_dead_${n}`;
      takenByCaller(house, { returnedMinor: 7000 }, intentId);
      const topUpId = await derivedId("top", intentId);
      await house.oldDoors.claim({ ...live, intentId, topUpId });
    }
    await house.oldDoors.claim(live);
    const none = { endedIntents: async () => new Set(), unfinishedServices: async () => [] };
    Object.assign(house.ports.books, none);
    await sweep(house.ports, { windowMs: DAY_MS });
    expect(topUps(house.object)).toEqual([]);
    house.now += 300_000;
    await sweep(house.ports, { windowMs: DAY_MS });
    expect(topUps(house.object).map(({ money }) => money?.intentId)).toEqual([INTENT]);
  });
});
