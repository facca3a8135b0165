import { describe, expect, test } from "vitest";
import { syncPayment } from "../../src/app/payment/sync-payment.ts";
import type { Service } from "../../src/app/ports/register.ts";
import type { TopUpId } from "../../src/domain/base/ids.ts";
import { money } from "../../src/domain/base/money.ts";
import { brandOf } from "../fixtures/brands.ts";
import { vault } from "../fixtures/payers.ts";
import { WEBHOOK } from "./actors.ts";
import { fakeObject } from "./fake-object.ts";
import { intentOf, openTopUp } from "./journeys.ts";
import {
  callLegacy,
  claimAndGrant,
  INTENT,
  paidByCaller,
  provisionAll,
  untrustedMetadata,
} from "./legacy-caller.ts";
import { dongle, IP, SERVICE_ID, TestBackend } from "./test-backend.ts";

const OK = { result: "OK", status: 200, payment_intent_id: INTENT };
const PROCESSED = { Reason: "Payment intent already processed", status: 409 };
const topUps = (backend: TestBackend) => [...backend.object.core.store.newestFrom(0)];
const stateOf = async (backend: TestBackend, topUpId: TopUpId) =>
  (await backend.object.port.getTopUp({ topUpId }))?.state;
const only = (backend: TestBackend) => {
  const [t, ...others] = topUps(backend);
  if (!t || others.length > 0) throw new Error(`${topUps(backend).length} top-ups`);
  return t;
};

describe("given a payment that the caller made for this service", () => {
  test("then it becomes a paid top-up, and is credited while the caller waits", async () => {
    const backend = new TestBackend();
    paidByCaller(backend, {
      untrusted: untrustedMetadata({ payer: { name: "Anna Maria Ng", email: "a@b.ch" } }),
    });
    backend.object.whileWaiting = () => provisionAll(backend);
    expect(await callLegacy(backend)).toMatchObject(OK);
    const { request, referenceNumbers, money: paid } = only(backend);
    expect(referenceNumbers?.provisionId).toBe(1_000_001);
    expect(paid?.intentId).toBe(INTENT);
    expect(request).toMatchObject({
      origin: "legacy",
      quantity: 7,
      price: money(7000, "usd"),
      identifiedBy: { method: "pair" },
      payer: { hasEmail: true },
      maxWaitMs: 5000,
    });
    const payer = backend.object.core.store.payers.of(request.topUpId);
    expect(payer && (await vault.open(payer))).toMatchObject({
      firstName: "Anna",
      lastName: "Maria Ng",
      email: "a@b.ch",
      ip: IP,
    });
  });

  test("then the same request again gets the present state, without Stripe", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.object.whileWaiting = () => provisionAll(backend);
    const first = await callLegacy(backend);
    backend.stripe.silent = true;
    backend.offers = backend.offers.map((one) => ({ ...one, unitMinor: 2000 }));
    expect(await callLegacy(backend)).toEqual(first);
  });

  test("then two identical calls at once make one top-up, and both get its state", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    let provisioned: Promise<void> | null = null;
    backend.object.whileWaiting = () => {
      provisioned ??= provisionAll(backend);
      return provisioned;
    };
    const [a, b] = await Promise.all([callLegacy(backend), callLegacy(backend)]);
    expect(a).toMatchObject(OK);
    expect(b).toEqual(a);
    expect(only(backend).referenceNumbers?.provisionId).toBe(1_000_001);
  });

  test("then of two services that want it at once, one gets it", async () => {
    const backend = new TestBackend();
    const imsi = "505010000000002";
    const other: Service = {
      ...dongle,
      id: `svc_${"1".repeat(26)}`,
      ordinal: 2,
      serviceUuid: "u-2",
      imsi,
    };
    backend.others = [other];
    backend.objects.set(
      other.id,
      fakeObject(() => backend.now),
    );
    paidByCaller(backend, { untrusted: untrustedMetadata({ serviceUuid: null }) });
    const untagged = { acceptUntagged: true };
    const both = await Promise.all([
      callLegacy(backend, {}, untagged),
      callLegacy(backend, { service_uuid: "u-2", imsi }, untagged),
    ]);
    expect(both.filter(({ status }) => status === 409)).toEqual([
      { result: "Failed", ...PROCESSED },
    ]);
    const made = [backend.object, ...backend.objects.values()].map(
      ({ core }) => [...core.store.newestFrom(0)].length,
    );
    expect(made.sort()).toEqual([0, 1]);
  });

  test.each([
    ["other days", { days: 8, topup_amount: "80.00" }],
    ["another amount", { topup_amount: "80.00" }],
  ])("then for %s it is processed already", async (_what, change) => {
    const backend = new TestBackend();
    paidByCaller(backend);
    await callLegacy(backend);
    expect(await callLegacy(backend, change)).toMatchObject(PROCESSED);
  });
});

