import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { IntentNotMade } from "../../src/app/ports/payments.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import { newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

const thrownBy = (asked: Promise<unknown>) => asked.catch((fault: unknown) => fault);

describe("what Stripe's answer to a creation proves", () => {
  test("a stored 500: the key is spent, and another attempt gets an intent", async () => {
    const { payments, simulator } = world;
    simulator.admin.faults.add({ kind: "fail_after", method: "POST" });
    const fault = await thrownBy(payments.createIntent(newIntent("att_a_1")));
    expect(fault).toBeInstanceOf(IntentNotMade);
    expect(fault).toMatchObject({ why: "key_spent" });
    await payments.createIntent(newIntent("att_a_2"));
    const statuses = simulator.admin.state().intents.map((intent) => intent.status);
    expect(statuses).toEqual(["requires_payment_method", "requires_payment_method"]);
  });

  test("another body under the key, after a deployment: the key is spent too", async () => {
    await world.payments.createIntent(newIntent("att_b_1"));
    const fault = await thrownBy(world.payments.createIntent(newIntent("att_b_1", 8000)));
    expect(fault).toMatchObject({ name: "IntentNotMade", why: "key_spent" });
  });

  test("a price of 0.20: refused, with Stripe's code and parameter", async () => {
    const fault = await thrownBy(world.payments.createIntent(newIntent("att_c_1", 20)));
    const where = { code: "amount_too_small", param: "amount" };
    expect(fault).toMatchObject({ name: "IntentNotMade", why: "refused", ...where });
  });

  test.each(["fail_before", "rate_limit", "conflict", "drop_before"] as const)(
    "%s proves nothing: the same key works later",
    async (kind) => {
      world.simulator.admin.faults.add({ kind, times: 2 });
      const fault = await thrownBy(world.payments.createIntent(newIntent("att_d_1")));
      expect(fault).toBeInstanceOf(PortFault);
      world.simulator.admin.faults.clear();
      await world.payments.createIntent(newIntent("att_d_1"));
    },
  );
});
