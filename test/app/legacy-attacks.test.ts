/** Attacks and accidents at the legacy routes: no payment gives days or a refund twice. */
import { describe, expect, test } from "vitest";
import { derivedId } from "../../src/app/base/derived-id.ts";
import { receiveWebhook } from "../../src/app/payment/receive-webhook.ts";
import { syncPayment } from "../../src/app/payment/sync-payment.ts";
import type { Service } from "../../src/app/ports/register.ts";
import { sweepBindings } from "../../src/app/recovery/sweep-bindings.ts";
import type { IntentId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { CRON, WEBHOOK } from "./actors.ts";
import { runSweep } from "./fake-cron.ts";
import { type FakeObject, fakeObject } from "./fake-object.ts";
import {
  callLegacy,
  INTENT,
  paidByCaller,
  provisionAll,
  untrustedMetadata,
} from "./legacy-caller.ts";
import { dongle, NOW, TestBackend } from "./test-backend.ts";

const PROCESSED = { result: "Failed", Reason: "Payment intent already processed", status: 409 };
const UNTAGGED = { acceptUntagged: true };
const OTHER = { service_uuid: "u-2", imsi: "505010000000002" };
const topUps = (object: FakeObject) => [...object.core.store.newestFrom(0)];

/** A second service, of the attacker. */
function secondService(backend: TestBackend): FakeObject {
  const { service_uuid: serviceUuid, imsi } = OTHER;
  const other: Service = { ...dongle, id: `svc_${"1".repeat(26)}`, ordinal: 2, serviceUuid, imsi };
  backend.others = [other];
  const object = fakeObject(() => backend.now);
  backend.objects.set(other.id, object);
  return object;
}
function untouched(backend: TestBackend): void {
  expect(backend.bindings.rows.size).toBe(0);
  expect(backend.stripe.calls).not.toContain("tagIntent");
  expect(topUps(backend.object)).toEqual([]);
}

describe("given a payment of the older system's own history", () => {
  test("then it is processed already: not credited a second time", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.now += 730 * DAY_MS;
    backend.object.whileWaiting = () => provisionAll(backend);
    expect(await callLegacy(backend)).toEqual(PROCESSED);
    untouched(backend);
  });

  test("then the limit is counted from its making to the call", async () => {
    const backend = new TestBackend();
    backend.object.whileWaiting = () => provisionAll(backend);
    paidByCaller(backend, { untrusted: untrustedMetadata({ createdAt: NOW - DAY_MS - 1 }) });
    expect(await callLegacy(backend)).toEqual(PROCESSED);
    expect(await callLegacy(backend, {}, { maxAgeMs: DAY_MS + 1 })).toMatchObject({ result: "OK" });
  });

  test("then one that was bound in time gets its state at any time later", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.object.failNext = "importPayment";
    await callLegacy(backend);
    backend.now += 5 * DAY_MS;
    backend.object.whileWaiting = () => provisionAll(backend);
    expect(await callLegacy(backend)).toMatchObject({ result: "OK" });
  });
});

describe("given a service that cannot be read", () => {
  test("a silent OCS is no obstacle: bound, waited for, and returned", async () => {
    const backend = new TestBackend();
    backend.reading = { kind: "unreadable", at: NOW, why: "no answer" };
    paidByCaller(backend);
    expect(await callLegacy(backend)).toMatchObject({
      status: 500,
      Reason: "OCS connection timeout",
    });
    expect(topUps(backend.object)[0]?.refunds).toHaveLength(1);
  });
});

describe("given D1 was restored and has forgotten the binding", () => {
  test("then the metadata at Stripe keeps another service from having it too", async () => {
    const backend = new TestBackend();
    const attackers = secondService(backend);
    paidByCaller(backend, { untrusted: untrustedMetadata({ serviceUuid: null }) });
    backend.object.whileWaiting = () => provisionAll(backend);
    const first = await callLegacy(backend, {}, UNTAGGED);
    expect(first).toMatchObject({ result: "OK" });
    backend.bindings.rows.clear();
    expect(await callLegacy(backend, OTHER, UNTAGGED)).toEqual(PROCESSED);
    expect(topUps(attackers)).toEqual([]);
    expect(await callLegacy(backend, { days: 8, topup_amount: "80.00" }, UNTAGGED)).toEqual(
      PROCESSED,
    );
    expect(await callLegacy(backend, {}, UNTAGGED)).toEqual(first);
  });

  test("then a refund that fails is still heard of", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    await callLegacy(backend);
    const [t] = topUps(backend.object);
    const topUpId = t?.request.topUpId ?? "top_none";
    const refundId = t?.refunds[0]?.refundId ?? "rfd_none";
    const stripeRefundId = "re_1";
    const { port } = backend.object;
    const done = { kind: "succeeded", stripeRefundId } as const;
    await port.recordRefund({ topUpId, refundId, outcome: done });
    backend.bindings.rows.clear();
    backend.stripe.refunds.set(stripeRefundId, { kind: "failed", stripeRefundId, reason: "lost" });
    const event = {
      id: "evt_1",
      type: "refund.failed",
      createdAt: NOW,
      livemode: false,
      metadata: null,
      intentId: INTENT,
      refund: { refundId, stripeRefundId },
    };
    await receiveWebhook(backend.ports, WEBHOOK, {
      rawBody: JSON.stringify(event),
      signature: "right",
    });
    expect((await port.getTopUp({ topUpId }))?.state).toBe("refund_failed");
  });
});