describe("given something dies", () => {
  test("D1 before the binding: 503, nothing decided; later the same request works", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.bindings.down = true;
    expect(await callLegacy(backend)).toMatchObject({ result: "Failed", status: 503 });
    backend.registerDown = true;
    expect(await callLegacy(backend)).toMatchObject({ result: "Failed", status: 503 });
    expect(topUps(backend)).toEqual([]);
    Object.assign(backend, { registerDown: false });
    backend.bindings.down = false;
    backend.object.whileWaiting = () => provisionAll(backend);
    expect(await callLegacy(backend)).toMatchObject(OK);
  });

  test("Stripe: 503, nothing bound", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.stripe.silent = true;
    expect(await callLegacy(backend)).toMatchObject({ status: 503 });
    expect(backend.bindings.rows.size).toBe(0);
  });

  test("right after the binding: the repeated call makes the top-up", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.object.failNext = "importPayment";
    expect(await callLegacy(backend)).toMatchObject({ status: 503 });
    expect(backend.bindings.rows.size).toBe(1);
    expect(topUps(backend)).toEqual([]);
    backend.object.whileWaiting = () => provisionAll(backend);
    expect(await callLegacy(backend)).toMatchObject(OK);
  });

  test("right after the binding, no call repeated: webhook or sweep makes it, at its price", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.object.failNext = "importPayment";
    await callLegacy(backend);
    backend.offers = backend.offers.map((one) => ({ ...one, unitMinor: 2000 }));
    const synced = await syncPayment(backend.ports, WEBHOOK, { intentId: INTENT });
    expect(synced).toMatchObject({ kind: "recorded", view: { state: "paid" } });
    expect(only(backend).request).toMatchObject({ origin: "legacy", price: money(7000, "usd") });
  });
});

describe("what the caller gets after its wait", () => {
  test("never granted: the money goes back, OCS connection timeout", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    const timeout = { result: "Failed", Reason: "OCS connection timeout", status: 500 };
    expect(await callLegacy(backend)).toEqual(timeout);
    expect(backend.object.waits).toEqual([5000]);
    const { refunds, decision } = only(backend);
    expect(decision).toBe("return");
    expect(refunds).toMatchObject([{ intentId: INTENT, amount: { minor: 7000 } }]);
    expect(await callLegacy(backend)).toEqual(timeout);
  });

  test("granted and unconfirmed: 202 with the provision id; later OK", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.object.whileWaiting = () =>
      claimAndGrant(backend, topUps(backend)[0]?.request.topUpId ?? "top_none");
    const pending = { result: "Pending", status: 202, provision_id: 1_000_001 };
    expect(await callLegacy(backend)).toEqual(pending);
    const { topUpId } = only(backend).request;
    expect(await stateOf(backend, topUpId)).toBe("crediting");
  });

  test.each([
    ["a review open at Stripe", { review: { reviewId: "prv_1", state: "open" as const } }],
    ["part of it given back", { returnedMinor: 1000 }],
    ["a dispute", { disputed: true }],
  ])("%s: an operator reviews first", async (_what, change) => {
    const backend = new TestBackend();
    paidByCaller(backend, change);
    expect(await callLegacy(backend)).toMatchObject({ result: "Pending", status: 202 });
    expect(await stateOf(backend, only(backend).request.topUpId)).toBe("in_review");
    expect(backend.object.waits).toEqual([]);
  });

  test("above the limit: an operator reviews first", async () => {
    const backend = new TestBackend();
    backend.brand = brandOf({ approvalAbove: { usd: 100 } });
    paidByCaller(backend);
    expect(await callLegacy(backend)).toMatchObject({ status: 202 });
    expect(await stateOf(backend, only(backend).request.topUpId)).toBe("in_review");
  });

  test("suspended after the binding: refunded at once", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.object.failNext = "importPayment";
    await callLegacy(backend);
    backend.service = { ...dongle, status: "suspended" };
    const why = { Reason: "Topup Failed. Refunding payment…", status: 500 };
    expect(await callLegacy(backend)).toMatchObject(why);
    expect(only(backend).refunds).toHaveLength(1);
  });
});

