/** A refund that Stripe refuses because the merchant's balance is short. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { RefundOrder } from "../../src/app/ports/payments.ts";
import type { IntentId } from "../../src/domain/base/ids.ts";
import { callStripe, newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

async function paid(): Promise<IntentId> {
  const { intentId } = await world.payments.createIntent(newIntent("att_short_1"));
  world.simulator.admin.pay(intentId);
  return intentId;
}
const order = (intentId: IntentId, keyNumber = 1): RefundOrder => ({
  refundId: "rfd_s_1",
  intentId,
  amount: { minor: 7000, currency: "usd" },
  purpose: "return",
  keyNumber,
});
const balance = (minor: number, overdraft: number | null = 0) =>
  world.simulator.admin.setBalance({ currency: "usd", minor, overdraft });

describe("a refund that the balance at Stripe does not cover", () => {
  test("is no refusal: it is short of balance, and nothing was made", async () => {
    const intentId = await paid();
    balance(6999);
    expect(await world.payments.createRefund(order(intentId))).toMatchObject({
      kind: "short_of_balance",
      keyNumber: 1,
    });
    expect(await world.payments.findRefund(order(intentId))).toBeNull();
  });

  test("the stored 400 comes again under its key; the next key asks anew, once", async () => {
    const { payments } = world;
    const intentId = await paid();
    balance(0);
    await payments.createRefund(order(intentId));
    balance(7000);
    expect((await payments.createRefund(order(intentId))).kind).toBe("short_of_balance");
    const made = await payments.createRefund(order(intentId, 2));
    expect(made.kind).toBe("succeeded");
    expect(await payments.createRefund(order(intentId, 2))).toEqual(made);
    // Whatever key made it, the row finds it by its id.
    expect(await payments.findRefund(order(intentId))).toEqual(made);
    expect(world.simulator.admin.state().refunds).toHaveLength(1);
  });

  test("payments fill the balance, refunds empty it, and the threshold allows so much", async () => {
    const intentId = await paid();
    balance(0, 7000);
    expect((await world.payments.createRefund(order(intentId))).kind).toBe("succeeded");
    const other = await world.payments.createIntent(newIntent("att_short_2"));
    world.simulator.admin.pay(other.intentId);
    const second = { ...order(other.intentId), refundId: "rfd_s_2" as const };
    // -7000 and the payment less its fee: not 7000 above the threshold.
    expect((await world.payments.createRefund(second)).kind).toBe("short_of_balance");
  });
});

test.each([
  ["return", "requested_by_customer"],
  ["surplus", "duplicate"],
] as const)("Stripe is told why: %s is %s", async (purpose, reason) => {
  const intentId = await paid();
  await world.payments.createRefund({ ...order(intentId), purpose });
  const path = `/v1/refunds?payment_intent=${intentId}`;
  const { body } = await callStripe(world.simulator, "GET", path);
  expect(body.data).toMatchObject([{ reason, metadata: { refund_id: "rfd_s_1" } }]);
});
