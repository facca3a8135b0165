import { describe, expect, test } from "vitest";
import { receiveWebhook } from "../../src/app/payment/receive-webhook.ts";
import type { StripeEvent } from "../../src/app/ports/payments.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { TopUpId } from "../../src/domain/base/ids.ts";
import { WEBHOOK } from "./actors.ts";
import { codeOf, intentOf, openTopUp, refTo, SESSION } from "./journeys.ts";
import { NOW, TestBackend } from "./test-backend.ts";

const about = (type: string, change: Partial<StripeEvent> = {}): StripeEvent => ({
  id: "evt_1",
  type,
  createdAt: NOW,
  livemode: false,
  intentId: null,
  metadata: null,
  refund: null,
  ...change,
});
const send = (backend: TestBackend, event: StripeEvent, signature = "right") =>
  receiveWebhook(backend.ports, WEBHOOK, { rawBody: JSON.stringify(event), signature });
const nameIn = async (backend: TestBackend, topUpId: TopUpId) =>
  (await backend.object.port.getTopUp({ topUpId }))?.state;

describe("a payment event", () => {
  test("the object hears what Stripe says now, then the inbox gets its line", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    backend.stripe.pay(intentOf(opened));
    const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
    expect(await send(backend, event)).toEqual({ ok: true, value: { outcome: "recorded" } });
    expect(await nameIn(backend, opened.view.topUpId)).toBe("paid");
    expect(backend.inbox).toMatchObject([{ eventId: "evt_1", outcome: "recorded" }]);
  });

  test("is not believed: `succeeded` over an intent that is open changes nothing", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    await send(backend, about("payment_intent.succeeded", { intentId: intentOf(opened) }));
    expect(await nameIn(backend, opened.view.topUpId)).toBe("awaiting_payment");
  });

  test("delivered twice: paid once", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    backend.stripe.pay(intentOf(opened));
    const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
    await send(backend, event);
    await send(backend, event);
    const known = await backend.object.port.getEvidence({ topUpId: opened.view.topUpId });
    expect(known?.log.filter((row) => row.type === "PaymentSucceeded")).toHaveLength(1);
  });

  test("given a dead D1, the object knows all the same", async () => {
    const backend = new TestBackend();
    backend.inboxDown = true;
    const opened = await openTopUp(backend);
    backend.stripe.pay(intentOf(opened));
    const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
    expect((await send(backend, event)).ok).toBe(true);
    expect(await nameIn(backend, opened.view.topUpId)).toBe("paid");
    expect(backend.logged).toMatchObject([{ event: "inbox_not_written" }]);
  });

  test.each(["Stripe", "object"])(
    "given a silent %s it throws, so that Stripe repeats",
    async (who) => {
      const backend = new TestBackend();
      const opened = await openTopUp(backend);
      backend.stripe.pay(intentOf(opened));
      backend.stripe.silent = who === "Stripe";
      backend.object.failNext = "recordPayment";
      const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
      await expect(send(backend, event)).rejects.toThrow();
      expect(backend.inbox).toEqual([]);
    },
  );
});

describe("what is not for us", () => {
  test("a wrong signature is refused", async () => {
    const backend = new TestBackend();
    const event = about("payment_intent.succeeded", { intentId: "pi_1" });
    expect(codeOf(await send(backend, event, "wrong"))).toBe("invalid_request");
    expect(backend.stripe.calls).toEqual([]);
    expect(backend.inbox).toEqual([]);
  });

  test.each([
    ["of the other mode", about("payment_intent.succeeded", { intentId: "pi_1", livemode: true })],
    ["of a type that tells nothing", about("payment_intent.created", { intentId: "pi_1" })],
    ["about no payment", about("payout.paid")],
  ])("an event %s is acknowledged and nothing is read", async (_which, event) => {
    const backend = new TestBackend();
    expect((await send(backend, event)).ok).toBe(true);
    expect(backend.stripe.calls).toEqual([]);
    expect(backend.object.calls).toEqual([]);
  });

  test("a payment without our metadata is acknowledged, not credited, not refunded", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    backend.stripe.change(intentOf(opened), { metadata: null, status: "succeeded" });
    const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
    expect(await send(backend, event)).toEqual({ ok: true, value: { outcome: "not_ours" } });
    expect(await nameIn(backend, opened.view.topUpId)).toBe("awaiting_payment");
  });
});

describe("a refund event", () => {
  async function refunding() {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    const intentId = intentOf(opened);
    backend.stripe.pay(intentId);
    await send(backend, about("payment_intent.succeeded", { intentId }));
    await backend.object.port.requestRefund({ topUpId: opened.view.topUpId, sessionId: SESSION });
    const { refunds } = await backend.object.port.pendingStripeCalls({
      topUpId: opened.view.topUpId,
    });
    const refund = { stripeRefundId: "re_1", refundId: refunds[0]!.refundId };
    return { backend, opened, event: about("refund.updated", { intentId, refund }) };
  }

  test("of ours: what Stripe says about it is recorded by the object", async () => {
    const { backend, opened, event } = await refunding();
    backend.stripe.refunds.set("re_1", { kind: "succeeded", stripeRefundId: "re_1" });
    backend.stripe.change(intentOf(opened), { returnedMinor: 7000 });
    await send(backend, event);
    expect(await nameIn(backend, opened.view.topUpId)).toBe("refunded");
  });

  test("of ours that failed days later: the top-up is not refunded any more", async () => {
    const { backend, opened, event } = await refunding();
    backend.stripe.refunds.set("re_1", { kind: "succeeded", stripeRefundId: "re_1" });
    await send(backend, event);
    backend.stripe.refunds.set("re_1", {
      kind: "failed",
      stripeRefundId: "re_1",
      reason: "declined",
    });
    await send(backend, { ...event, type: "refund.failed" });
    expect(await nameIn(backend, opened.view.topUpId)).toBe("refund_failed");
  });

  test("of ours, and Stripe does not say how it is: it throws", async () => {
    const { backend, event } = await refunding();
    await expect(send(backend, event)).rejects.toThrow(PortFault);
  });

  test("made outside before the credit: synced again, the top-up ends refunded", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    const intentId = intentOf(opened);
    backend.stripe.pay(intentId);
    await send(backend, about("payment_intent.succeeded", { intentId }));
    backend.stripe.change(intentId, { returnedMinor: 7000 });
    await send(backend, about("charge.refunded", { intentId }));
    expect(await nameIn(backend, refTo(opened).topUpId)).toBe("refunded");
  });
});
