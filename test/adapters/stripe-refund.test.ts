import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { RefundOrder } from "../../src/app/ports/payments.ts";
import type { IntentId, RefundId } from "../../src/domain/base/ids.ts";
import { newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

async function paid(card?: string): Promise<IntentId> {
  const { intentId } = await world.payments.createIntent(newIntent("att_paid_1"));
  world.simulator.admin.pay(intentId, card);
  return intentId;
}
function order(intentId: IntentId, refundId: RefundId = "rfd_x_1", minor = 7000): RefundOrder {
  const amount = { minor, currency: "usd" };
  return { refundId, intentId, amount, purpose: "return", keyNumber: 1 };
}
const refunds = () => world.simulator.admin.state().refunds;

describe("a refund that Stripe makes", () => {
  test("given a paid intent: succeeded, once, with our id; the reading counts it", async () => {
    const { payments } = world;
    const intentId = await paid();
    const made = await payments.createRefund(order(intentId));
    expect(made.kind).toBe("succeeded");
    expect(await payments.createRefund(order(intentId))).toEqual(made);
    expect(await payments.findRefund(order(intentId))).toEqual(made);
    expect(refunds()).toMatchObject([{ amount: 7000, metadata: { refund_id: "rfd_x_1" } }]);
    expect((await payments.readIntent(intentId))?.returnedMinor).toBe(7000);
  });

  test("given two equal partial refunds of two rows: both are made", async () => {
    const { payments } = world;
    const intentId = await paid();
    await payments.createRefund(order(intentId, "rfd_x_1", 1000));
    await payments.createRefund(order(intentId, "rfd_x_2", 1000));
    expect((await payments.readIntent(intentId))?.returnedMinor).toBe(2000);
  });

  test("given a card whose refunds are slow: pending, then succeeded", async () => {
    const { payments, simulator } = world;
    const intentId = await paid("4000000000007726");
    const made = await payments.createRefund(order(intentId));
    expect(made.kind).toBe("pending");
    if (made.kind !== "pending") return;
    expect((await payments.readIntent(intentId))?.returnedMinor).toBe(0);
    simulator.admin.turnRefund(made.stripeRefundId, "succeeded");
    expect((await payments.readRefund(made.stripeRefundId)).kind).toBe("succeeded");
    expect((await payments.readIntent(intentId))?.returnedMinor).toBe(7000);
  });

  test("given the refund fails later: failed with the reason, not returned", async () => {
    const { payments, simulator } = world;
    const intentId = await paid("4000000000005126");
    const made = await payments.createRefund(order(intentId));
    expect(made.kind).toBe("succeeded");
    if (made.kind !== "succeeded") return;
    simulator.admin.turnRefund(made.stripeRefundId, "failed", "expired_or_canceled_card");
    expect(await payments.readRefund(made.stripeRefundId)).toEqual({
      kind: "failed",
      stripeRefundId: made.stripeRefundId,
      reason: "expired_or_canceled_card",
    });
    expect((await payments.readIntent(intentId))?.returnedMinor).toBe(0);
    const again = await payments.createRefund(order(intentId, "rfd_x_2"));
    expect(again.kind).toBe("succeeded");
    expect(await payments.findRefund(order(intentId))).toMatchObject({ kind: "failed" });
  });
});

describe("a refund that Stripe refuses", () => {
  test("given all was refunded on the dashboard: already refunded", async () => {
    const { payments, simulator } = world;
    const intentId = await paid();
    simulator.admin.refundExternally(intentId);
    expect(await payments.createRefund(order(intentId))).toMatchObject({
      kind: "refused",
      why: "already_refunded",
    });
    expect(await payments.findRefund(order(intentId))).toBeNull();
    expect((await payments.readIntent(intentId))?.returnedMinor).toBe(7000);
  });

  test("given part was refunded on the dashboard: refused, with Stripe's sentence", async () => {
    const { payments, simulator } = world;
    const intentId = await paid();
    simulator.admin.refundExternally(intentId, 4000);
    const answer = await payments.createRefund(order(intentId));
    expect(answer).toMatchObject({ kind: "refused", why: "other" });
    expect(answer).toHaveProperty("text", expect.stringContaining("greater than unrefunded"));
  });

  test("given a chargeback: disputed; an inquiry that only warns does not prevent it", async () => {
    const { payments, simulator } = world;
    const intentId = await paid();
    const dispute = simulator.admin.dispute(intentId, { kind: "chargeback" });
    expect(await payments.createRefund(order(intentId))).toMatchObject({ why: "disputed" });
    simulator.admin.turnDispute(dispute.id, "won");
    expect((await payments.createRefund(order(intentId, "rfd_x_2"))).kind).toBe("succeeded");

    const asked = await world.payments.createIntent(newIntent("att_paid_2"));
    simulator.admin.pay(asked.intentId, "4000000000001976");
    const refund = await payments.createRefund(order(asked.intentId, "rfd_y_1"));
    expect(refund.kind).toBe("succeeded");
  });

  test("given it is not paid, or Stripe does not know the intent: other", async () => {
    const { payments } = world;
    const { intentId } = await payments.createIntent(newIntent("att_z_1"));
    expect(await payments.createRefund(order(intentId))).toMatchObject({ why: "other" });
    expect(await payments.createRefund(order("pi_unknown", "rfd_n_1"))).toMatchObject({
      why: "other",
    });
  });
});

describe("an answer that proves nothing", () => {
  test("given both answers were cut off: unknown, then the same key finds it", async () => {
    const { payments, simulator } = world;
    const intentId = await paid();
    simulator.admin.faults.add({ kind: "drop_after", times: 2, path: "refunds" });
    expect((await payments.createRefund(order(intentId))).kind).toBe("unknown");
    expect((await payments.createRefund(order(intentId))).kind).toBe("succeeded");
    expect(refunds()).toHaveLength(1);
  });

  test("given a 500 after the refund was made, which Stripe replays: it is found", async () => {
    const { payments, simulator } = world;
    const intentId = await paid();
    simulator.admin.faults.add({ kind: "fail_after", path: "refunds" });
    expect((await payments.createRefund(order(intentId))).kind).toBe("succeeded");
    expect(refunds()).toHaveLength(1);
  });

  test("given Stripe is down: unknown from all three calls, and nothing was made", async () => {
    const { payments, simulator } = world;
    const intentId = await paid();
    simulator.admin.faults.add({ kind: "fail_before", times: 100 });
    const [made, found, read] = await Promise.all([
      payments.createRefund(order(intentId)),
      payments.findRefund(order(intentId)),
      payments.readRefund("re_x"),
    ]);
    expect([made.kind, found?.kind, read.kind]).toEqual(["unknown", "unknown", "unknown"]);
    expect(refunds()).toEqual([]);
  });

  test("given many refunds on the dashboard: ours is found on a later page", async () => {
    const { payments, simulator } = world;
    const intentId = await paid();
    const ours = await payments.createRefund(order(intentId, "rfd_x_1", 100));
    for (let i = 0; i < 105; i++) simulator.admin.refundExternally(intentId, 10);
    expect(await payments.findRefund(order(intentId))).toEqual(ours);
  });
});