describe("given the call died between binding and top-up", () => {
  test("Stripe took no metadata: 503, nothing imported; the same request heals", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.stripe.failNext = "tagIntent";
    expect(await callLegacy(backend)).toMatchObject({ status: 503 });
    expect(topUps(backend.object)).toEqual([]);
    backend.object.whileWaiting = () => provisionAll(backend);
    expect(await callLegacy(backend)).toMatchObject({ result: "OK" });
  });

  test("tagged already: synced at the binding's price, with its payer, as a caller's", async () => {
    const backend = new TestBackend();
    paidByCaller(backend, {
      untrusted: untrustedMetadata({ payer: { name: "Anna Ng", email: "a@b.ch" } }),
    });
    backend.object.failNext = "importPayment";
    await callLegacy(backend);
    expect(backend.stripe.intents.get(INTENT)?.metadata).toMatchObject({ quantity: 7 });
    backend.offers = backend.offers.map((one) => ({ ...one, unitMinor: 2000 }));
    const synced = await syncPayment(backend.ports, WEBHOOK, { intentId: INTENT });
    expect(synced).toMatchObject({ kind: "recorded", view: { state: "paid" } });
    expect(topUps(backend.object)[0]?.request).toMatchObject({
      origin: "legacy",
      price: { minor: 7000 },
      payer: { hasEmail: true },
    });
  });

  test("another deployment has tagged it meanwhile: theirs, and nothing is imported", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.stripe.failNext = "tagIntent";
    await callLegacy(backend);
    paidByCaller(backend, { untrusted: untrustedMetadata({ otherDeployment: true }) });
    expect(await callLegacy(backend)).toEqual(PROCESSED);
    expect(topUps(backend.object)).toEqual([]);
  });

  test("days ago, and Stripe lists it no more: the sweep finds it, whatever else fails", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.object.failNext = "importPayment";
    await callLegacy(backend);
    const [binding] = backend.bindings.rows.values();
    if (!binding) throw new Error("not bound");
    backend.bindings.rows.clear();
    for (const each of [{ ...binding, intentId: "pi_bad" as const }, binding])
      await backend.bindings.bind(each);
    const { readIntent } = backend.stripe;
    backend.stripe.readIntent = (id) =>
      id === "pi_bad" ? Promise.reject(new Error("broken")) : readIntent.call(backend.stripe, id);
    const none = { endedIntents: async () => new Set(), unfinishedServices: async () => [] };
    Object.assign(backend.ports.readModels, none);
    backend.now += 5 * DAY_MS;
    await runSweep(backend.ports);
    expect(topUps(backend.object)).toHaveLength(1);
    expect(backend.logged.map(({ event }) => event)).toContain("sweep_binding_failed");
  });

  test("behind 60 bindings that can never become a top-up: the next page finds it", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.object.failNext = "importPayment";
    await callLegacy(backend);
    const [live] = backend.bindings.rows.values();
    if (!live) throw new Error("not bound");
    backend.bindings.rows.clear();
    for (let n = 0; n < 60; n++) {
      const intentId: IntentId = `pi_dead_${n}`;
      paidByCaller(backend, { returnedMinor: 7000 }, intentId);
      const topUpId = await derivedId("top", intentId);
      await backend.bindings.bind({ ...live, intentId, topUpId });
    }
    await backend.bindings.bind(live);
    const none = { endedIntents: async () => new Set(), unfinishedServices: async () => [] };
    Object.assign(backend.ports.readModels, none);
    await sweepBindings(backend.ports, CRON);
    expect(topUps(backend.object)).toEqual([]);
    await sweepBindings(backend.ports, CRON);
    expect(topUps(backend.object).map(({ money }) => money?.intentId)).toEqual([INTENT]);
  });
});
