/** Rightly signed, and not what we read: answered in one line, never with 500. */
import { expect, test } from "vitest";
import { createPayments } from "../../src/adapters/stripe/payments.ts";
import { signatureHeader } from "../simulators/stripe/webhooks.ts";
import { problemOf, TestApp } from "./test-app.ts";

const SECRET = "whsec_of_tests_only";
const THIN = JSON.stringify({
  object: "v2.core.event",
  id: "evt_65THIN",
  type: "v1.payment_intent.succeeded",
  created: "2026-11-30T12:00:00.000Z",
  livemode: false,
  related_object: { id: "pi_1", type: "payment_intent", url: "/v1/payment_intents/pi_1" },
});

/** The route with the real check of signatures, and the lines that it logs. */
async function deliver(body: string) {
  const app = new TestApp();
  const real = createPayments({
    secretKey: "sk_test_1",
    webhookSecret: SECRET,
    deployment: "topup.test",
    apiUrl: "http://127.0.0.1:1",
    timeoutMs: 1000,
  });
  app.backend.stripe.verifyWebhook = (text, signature) =>
    real.verifyWebhook(text, signature, app.backend.now);
  const at = Math.floor(app.backend.now / 1000);
  const headers = { "Stripe-Signature": signatureHeader(body, SECRET, at) };
  const answer = await app.post("/webhooks/stripe", body, headers);
  const refused = app.backend.logged.filter(({ event }) => event === "webhook_refused");
  return { answer, refused };
}

test("a thin event (v2): 200, and nothing is asked of it", async () => {
  const { answer, refused } = await deliver(THIN);
  expect(answer.status).toBe(200);
  expect(refused).toEqual([]);
});

test.each(["null", "5", "[]", "{}", "{", '"event"', '{"object":"v2.core.event","id":"evt_1"}'])(
  "signed junk, %s: 400 with one line in the log",
  async (body) => {
    const { answer, refused } = await deliver(body);
    expect(await problemOf(answer)).toMatchObject({ status: 400, code: "invalid_request" });
    expect(refused).toHaveLength(1);
  },
);
