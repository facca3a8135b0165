import { beforeEach, describe, expect, test } from "vitest";
import { derivedId } from "../../src/app/base/derived-id.ts";
import type { StripeEvent } from "../../src/app/ports/payments.ts";
import { type IntentId, type TopUpId, toId } from "../../src/domain/base/ids.ts";
import { paymentIntentCreated } from "../../src/http/api/request-payment-intent.ts";
import { runSweep } from "../app/fake-cron.ts";
import { provisionAll } from "../app/legacy-caller.ts";
import { dongle, NOW } from "../app/test-backend.ts";
import { KEY } from "./journey.ts";
import { problemOf, TestApp } from "./test-app.ts";

let app: TestApp;
beforeEach(() => {
  app = new TestApp();
});
const PAIR = { service_uuid: dongle.serviceUuid, imsi: dongle.imsi };
const BODY = { ...PAIR, quantity: 7 };
/** A server keeps no cookie. */
const SERVER = { ...KEY, Cookie: "" };
const ask = (body: object = BODY, headers: Record<string, string> = SERVER) =>
  app.post("/api/payment-intents", body, headers);

describe("POST /api/payment-intents, for callers with a page of their own", () => {
  test("a top-up at the server's price, with the secret to pay it", async () => {
    const answer = await ask();
    expect(answer.status).toBe(201);
    const made = paymentIntentCreated.parse(await answer.json());
    expect(made.price).toEqual({ minor: 7000, currency: "usd" });
    expect(made.client_secret).toBe(`${made.payment_intent_id}_secret`);
    expect(app.backend.stripe.created[0]?.metadata.topUpId).toBe(made.top_up.id);
  });

  test("the same key again, without a cookie: the same top-up and the same secret", async () => {
    const first = await (await ask()).json();
    const again = await ask();
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(first);
    const other = await problemOf(await ask({ ...BODY, quantity: 8 }));
    expect(other).toMatchObject({ code: "key_conflict" });
  });

  test("an unverified caller that guesses the key gets no secret by it", async () => {
    const anna = { first_name: "Anna", last_name: "Ng", email: "anna@example.com" };
    await ask({ ...BODY, customer: anna });
    const { service_token } = (await (await app.call("/api/service")).json()) as {
      service_token: string;
    };
    const customer = { ...anna, email: "mallory@evil.example" };
    const guessed = await (await ask({ service_token, quantity: 7, customer })).json();
    expect(guessed).toMatchObject({ client_secret: null });
    const own = await (await ask({ ...BODY, customer: anna })).json();
    expect(own).toMatchObject({ top_up: { email_masked: "a…a@example.com" } });
  });

  test("the session that follows from a known key opens nothing as a cookie", async () => {
    await ask();
    const topUp = app.backend.object.core.store.newest();
    const ofServer = topUp?.request.sessionId ?? "";
    expect(ofServer).toMatch(/^ses_/);
    const text = `payment-intents:${topUp?.request.serviceId}:pair:null:${KEY["Idempotency-Key"]}`;
    expect(await derivedId("ses", text)).not.toBe(ofServer);
    const { service_token } = (await (await app.call("/api/service")).json()) as {
      service_token: string;
    };
    const stolen = { ...KEY, Cookie: `__Host-et_session=${ofServer}` };
    const guessed = await app.post("/api/payment-intents", { service_token, quantity: 7 }, stolen);
    expect(await guessed.json()).toMatchObject({ client_secret: null });
  });

  test("key, uuid and IMSI from another network: the intent's id, and no secret", async () => {
    const from = (ip: string) => ask(BODY, { ...SERVER, "CF-Connecting-IP": ip });
    const first = paymentIntentCreated.parse(await (await from("198.51.100.7")).json());
    expect(first.client_secret).not.toBeNull();
    const { payment_intent_id } = first;
    const near = await (await from("198.51.100.99")).json();
    expect(near).toMatchObject({ payment_intent_id, client_secret: first.client_secret });
    const far = await (await from("192.0.2.1")).json();
    expect(far).toMatchObject({ payment_intent_id, client_secret: null });
  });

  test("uuid and IMSI without a key are a weak identity: the label is masked", async () => {
    await ask();
    const { identifiedBy, serviceLabel } = app.backend.object.core.store.newest()?.request ?? {};
    expect(identifiedBy).toEqual({ method: "pair", linkId: null });
    expect(serviceLabel).toMatch(/^…/);
  });

  test("once paid, the legacy route syncs it and answers how it ended", async () => {
    const { payment_intent_id } = paymentIntentCreated.parse(await (await ask()).json());
    app.backend.stripe.pay(toId("pi", payment_intent_id ?? ""));
    app.backend.object.whileWaiting = () => provisionAll(app.backend);
    const body = { ...PAIR, payment_intent_id, days: 7, topup_amount: 70 };
    const answer = await app.post("/oam/topup_dongle", body);
    expect(await answer.json()).toMatchObject({ result: "OK", payment_intent_id });
  });

  describe("credited without the legacy route", () => {
    const event = (intentId: IntentId): StripeEvent => ({
      id: "evt_1",
      type: "payment_intent.succeeded",
      createdAt: NOW,
      livemode: false,
      intentId,
      metadata: null,
      refund: null,
    });
    async function paidIntent() {
      const created = paymentIntentCreated.parse(await (await ask()).json());
      const intentId = toId("pi", created.payment_intent_id ?? "");
      app.backend.stripe.pay(intentId);
      return { intentId, topUpId: toId("top", created.top_up.id) };
    }
    const seen = async (topUpId: TopUpId) => {
      const view = await app.backend.object.port.getTopUp({ topUpId });
      const origin = app.backend.object.core.store.load(topUpId)?.request.origin;
      return { state: view?.state, origin };
    };

    test("by the webhook alone", async () => {
      const { intentId, topUpId } = await paidIntent();
      const signed = { "Stripe-Signature": "right" };
      const body = JSON.stringify(event(intentId));
      const answer = await app.post("/webhooks/stripe", body, signed);
      expect(await answer.json()).toEqual({ outcome: "recorded" });
      expect(await seen(topUpId)).toEqual({ state: "paid", origin: "api" });
      await provisionAll(app.backend);
      expect(await seen(topUpId)).toEqual({ state: "credited", origin: "api" });
    });

    test("by the sweep alone: no webhook, no call, no page", async () => {
      const { intentId, topUpId } = await paidIntent();
      const { stripe, ports } = app.backend;
      stripe.reported = [event(intentId)];
      const none = { endedIntents: async () => new Set(), unfinishedServices: async () => [] };
      Object.assign(ports.readModels, none);
      await runSweep(ports);
      expect(await seen(topUpId)).toEqual({ state: "paid", origin: "api" });
      await provisionAll(app.backend);
      expect(await seen(topUpId)).toEqual({ state: "credited", origin: "api" });
    });
  });

  test("a legacy call over a silent OCS: 500 OCS connection timeout, and a refund", async () => {
    const created = paymentIntentCreated.parse(await (await ask()).json());
    const { payment_intent_id } = created;
    const topUpId = toId("top", created.top_up.id);
    app.backend.stripe.pay(toId("pi", payment_intent_id ?? ""));
    const silent = { kind: "unreadable", at: NOW, why: "timeout after 2500 ms" } as const;
    app.backend.reading = silent;
    const { port, core } = app.backend.object;
    // The consumer tries, and the OCS does not answer.
    app.backend.object.whileWaiting = async () => {
      const claim = await port.claimTopUp({ topUpId });
      if (claim.kind !== "grant") throw new Error(`not to provision: ${claim.kind}`);
      await port.grantCredit({ topUpId, fence: claim.fence, reading: silent });
    };
    const body = { ...PAIR, payment_intent_id, days: 7, topup_amount: 70 };
    const timeout = { result: "Failed", Reason: "OCS connection timeout", status: 500 };
    const answer = await app.post("/oam/topup_dongle", body);
    expect([answer.status, await answer.json()]).toEqual([500, timeout]);
    expect(core.store.load(topUpId)).toMatchObject({
      decision: "return",
      returnReason: "ocs_silent",
      request: { origin: "api" },
      refunds: [{ intentId: payment_intent_id, amount: { minor: 7000 }, purpose: "return" }],
    });
    const again = await app.post("/oam/topup_dongle", body);
    expect(await again.json(), "the same request again: the same answer").toEqual(timeout);
  });

  test("by service token, with a customer for the receipt", async () => {
    const { service_token } = (await (await app.call("/api/service")).json()) as {
      service_token: string;
    };
    const customer = { first_name: "Anna", last_name: "Ng", email: "anna@example.com" };
    const made = await ask({ service_token, quantity: 3, customer });
    expect(await made.json()).toMatchObject({ top_up: { email_masked: "a…a@example.com" } });
  });

  test.each([
    ["service_not_identified", { ...BODY, imsi: "310120123456789" }],
    ["service_not_identified", { ...BODY, service_uuid: "u-9" }],
    ["service_token_invalid", { service_token: "forged", quantity: 7 }],
    ["invalid_request", { ...BODY, quantity: 31 }],
    ["invalid_request", { ...BODY, amount: 1 }],
    ["invalid_request", { quantity: 7 }],
  ])("%s: %j", async (code, body) => {
    expect(await problemOf(await ask(body))).toMatchObject({ code });
  });

  test("without an Idempotency-Key: refused", async () => {
    const refused = await problemOf(await ask(BODY, {}));
    expect(refused.errors).toMatchObject([{ field: "Idempotency-Key" }]);
  });
});