describe("given a payment that is not ours: refused, never bound, credited or refunded", () => {
  test.each([
    ["it names no service", untrustedMetadata({ serviceUuid: null }), 403],
    ["it names another service", untrustedMetadata({ serviceUuid: "u-2" }), 403],
    ["it names another imsi", untrustedMetadata({ imsi: "505010000000009" }), 403],
    ["another deployment's metadata", untrustedMetadata({ otherDeployment: true }), 403],
  ])("%s", async (_what, untrusted, status) => {
    const backend = new TestBackend();
    paidByCaller(backend, { untrusted });
    expect(await callLegacy(backend)).toMatchObject({ result: "Failed", status });
    expect(backend.bindings.rows.size).toBe(0);
    expect(topUps(backend)).toEqual([]);
  });

  test("untagged only where the operator configured it; another deployment's never", async () => {
    const backend = new TestBackend();
    paidByCaller(backend, {
      untrusted: untrustedMetadata({ serviceUuid: null, otherDeployment: true }),
    });
    expect(await callLegacy(backend, {}, { acceptUntagged: true })).toMatchObject({ status: 403 });
    paidByCaller(backend, { untrusted: untrustedMetadata({ serviceUuid: null }) });
    backend.object.whileWaiting = () => provisionAll(backend);
    expect(await callLegacy(backend, {}, { acceptUntagged: true })).toMatchObject(OK);
  });

  test("the other mode of Stripe", async () => {
    const backend = new TestBackend();
    paidByCaller(backend, { livemode: true });
    expect(await callLegacy(backend)).toMatchObject({ status: 404 });
    expect(topUps(backend)).toEqual([]);
  });

  test("a payment without a binding is not ours for a webhook either", async () => {
    const backend = new TestBackend();
    paidByCaller(backend);
    const synced = await syncPayment(backend.ports, WEBHOOK, { intentId: INTENT });
    expect(synced).toEqual({ kind: "not_ours" });
  });
});

describe("given an intent that names a top-up of ours", () => {
  const named = async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    const payment_intent_id = intentOf(opened);
    return { backend, payment_intent_id, topUpId: opened.view.topUpId };
  };

  test("then it is synced and waited for, and nothing is bound", async () => {
    const { backend, payment_intent_id } = await named();
    backend.stripe.pay(payment_intent_id);
    backend.object.whileWaiting = () => provisionAll(backend);
    const answer = await callLegacy(backend, { payment_intent_id });
    expect(answer).toMatchObject({ ...OK, payment_intent_id });
    expect(backend.bindings.rows.size).toBe(0);
  });

  test("then a customer of the portal keeps the time that the page promised", async () => {
    const { backend, payment_intent_id, topUpId } = await named();
    backend.stripe.pay(payment_intent_id);
    expect(await callLegacy(backend, { payment_intent_id })).toMatchObject({ status: 202 });
    expect(await stateOf(backend, topUpId)).toBe("paid");
  });

  test("then unpaid it is refused, naming the status", async () => {
    const { backend, payment_intent_id } = await named();
    expect(await callLegacy(backend, { payment_intent_id })).toEqual({
      result: "Failed",
      status: 400,
      Reason: "Payment intent status is open, not succeeded",
    });
  });

  test("then other days are another amount before it is paid, and processed after", async () => {
    const { backend, payment_intent_id } = await named();
    const other = { payment_intent_id, days: 8, topup_amount: "80.00" };
    const mismatch = { Reason: "Payment intent amount does not match", status: 400 };
    expect(await callLegacy(backend, other)).toMatchObject(mismatch);
    backend.stripe.pay(payment_intent_id);
    await callLegacy(backend, { payment_intent_id });
    expect(await callLegacy(backend, other)).toMatchObject(PROCESSED);
  });
});

test("a webhook about a bound payment's refund finds its row", async () => {
  const backend = new TestBackend();
  paidByCaller(backend);
  await callLegacy(backend);
  const { refunds, request } = only(backend);
  const row = refunds[0];
  if (!row) throw new Error("no row");
  const outcome = { kind: "succeeded", stripeRefundId: "re_1" } as const;
  await backend.object.port.recordRefund({
    topUpId: request.topUpId,
    refundId: row.refundId,
    outcome,
  });
  paidByCaller(backend, { returnedMinor: 7000 });
  const synced = await syncPayment(backend.ports, WEBHOOK, { intentId: INTENT });
  expect(synced).toMatchObject({ kind: "recorded", view: { state: "refunded" } });
  expect(synced.kind === "recorded" && synced.view.serviceId).toBe(SERVICE_ID);
});

test("a refund at Stripe of a bound payment reaches its top-up, even without the register", async () => {
  const backend = new TestBackend();
  paidByCaller(backend);
  backend.object.whileWaiting = () => provisionAll(backend);
  expect(await callLegacy(backend)).toMatchObject(OK);
  paidByCaller(backend, { returnedMinor: 7000 });
  backend.registerDown = true;
  await syncPayment(backend.ports, WEBHOOK, { intentId: INTENT });
  expect(only(backend).money?.refundedExternallyMinor).toBe(7000);
});
