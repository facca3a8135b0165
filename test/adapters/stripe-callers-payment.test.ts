import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { toStripeMetadata } from "../../src/adapters/stripe/payment-metadata.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { callStripe, newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

/** An intent that another system on this account made and charged. */
async function read(metadata: Readonly<Record<string, string>>) {
  const form = Object.entries(metadata).map(([name, value]) => [`metadata[${name}]`, value]);
  const made = await callStripe(world.simulator, "POST", "/v1/payment_intents", {
    amount: "7000",
    currency: "usd",
    "automatic_payment_methods[enabled]": "true",
    ...Object.fromEntries(form),
  });
  world.simulator.admin.pay(String(made.body.id));
  return world.payments.readIntent(toId("pi", String(made.body.id)));
}

describe("an intent that a caller made", () => {
  test("given it names a service: the untrusted metadata is read, and it has none of ours", async () => {
    const reading = await read({ service_uuid: "u-1", imsi: "505010000000001" });
    expect(reading).toMatchObject({ status: "succeeded", metadata: null });
    expect(reading?.untrusted).toMatchObject({
      serviceUuid: "u-1",
      imsi: "505010000000001",
      otherDeployment: false,
    });
  });

  test("given it names no service: the reading has none", async () => {
    expect((await read({}))?.untrusted).toMatchObject({
      serviceUuid: null,
      imsi: null,
      otherDeployment: false,
    });
  });

  test.each([
    ["of another deployment", toStripeMetadata(newIntent("att_1").metadata, "other.test")],
    ["of ours that is incomplete", { deployment: "topup.test", top_up_id: "top_1" }],
    [
      "of ours for a kind that this version does not know",
      { ...toStripeMetadata(newIntent("att_1").metadata, "topup.test"), kind: "money" },
    ],
  ])(
    "given metadata %s: `otherDeployment`, whatever else it names",
    async (_whose, paymentMetadata) => {
      const reading = await read({ ...paymentMetadata, service_uuid: "u-1" });
      expect(reading?.metadata).toBeNull();
      expect(reading?.untrusted?.otherDeployment).toBe(true);
    },
  );

  test("given metadata of ours: it is no other deployment's", async () => {
    const { payments } = world;
    const { intentId } = await payments.createIntent(newIntent("att_b_1"));
    expect((await payments.readIntent(intentId))?.untrusted?.otherDeployment).toBe(false);
  });

  test("given it is bound: it has our metadata from then on, beside the untrusted one", async () => {
    const { payments } = world;
    const before = await read({ service_uuid: "u-1" });
    const { metadata: paymentMetadata } = newIntent("att_c_1");
    const intentId = before?.intentId ?? "pi_none";
    await payments.tagIntent({ intentId, metadata: paymentMetadata });
    await payments.tagIntent({ intentId, metadata: paymentMetadata });
    expect(await payments.readIntent(intentId)).toEqual({ ...before, metadata: paymentMetadata });
  });

  test("given another deployment was first: ours is not written", async () => {
    const intentId = (await read({}))?.intentId ?? "pi_none";
    await callStripe(
      world.simulator,
      "POST",
      `/v1/payment_intents/${intentId}`,
      { "metadata[deployment]": "other.test" },
      { "Idempotency-Key": `tag:${intentId}` },
    );
    const { metadata: paymentMetadata } = newIntent("att_d_1");
    await expect(world.payments.tagIntent({ intentId, metadata: paymentMetadata })).rejects.toThrow(
      "stripe",
    );
    expect((await world.payments.readIntent(intentId))?.untrusted?.otherDeployment).toBe(true);
  });
});
