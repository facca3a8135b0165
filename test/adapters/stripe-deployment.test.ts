/** What two deployments on one Stripe account see of each other. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPayments } from "../../src/adapters/stripe/payments.ts";
import type { Payments } from "../../src/app/ports/payments.ts";
import { newIntent, openStripeWorld, SECRET_KEY, type StripeWorld } from "./stripe-world.ts";

const SOON = { withinMs: 5000 };
let world: StripeWorld;
let renamed: Payments;
beforeAll(async () => {
  world = await openStripeWorld();
  const apiUrl = world.simulator.url;
  const keys = { secretKey: SECRET_KEY, webhookSecret: "whsec_simulator" };
  renamed = createPayments({ ...keys, deployment: "renamed-1", apiUrl });
});
afterAll(() => world.simulator.close());

describe("an intent under another id", () => {
  test("carries no metadata of ours, but the tags by which an object can recognise it", async () => {
    const wish = newIntent("att_dep_1");
    const { intentId } = await world.payments.createIntent(wish);
    const own = await world.payments.readIntent(intentId);
    expect(own).toMatchObject({ metadata: wish.metadata, untrusted: { otherTag: null } });
    const others = await renamed.readIntent(intentId);
    expect(others?.metadata).toBeNull();
    expect(others?.untrusted).toMatchObject({
      otherDeployment: true,
      otherTag: { deployment: "topup.test", metadata: wish.metadata },
    });
  });
});

test("a restricted key that may not read webhook endpoints says so, and does the rest", async () => {
  const restricted = createPayments({
    secretKey: SECRET_KEY.replace("sk_", "rk_"),
    webhookSecret: "whsec_simulator",
    deployment: "topup.test",
    apiUrl: world.simulator.url,
  });
  expect(await restricted.listWebhookEndpoints(SOON)).toBe("forbidden");
  expect(await restricted.createIntent(newIntent("att_dep_2"))).toMatchObject({ livemode: false });
});

test("webhook endpoints: their address, whether they are enabled, the deployment they name", async () => {
  const { admin } = world.simulator;
  admin.addEndpoint({ url: "https://a.example/hook", metadata: { deployment: "a-1" } });
  admin.addEndpoint({ url: "https://b.example/hook", status: "disabled" });
  expect(await world.payments.listWebhookEndpoints(SOON)).toEqual([
    { url: "https://b.example/hook", enabled: false, deployment: null },
    { url: "https://a.example/hook", enabled: true, deployment: "a-1" },
  ]);
});

test("a list that takes too long is given up in time, and not asked for again", async () => {
  const { faults } = world.simulator.admin;
  faults.add({ kind: "hold", path: "webhook_endpoints" });
  const asked = world.payments.listWebhookEndpoints({ withinMs: 50 });
  await expect(asked).rejects.toThrow(/stripe/);
  faults.release();
  await expect(
    world.payments.listWebhookEndpoints(SOON),
    "one hold was enough",
  ).resolves.toBeDefined();
});
