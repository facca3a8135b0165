import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import { signatureHeader } from "../simulators/stripe/webhooks.ts";
import { newIntent, openStripeWorld, type StripeWorld, WEBHOOK_SECRET } from "./stripe-world.ts";

let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

const verify = (body: string) =>
  world.payments.verifyWebhook(
    body,
    signatureHeader(body, WEBHOOK_SECRET, Math.floor(Date.now() / 1000)),
    Date.now(),
  );

describe("what is rightly signed and no event that we read", () => {
  test("a thin event (v2) is an event that asks for nothing", async () => {
    const thin = {
      object: "v2.core.event",
      id: "evt_65THIN",
      type: "v1.payment_intent.succeeded",
      created: "2026-11-30T12:00:00.000Z",
      livemode: false,
      related_object: { id: "pi_1", type: "payment_intent", url: "/v1/payment_intents/pi_1" },
    };
    expect(await verify(JSON.stringify(thin))).toMatchObject({
      id: "evt_65THIN",
      type: "thin: v1.payment_intent.succeeded",
      createdAt: Date.UTC(2026, 10, 30, 12),
      intentId: null,
    });
  });

  test.each([
    "null",
    "5",
    "[]",
    "{}",
    '"event"',
    "{",
    '{"object":"event","id":"evt_1","type":"x","created":1,"livemode":false}',
    '{"object":"event","id":"evt_1","type":"x","created":1,"livemode":false,"data":{"object":7}}',
    '{"object":"v2.core.event","id":"evt_1"}',
  ])("junk is refused like a wrong signature, and is no fault of ours: %s", async (body) => {
    await expect(verify(body)).rejects.toMatchObject({ name: "BadSignature" });
  });
});

test("a restricted key that lacks a permission: the fault names it, and not the key", async () => {
  world.simulator.admin.faults.add({ kind: "forbidden", method: "POST", path: "payment_intents" });
  const fault = await world.payments.createIntent(newIntent("att_f_1")).catch((e: unknown) => e);
  expect(fault).toBeInstanceOf(PortFault);
  expect(String(fault)).toMatch(/403 .*rak_payment_intent_write/);
  expect(String(fault)).not.toMatch(/[rs]k_test/);
});
