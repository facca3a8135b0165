/** Confirmation by our server, with a token that Stripe.js made in the browser. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AttemptId, IntentId } from "../../src/domain/base/ids.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { callStripe, newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

/** As Stripe.js does with the publishable key. */
async function tokenOf(card: string) {
  const answer = await fetch(`${world.simulator.url}/v1/confirmation_tokens`, {
    method: "POST",
    headers: { authorization: "Bearer pk_test_simulator" },
    body: new URLSearchParams({
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": card,
      "payment_method_data[card][cvc]": "123",
      return_url: "https://topup.example.com/t/a/b",
    }),
  });
  const { id } = (await answer.json()) as { id: string };
  return toId("ctoken", id);
}
async function order(card: string, attemptId: AttemptId = "att_c_1") {
  const { intentId } = await world.payments.createIntent(newIntent(attemptId));
  return { attemptId, intentId, confirmationToken: await tokenOf(card), returnUrl: null };
}
const chargesOf = async (intentId: IntentId) =>
  (await callStripe(world.simulator, "GET", "/v1/charges", { payment_intent: intentId })).body
    .data as readonly unknown[];

const CASES = [
  ["4242424242424242", { payment: "sent", action: null, error: null }],
  ["4000002760003184", { payment: "action", action: "bank_check", error: null }],
  [
    "4000000000009995",
    {
      payment: "declined",
      clientSecret: null,
      error: { type: "card_error", code: "card_declined", declineCode: "insufficient_funds" },
    },
  ],
  ["4000000000000069", { payment: "declined", error: { code: "expired_card", declineCode: null } }],
  [
    "4000000000010050",
    {
      payment: "declined",
      clientSecret: null,
      error: { type: "invalid_request_error", code: "card_decline_rate_limit_exceeded" },
    },
  ],
] as const;

describe("a confirmation", () => {
  test.each(CASES)("with the card %s: %j", async (card, expected) => {
    expect(await world.payments.confirmIntent(await order(card))).toMatchObject(expected);
  });

  test.each(CASES)("with the card %s, sent again: the same answer, and one try", async (card) => {
    const asked = await order(card);
    const first = await world.payments.confirmIntent(asked);
    expect(await world.payments.confirmIntent(asked)).toEqual(first);
    expect((await chargesOf(asked.intentId)).length).toBeLessThanOrEqual(1);
  });

  test("another card after a decline: paid", async () => {
    const asked = await order("4000000000000002");
    await world.payments.confirmIntent(asked);
    const confirmationToken = await tokenOf("4242424242424242");
    const paid = await world.payments.confirmIntent({ ...asked, confirmationToken });
    expect(paid.payment).toBe("sent");
  });

  test("a token that was used for another attempt: declined, and nothing is charged", async () => {
    const { confirmationToken, ...used } = await order("4000000000000002");
    await world.payments.confirmIntent({ ...used, confirmationToken });
    const other = await order("4242424242424242", "att_c_2");
    const answer = await world.payments.confirmIntent({ ...other, confirmationToken });
    expect(answer).toMatchObject({ payment: "declined", error: { param: "confirmation_token" } });
    expect(await chargesOf(other.intentId)).toEqual([]);
  });

  test("given the answer got lost after Stripe had charged: thrown; again: the answer", async () => {
    const asked = await order("4242424242424242");
    world.simulator.admin.faults.add({ kind: "cut_after", path: "confirm" });
    await expect(world.payments.confirmIntent(asked)).rejects.toThrow("stripe");
    expect(await world.payments.confirmIntent(asked)).toMatchObject({ payment: "sent" });
    expect(await chargesOf(asked.intentId)).toHaveLength(1);
  });
});

test.each([
  [null, "https://topup.example.com/t/a/b"],
  ["https://topup.example.com/t/c/d", "https://topup.example.com/t/c/d"],
])(
  "the bank leads back to %s; a forged token's address counts only without ours",
  async (returnUrl, back) => {
    const asked = await order("paypal");
    expect(await world.payments.confirmIntent({ ...asked, returnUrl })).toMatchObject({
      payment: "action",
      action: "redirect",
    });
    const { body } = await callStripe(
      world.simulator,
      "GET",
      `/v1/payment_intents/${asked.intentId}`,
    );
    expect(body.next_action).toMatchObject({ redirect_to_url: { return_url: back } });
  },
);

test("the card of a token is known before it is tried; of no token there is none", async () => {
  const token = await tokenOf("4242424242424242");
  expect(await world.payments.cardOf(token)).toBe("fp_42424242");
  expect(await world.payments.cardOf("ctoken_none")).toBeNull();
});

test("no browser may read a token, and no browser may confirm with one", async () => {
  const id = await tokenOf("4242424242424242");
  const headers = { authorization: "Bearer pk_test_simulator" };
  const read = await fetch(`${world.simulator.url}/v1/confirmation_tokens/${id}`, { headers });
  expect(read.status).toBe(401);
  const known = await callStripe(world.simulator, "GET", `/v1/confirmation_tokens/${id}`);
  expect(known.body).toMatchObject({
    object: "confirmation_token",
    payment_method_preview: { type: "card", card: { last4: "4242", fingerprint: "fp_42424242" } },
  });
});
