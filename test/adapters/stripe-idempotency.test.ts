import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callStripe, newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

/** The simulator's rules, as recorded from Stripe; the other tests rely on them. */
let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

const FORM = { amount: "7000", currency: "usd" };
const post = (path: string, form: Record<string, string>, key: string) =>
  callStripe(world.simulator, "POST", path, form, { "idempotency-key": key });
const intents = () => world.simulator.admin.state().intents.length;

describe("idempotency keys", () => {
  test("same key, same parameters: replayed, with a header that says so", async () => {
    const first = await post("/v1/payment_intents", FORM, "k1");
    const second = await post("/v1/payment_intents", FORM, "k1");
    expect(second.body).toEqual(first.body);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(second.headers.get("original-request")).toBe(first.headers.get("request-id"));
    expect(intents()).toBe(1);
  });

  test("same key, other parameters or another endpoint: idempotency_error", async () => {
    await post("/v1/payment_intents", FORM, "k2");
    const other = await post("/v1/payment_intents", { ...FORM, amount: "7001" }, "k2");
    expect(other).toMatchObject({ status: 400, body: { error: { type: "idempotency_error" } } });
    const elsewhere = await post("/v1/refunds", FORM, "k2");
    expect(elsewhere.body).toMatchObject({ error: { type: "idempotency_error" } });
  });

  test("same key during the first call: 409, then the first answer", async () => {
    const { faults } = world.simulator.admin;
    faults.add({ kind: "hold", path: "payment_intents" });
    const held = faults.untilPending(1);
    const first = post("/v1/payment_intents", FORM, "k3");
    await held;
    const second = await post("/v1/payment_intents", FORM, "k3");
    expect(second).toMatchObject({
      status: 409,
      body: { error: { code: "idempotency_key_in_use" } },
    });
    faults.release();
    expect((await first).status).toBe(200);
    const third = await post("/v1/payment_intents", FORM, "k3");
    expect(third.headers.get("idempotent-replayed")).toBe("true");
    expect(intents()).toBe(1);
  });

  test("a decline is replayed: a second card needs another key", async () => {
    const { intentId } = await world.payments.createIntent(newIntent("att_i_1"));
    const path = `/v1/payment_intents/${intentId}/confirm`;
    const form = { payment_method: "pm_card_visa_chargeDeclined" };
    const first = await post(path, form, "k4");
    expect(first).toMatchObject({
      status: 402,
      body: { error: { type: "card_error", code: "card_declined" } },
    });
    expect(first.body).toHaveProperty("error.payment_intent.status", "requires_payment_method");
    const second = await post(path, form, "k4");
    expect(second.status).toBe(402);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect((await post(path, { payment_method: "pm_card_visa" }, "k5")).status).toBe(200);
  });

  test("a 500 after executing is replayed; one before executing is not", async () => {
    const { faults } = world.simulator.admin;
    faults.add({ kind: "fail_after" });
    expect((await post("/v1/payment_intents", FORM, "k6")).status).toBe(500);
    expect((await post("/v1/payment_intents", FORM, "k6")).status).toBe(500);
    expect(intents()).toBe(1);
    faults.add({ kind: "fail_before" });
    expect((await post("/v1/payment_intents", FORM, "k7")).status).toBe(500);
    expect((await post("/v1/payment_intents", FORM, "k7")).status).toBe(200);
    expect(intents()).toBe(2);
  });

  test("failed validation and 429 are not kept", async () => {
    const bad = await post("/v1/payment_intents", { ...FORM, foo: "1" }, "k8");
    expect(bad.body).toMatchObject({ error: { code: "parameter_unknown", param: "foo" } });
    expect((await post("/v1/payment_intents", FORM, "k8")).status).toBe(200);
    world.simulator.admin.faults.add({ kind: "rate_limit" });
    expect((await post("/v1/payment_intents", FORM, "k9")).status).toBe(429);
    expect((await post("/v1/payment_intents", FORM, "k9")).status).toBe(200);
  });

  test("after 24 hours the key is forgotten", async () => {
    await post("/v1/payment_intents", FORM, "k10");
    world.simulator.admin.advanceClock(24 * 3_600_000);
    await post("/v1/payment_intents", FORM, "k10");
    expect(intents()).toBe(2);
  });
});

describe("parameters", () => {
  test.each([
    [{ currency: "usd" }, "parameter_missing", "amount"],
    [{ ...FORM, amount: "12.5" }, "parameter_invalid_integer", "amount"],
    [{ ...FORM, amount: "-1" }, "parameter_invalid_integer", "amount"],
    [
      { ...FORM, "payment_method_types[0]": "card" },
      "payment_method_types_no_longer_supported",
      "payment_method_types",
    ],
    [
      { ...FORM, "automatic_payment_methods[on]": "true" },
      "parameter_missing",
      "automatic_payment_methods[enabled]",
    ],
  ])("%o is refused with %s", async (form, code, param) => {
    const answer = await callStripe(world.simulator, "POST", "/v1/payment_intents", { ...form });
    expect(answer).toMatchObject({ status: 400, body: { error: { code, param } } });
  });

  test("a browser's key opens the intent whose secret it has, and nothing else", async () => {
    const { simulator, payments } = world;
    const { intentId, clientSecret } = await payments.createIntent(newIntent("att_pk_1"));
    const headers = { authorization: "Bearer pk_test_simulator" };
    const path = `/v1/payment_intents/${intentId}`;
    const secret = { client_secret: clientSecret };
    const mine = await callStripe(simulator, "GET", path, secret, headers);
    expect(mine).toMatchObject({ status: 200, body: { status: "requires_payment_method" } });
    expect(mine.body).not.toHaveProperty("metadata");
    const guessed = await callStripe(simulator, "GET", path, { client_secret: "x" }, headers);
    expect(guessed.status).toBe(400);
    expect((await callStripe(simulator, "GET", "/v1/refunds", {}, headers)).status).toBe(401);
  });
});
