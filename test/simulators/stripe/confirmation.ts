import { type Card, cardNumber, cardOf, type Decline } from "./cards.ts";
import { cardDetails, makeCharge } from "./charges.ts";
import { openDispute } from "./disputes.ts";
import type { Intent } from "./objects.ts";
import { expectStatus, findIntent } from "./payment-intents.ts";
import { badRequest, StripeRefusal } from "./stripe-error.ts";
import type { Params } from "./validate.ts";
import type { World } from "./world.ts";

/** What the Payment Element or a server hands over to pay with. */
export interface Tender {
  readonly number: string;
  readonly cvc: boolean;
}

/** `payment_method` (a name of a test method) or `payment_method_data[card]`. */
export function tenderOf(params: Params, card: Record<string, unknown> | null): Tender {
  const named = card?.number ?? params.payment_method;
  if (typeof named !== "string") {
    throw badRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      { code: "payment_intent_unexpected_state" },
    );
  }
  const number = cardNumber(named);
  if (number === null) {
    if (!card) throw badRequest(`No such PaymentMethod: '${named}'`, { code: "resource_missing" });
    const decline_code = "test_mode_live_card";
    const message =
      "Your card was declined. Your request was in test mode, but used a non test card.";
    throw new StripeRefusal(402, {
      type: "card_error",
      code: "card_declined",
      decline_code,
      message,
    });
  }
  return { number, cvc: card === null || Boolean(card.cvc) };
}

/** One try with a card. Throws the 402 of a decline after the intent has taken note of it. */
export function confirmIntent(world: World, id: string, tender: Tender): Intent {
  const intent = findIntent(world, id);
  expectStatus(intent, "confirm", [
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
  ]);
  const card = cardOf(tender.number);
  world.cards.set(id, tender.number);
  intent.payment_method = world.id("pm_");
  intent.last_payment_error = null;
  if (card.threeDs === "required") {
    intent.status = "requires_action";
    intent.next_action = { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure" } };
    world.emit("payment_intent.requires_action", intent);
    return intent;
  }
  return authorise(world, intent, tender.number, tender.cvc);
}

/** The customer's answer to the bank's question. A decline after it is data on the intent. */
export function finishThreeDs(world: World, id: string, result: "success" | "fail"): Intent {
  const intent = findIntent(world, id);
  if (intent.status !== "requires_action") {
    throw badRequest(`No authentication is waiting: ${intent.status}.`);
  }
  const number = world.cards.get(id) ?? "";
  intent.next_action = null;
  if (result === "fail") {
    const code = "payment_intent_authentication_failure";
    const message =
      "We are unable to authenticate your payment method. " +
      "Please choose a different payment method and try again.";
    refuse(world, intent, number, { code, message });
    return intent;
  }
  const { decline } = cardOf(number);
  if (decline) decliningCharge(world, intent, number, decline);
  else succeed(world, intent, number);
  return intent;
}

/** The end of a slow payment. */
export function settleSlow(world: World, id: string, outcome: "succeeded" | "failed"): Intent {
  const intent = findIntent(world, id);
  if (intent.status !== "processing") throw badRequest(`Not processing: ${intent.status}.`);
  const number = world.cards.get(id) ?? "";
  intent.processing = null;
  if (outcome === "succeeded") succeed(world, intent, number);
  else {
    const message = "The customer's bank did not pay.";
    decliningCharge(world, intent, number, { code: "payment_method_provider_decline", message });
  }
  return intent;
}

function authorise(world: World, intent: Intent, number: string, cvc: boolean): Intent {
  const card = cardOf(number);
  if (card.decline && (cvc || !card.onlyWithCvc)) {
    const charge = decliningCharge(world, intent, number, card.decline);
    throw declineError(intent, card.decline, charge);
  }
  if (card.slow) {
    intent.status = "processing";
    intent.processing = { type: "card" };
    world.emit("payment_intent.processing", intent);
    if (card.slow === "succeeds") {
      world.later(() => {
        if (intent.status === "processing") settleSlow(world, intent.id, "succeeded");
      });
    }
    return intent;
  }
  return succeed(world, intent, number);
}

function succeed(world: World, intent: Intent, number: string): Intent {
  const card = cardOf(number);
  const charge = makeCharge(world, intent, number, null);
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  intent.next_action = null;
  world.emit("charge.succeeded", charge);
  world.emit("payment_intent.succeeded", intent);
  if (card.dispute) openDispute(world, charge.id, card.dispute);
  return intent;
}

function decliningCharge(world: World, intent: Intent, number: string, decline: Decline): string {
  const charge = makeCharge(world, intent, number, decline);
  world.emit("charge.failed", charge);
  refuse(world, intent, number, decline, charge.id);
  return charge.id;
}

function refuse(
  world: World,
  intent: Intent,
  number: string,
  decline: Decline,
  charge?: string,
): void {
  intent.status = "requires_payment_method";
  intent.last_payment_error = errorFields(decline, paymentMethod(intent, number), charge);
  intent.payment_method = null;
  world.emit("payment_intent.payment_failed", intent);
}

function errorFields(
  decline: Decline,
  method: Record<string, unknown>,
  charge?: string,
): Record<string, unknown> {
  return {
    ...(charge ? { charge } : {}),
    code: decline.code,
    ...(decline.decline_code ? { decline_code: decline.decline_code } : {}),
    message: decline.message,
    payment_method: method,
    type:
      decline.code === "payment_intent_authentication_failure"
        ? "invalid_request_error"
        : "card_error",
  };
}

function declineError(intent: Intent, decline: Decline, charge: string): StripeRefusal {
  return new StripeRefusal(402, {
    type: "card_error",
    code: decline.code,
    ...(decline.decline_code ? { decline_code: decline.decline_code } : {}),
    message: decline.message,
    charge,
    payment_intent: structuredClone(intent),
    payment_method: intent.last_payment_error?.payment_method,
  });
}

function paymentMethod(intent: Intent, number: string): Record<string, unknown> {
  const card: Card = cardOf(number);
  return {
    id: intent.payment_method,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: cardDetails(card, number),
    created: intent.created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}
