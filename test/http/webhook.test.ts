import { describe, expect, test } from "vitest";
import type { IntentId } from "../../src/domain/base/ids.ts";
import { intentOf, pressPay } from "./journey.ts";
import { problemOf, TestApp } from "./test-app.ts";

const RIGHT = { "Stripe-Signature": "right" };
const event = (intentId: IntentId) =>
  JSON.stringify({
    id: "evt_1",
    type: "payment_intent.succeeded",
    createdAt: 0,
    livemode: false,
    intentId,
    metadata: null,
    refund: null,
  });

describe("POST /webhooks/stripe", () => {
  test("200 when the object knows", async () => {
    const app = new TestApp();
    const created = await pressPay(app);
    app.backend.stripe.pay(intentOf(created));
    const answer = await app.post("/webhooks/stripe", event(intentOf(created)), RIGHT);
    expect([answer.status, await answer.json()]).toEqual([200, { outcome: "recorded" }]);
  });

  test.each([
    ["none", {}],
    ["wrong", { "Stripe-Signature": "wrong" }],
  ])("a signature that is %s: 400", async (_how, headers) => {
    const answer = await new TestApp().post("/webhooks/stripe", event("pi_1"), headers);
    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatchObject({
      code: "invalid_request",
      errors: [{ field: "Stripe-Signature" }],
    });
  });

  test("no answer from Stripe or the object: 500, so that Stripe sends it again", async () => {
    const app = new TestApp();
    const created = await pressPay(app);
    app.backend.stripe.silent = true;
    const answer = await app.post("/webhooks/stripe", event(intentOf(created)), RIGHT);
    expect(await problemOf(answer)).toMatchObject({ code: "internal", status: 500 });
  });

  test("up to 256 KiB are read, more is 413", async () => {
    const app = new TestApp();
    const long = { Accept: "*/*", "Transfer-Encoding": "chunked" };
    const large = await app.post("/webhooks/stripe", "x".repeat(256 * 1024), long);
    expect(large.status).toBe(400);
    const larger = await app.post("/webhooks/stripe", "x".repeat(256 * 1024 + 1), long);
    expect(await problemOf(larger)).toMatchObject({ code: "body_too_large" });
  });
});
