import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AttemptId, IntentId } from "../../src/domain/base/ids.ts";
import { EXCLUDED_METHODS } from "../../src/domain/payment/excluded-methods.ts";
import { callStripe, newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

/** The simulator's cards, bank debits and redirects, read by the real adapter. */
let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

const created = async (attemptId: AttemptId) =>
  (await world.payments.createIntent(newIntent(attemptId))).intentId;
const reading = (intentId: IntentId) => world.payments.readIntent(intentId);
const eventTypes = async () => {
  const { body } = await callStripe(world.simulator, "GET", "/v1/events");
  return (body as { data: { type: string }[] }).data.map(({ type }) => type).reverse();
};
const latestCharge = async () => {
  const { body } = await callStripe(world.simulator, "GET", "/v1/charges");
  return (body as { data: Record<string, unknown>[] }).data[0];
};

describe("every family of declines has its card", () => {
  test.each([
    ["4000000000009995", "card_declined", "insufficient_funds"],
    ["4000000000006975", "card_declined", "card_velocity_exceeded"],
    ["4000000000000069", "expired_card", null],
    ["4000000000000127", "incorrect_cvc", null],
    ["4242424242424241", "incorrect_number", null],
    ["4000000000010035", "incorrect_number", null],
    ["4000000000000002", "card_declined", "generic_decline"],
    ["4000000000010001", "card_declined", "do_not_honor"],
    ["4000000000010019", "card_declined", "card_not_supported"],
    ["4000000000010027", "card_declined", "currency_not_supported"],
    ["4000000000009987", "card_declined", "lost_card"],
    ["4000000000009979", "card_declined", "stolen_card"],
    ["4100000000000019", "card_declined", "fraudulent"],
    ["4000000000000119", "processing_error", null],
    ["4000000000010043", "card_declined", "try_again_later"],
    ["4000000000010068", "card_declined", "pin_try_exceeded"],
  ])("%s: %s, %s", async (card, code, declineCode) => {
    const intentId = await created(`att_${card}`);
    world.simulator.admin.pay(intentId, card);
    expect(await reading(intentId)).toMatchObject({
      status: "open",
      decline: { code, declineCode },
    });
  });

  test("given too many tries: Stripe refuses, and the intent is as before", async () => {
    const intentId = await created("att_many");
    expect(() => world.simulator.admin.pay(intentId, "4000000000010050")).toThrow(/maximum number/);
    expect(await reading(intentId)).toMatchObject({ status: "open", decline: null });
  });
});

describe("a bank debit", () => {
  test("given it was started: processing with a pending charge, days later paid", async () => {
    const { admin } = world.simulator;
    const intentId = await created("att_debit");
    admin.pay(intentId, "pm_usBankAccount_success");
    expect(await reading(intentId)).toMatchObject({
      status: "processing",
      method: "us_bank_account",
    });
    expect(await latestCharge()).toMatchObject({ status: "pending", paid: false });
    admin.advanceClock(4 * 86_400_000);
    admin.completePayment(intentId, "succeeded");
    expect(await reading(intentId)).toMatchObject({
      status: "succeeded",
      amount: { minor: 7000, currency: "usd" },
    });
    const charge = await latestCharge();
    expect(charge).toMatchObject({ status: "succeeded", paid: true });
    expect(charge?.id).toMatch(/^py_/);
    expect(await eventTypes()).toEqual([
      "payment_intent.created",
      "charge.pending",
      "payment_intent.processing",
      "charge.succeeded",
      "payment_intent.succeeded",
    ]);
  });

  test.each([
    ["pm_usBankAccount_insufficientFunds", "insufficient_funds"],
    ["pm_usBankAccount_accountClosed", "account_closed"],
    ["000333333335", "debit_not_authorized"],
    ["AT861904300235473202", "payment_intent_payment_attempt_failed"],
  ])("given %s and the bank declines: open again, %s", async (account, code) => {
    const { admin } = world.simulator;
    const intentId = await created(`att_${account}`);
    admin.pay(intentId, account);
    admin.completePayment(intentId, "failed");
    expect(await reading(intentId)).toMatchObject({ status: "open", decline: { code } });
    expect((await eventTypes()).slice(-2)).toEqual([
      "charge.failed",
      "payment_intent.payment_failed",
    ]);
  });

  test("given time passes: each account ends in its own way, and one never ends", async () => {
    const { admin } = world.simulator;
    admin.timing.laterMs = 1;
    const [good, bad, never] = [
      await created("att_1"),
      await created("att_2"),
      await created("att_3"),
    ];
    admin.pay(good, "pm_usBankAccount_success");
    admin.pay(bad, "pm_usBankAccount_noAccount");
    admin.pay(never, "pm_usBankAccount_processing");
    await expect.poll(async () => (await reading(good))?.status).toBe("succeeded");
    await expect.poll(async () => (await reading(bad))?.decline?.code).toBe("no_account");
    expect((await reading(never))?.status).toBe("processing");
  });

  test("given it is refunded: the refund is not one of a card", async () => {
    const { admin } = world.simulator;
    const intentId = await created("att_refund");
    admin.pay(intentId, "AT611904300234573201");
    admin.completePayment(intentId, "succeeded");
    expect(admin.refundExternally(intentId).id).toMatch(/^pyr_/);
    expect((await reading(intentId))?.returnedMinor).toBe(7000);
  });
});

describe("a method that redirects", () => {
  test("given approved: open while the customer is away, then succeeded", async () => {
    const { admin } = world.simulator;
    const intentId = await created("att_paypal");
    const away = admin.pay(intentId, "paypal");
    expect(away.next_action).toMatchObject({
      type: "redirect_to_url",
      redirect_to_url: { url: expect.stringContaining("/frames/redirect#") },
    });
    expect((await reading(intentId))?.status).toBe("open");
    admin.threeDs(intentId, "success");
    expect(await reading(intentId)).toMatchObject({ status: "succeeded", method: "paypal" });
  });

  test("given it is canceled there: open, and not a decline by the bank", async () => {
    const { admin } = world.simulator;
    const intentId = await created("att_paypal_no");
    admin.pay(intentId, "paypal");
    admin.threeDs(intentId, "fail");
    expect(await reading(intentId)).toMatchObject({
      status: "open",
      decline: { code: "payment_intent_authentication_failure" },
    });
  });
});

describe("what Stripe.js sends with the publishable key", () => {
  const confirm = async (form: Record<string, string>) => {
    const { clientSecret, intentId } = await world.payments.createIntent(newIntent("att_pk"));
    const path = `/v1/payment_intents/${intentId}/confirm`;
    const key = { authorization: "Bearer pk_test_simulator" };
    const all = { client_secret: clientSecret, ...form };
    return { intentId, told: await callStripe(world.simulator, "POST", path, all, key) };
  };

  test("given a wallet's card: the charge names the wallet and its billing details", async () => {
    const { told } = await confirm({
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": "4242424242424242",
      "payment_method_data[card][wallet]": "google_pay",
      "payment_method_data[billing_details][email]": "sam.rivera@example.com",
    });
    expect(told.status).toBe(200);
    expect(await latestCharge()).toMatchObject({
      billing_details: { email: "sam.rivera@example.com" },
      payment_method_details: { card: { last4: "4242", wallet: { type: "google_pay" } } },
    });
  });

  test("given a redirect without a return URL: refused", async () => {
    const { told } = await confirm({ "payment_method_data[type]": "paypal" });
    expect(told).toMatchObject({ status: 400, body: { error: { param: "return_url" } } });
  });

  test("given too many tries: an invalid request, not a decline", async () => {
    const { told } = await confirm({
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": "4000000000010050",
    });
    expect(told.body).toMatchObject({
      error: { type: "invalid_request_error", code: "card_decline_rate_limit_exceeded" },
    });
  });
});

test("what takes days is excluded at the intent, under Stripe's own names", async () => {
  const intentId = await created("att_excluded");
  const { body } = await callStripe(world.simulator, "GET", `/v1/payment_intents/${intentId}`);
  expect(body).toMatchObject({
    excluded_payment_method_types: [...EXCLUDED_METHODS],
    payment_method_options: { us_bank_account: { verification_method: "instant" } },
  });
  const form = { amount: "7000", currency: "usd", "excluded_payment_method_types[0]": "voucher" };
  const unknown = await callStripe(world.simulator, "POST", "/v1/payment_intents", form);
  expect(unknown.status, "an unknown name is refused").toBe(400);
});
