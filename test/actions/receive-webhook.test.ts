import { describe, expect, test } from "vitest";
import { PortFault, type StripeEvent } from "../../src/actions/ports.ts";
import { receiveWebhook } from "../../src/actions/receive-webhook.ts";
import { FakeHouse, NOW } from "./fake-house.ts";
import { codeOf, intentOf, open, refTo, SESSION } from "./journeys.ts";

const about = (type: string, change: Partial<StripeEvent> = {}): StripeEvent => ({
  id: "evt_1",
  type,
  createdAt: NOW,
  livemode: false,
  intentId: null,
  mark: null,
  refund: null,
  ...change,
});
const send = (house: FakeHouse, event: StripeEvent, signature = "right") =>
  receiveWebhook(house.ports, { rawBody: JSON.stringify(event), signature });
const nameIn = async (house: FakeHouse, topUpId: string) =>
  (await house.object.port.view({ topUpId }))?.name;

describe("a payment event", () => {
  test("the object hears what Stripe says now, then the inbox gets its line", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    house.stripe.pay(intentOf(opened));
    const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
    expect(await send(house, event)).toEqual({ ok: true, value: { outcome: "recorded" } });
    expect(await nameIn(house, opened.view.topUpId)).toBe("paid");
    expect(house.inbox).toMatchObject([{ eventId: "evt_1", outcome: "recorded" }]);
  });

  test("is not believed: `succeeded` over an intent that is open changes nothing", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    await send(house, about("payment_intent.succeeded", { intentId: intentOf(opened) }));
    expect(await nameIn(house, opened.view.topUpId)).toBe("awaiting_payment");
  });

  test("delivered twice: paid once", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    house.stripe.pay(intentOf(opened));
    const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
    await send(house, event);
    await send(house, event);
    const known = await house.object.port.evidence({ topUpId: opened.view.topUpId });
    expect(known?.log.filter((row) => row.type === "PaymentSucceeded")).toHaveLength(1);
  });

  test("given a dead D1, the object knows all the same", async () => {
    const house = new FakeHouse();
    house.inboxDown = true;
    const opened = await open(house);
    house.stripe.pay(intentOf(opened));
    const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
    expect((await send(house, event)).ok).toBe(true);
    expect(await nameIn(house, opened.view.topUpId)).toBe("paid");
    expect(house.logged).toMatchObject([{ event: "inbox_not_written" }]);
  });

  test.each(["Stripe", "object"])(
    "given a silent %s it throws, so that Stripe repeats",
    async (who) => {
      const house = new FakeHouse();
      const opened = await open(house);
      house.stripe.pay(intentOf(opened));
      house.stripe.silent = who === "Stripe";
      house.object.failNext = "recordPayment";
      const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
      await expect(send(house, event)).rejects.toThrow();
      expect(house.inbox).toEqual([]);
    },
  );
});

describe("what is not for us", () => {
  test("a wrong signature is refused", async () => {
    const house = new FakeHouse();
    const event = about("payment_intent.succeeded", { intentId: "pi_1" });
    expect(codeOf(await send(house, event, "wrong"))).toBe("invalid_request");
    expect(house.stripe.calls).toEqual([]);
    expect(house.inbox).toEqual([]);
  });

  test.each([
    ["of the other mode", about("payment_intent.succeeded", { intentId: "pi_1", livemode: true })],
    ["of a type that tells nothing", about("payment_intent.created", { intentId: "pi_1" })],
    ["about no payment", about("payout.paid")],
  ])("an event %s is acknowledged and nobody is asked", async (_which, event) => {
    const house = new FakeHouse();
    expect((await send(house, event)).ok).toBe(true);
    expect(house.stripe.calls).toEqual([]);
    expect(house.object.calls).toEqual([]);
  });

  test("a payment without our mark is acknowledged, neither credited nor refunded", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    house.stripe.change(intentOf(opened), { mark: null, status: "succeeded" });
    const event = about("payment_intent.succeeded", { intentId: intentOf(opened) });
    expect(await send(house, event)).toEqual({ ok: true, value: { outcome: "not_ours" } });
    expect(await nameIn(house, opened.view.topUpId)).toBe("awaiting_payment");
  });
});

describe("a refund event", () => {
  async function refunding() {
    const house = new FakeHouse();
    const opened = await open(house);
    const intentId = intentOf(opened);
    house.stripe.pay(intentId);
    await send(house, about("payment_intent.succeeded", { intentId }));
    await house.object.port.moneyBack({ topUpId: opened.view.topUpId, sessionId: SESSION });
    const { refunds } = await house.object.port.stripeWork({ topUpId: opened.view.topUpId });
    const refund = { stripeRefundId: "re_1", refundId: refunds[0]!.refundId };
    return { house, opened, event: about("refund.updated", { intentId, refund }) };
  }

  test("of ours: what Stripe says about it is told to the object", async () => {
    const { house, opened, event } = await refunding();
    house.stripe.refunds.set("re_1", { kind: "succeeded", stripeRefundId: "re_1" });
    house.stripe.change(intentOf(opened), { returnedMinor: 7000 });
    await send(house, event);
    expect(await nameIn(house, opened.view.topUpId)).toBe("refunded");
  });

  test("of ours that failed days later: the top-up is not refunded any more", async () => {
    const { house, opened, event } = await refunding();
    house.stripe.refunds.set("re_1", { kind: "succeeded", stripeRefundId: "re_1" });
    await send(house, event);
    house.stripe.refunds.set("re_1", {
      kind: "failed",
      stripeRefundId: "re_1",
      reason: "declined",
    });
    await send(house, { ...event, type: "refund.failed" });
    expect(await nameIn(house, opened.view.topUpId)).toBe("refund_failed");
  });

  test("of ours, and Stripe does not say how it is: it throws", async () => {
    const { house, event } = await refunding();
    await expect(send(house, event)).rejects.toThrow(PortFault);
  });

  test("made outside before the credit: settled again, the top-up ends refunded", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    const intentId = intentOf(opened);
    house.stripe.pay(intentId);
    await send(house, about("payment_intent.succeeded", { intentId }));
    house.stripe.change(intentId, { returnedMinor: 7000 });
    await send(house, about("charge.refunded", { intentId }));
    expect(await nameIn(house, refTo(opened).topUpId)).toBe("refunded");
  });
});
