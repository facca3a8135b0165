import type { Decline } from "./cards.ts";
import { endCharge, makeCharge } from "./charges.ts";
import { openDispute } from "./disputes.ts";
import { meansOf, type Tender } from "./means.ts";
import { paymentMethod } from "./method-details.ts";
import type { Charge, Intent } from "./objects.ts";
import { expectStatus, findIntent } from "./payment-intents.ts";
import { openReview } from "./reviews.ts";
import { badRequest, StripeRefusal } from "./stripe-error.ts";
import type { World } from "./world.ts";

/** Confirms an intent once. Throws the 402 of a decline after it was stored on the intent. */
export function confirmIntent(world: World, id: string, tender: Tender): Intent {
  const intent = expectConfirmable(world, id);
  const means = meansOf(tender.number);
  if (means.refusal) throw badRequest(means.refusal.message, { code: means.refusal.code });
  const excluded = intent.excluded_payment_method_types as readonly string[] | null;
  if (excluded?.includes(means.type)) {
    throw badRequest(
      `The payment method type "${means.type}" is excluded for this PaymentIntent.`,
      {
        code: "payment_intent_incompatible_payment_method",
        param: "payment_method",
      },
    );
  }
  world.tenders.set(id, tender);
  intent.payment_method = world.id("pm_");
  intent.last_payment_error = null;
  const types = intent.payment_method_types as string[];
  if (!types.includes(means.type)) intent.payment_method_types = [...types, means.type];
  if (means.redirect) return redirectCustomer(world, intent, tender);
  if (means.threeDs === "required") {
    intent.status = "requires_action";
    intent.next_action = { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure" } };
    world.emit("payment_intent.requires_action", intent);
    return intent;
  }
  return authorise(world, intent, tender);
}

/** The intent, if it may be confirmed. */
export function expectConfirmable(world: World, id: string): Intent {
  const intent = findIntent(world, id);
  expectStatus(intent, "confirm", [
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
  ]);
  return intent;
}

/** A method with a page of its own: the customer comes back to `return_url`. */
function redirectCustomer(world: World, intent: Intent, tender: Tender): Intent {
  const { returnUrl } = tender;
  if (returnUrl === undefined) {
    throw badRequest(
      "This PaymentIntent has a payment method that redirects; provide a `return_url`.",
      { code: "parameter_missing", param: "return_url" },
    );
  }
  const method = meansOf(tender.number).type;
  const order = { clientSecret: intent.client_secret, returnUrl, method };
  const url = `${world.origin()}/frames/redirect#${encodeURIComponent(JSON.stringify(order))}`;
  intent.status = "requires_action";
  intent.next_action = { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url } };
  world.emit("payment_intent.requires_action", intent);
  return intent;
}

/**
 * The customer's answer to the bank or on the page of a method. A decline after it is stored on the
 * intent and not thrown.
 */
export function finishAction(world: World, id: string, result: "success" | "fail"): Intent {
  const intent = findIntent(world, id);
  if (intent.status !== "requires_action") {
    throw badRequest(`No authentication is waiting: ${intent.status}.`);
  }
  const tender = tenderOfIntent(world, id);
  const { decline, redirect } = meansOf(tender.number);
  intent.next_action = null;
  if (result === "fail") refuse(world, intent, tender, redirect ? NOT_APPROVED : NOT_YOU);
  else if (decline) decliningCharge(world, intent, tender, decline);
  else succeed(world, intent, tender);
  return intent;
}

/** Ends a slow payment. */
export function completeSlowPayment(
  world: World,
  id: string,
  outcome: "succeeded" | "failed",
): Intent {
  const intent = findIntent(world, id);
  if (intent.status !== "processing") throw badRequest(`Not processing: ${intent.status}.`);
  const tender = tenderOfIntent(world, id);
  const pending = world.charges.get(intent.latest_charge ?? "");
  intent.processing = null;
  if (outcome === "succeeded") succeed(world, intent, tender, pending);
  else decliningCharge(world, intent, tender, failureOf(tender), pending);
  return intent;
}

function tenderOfIntent(world: World, id: string): Tender {
  const tender = world.tenders.get(id);
  if (!tender) throw badRequest(`Nothing was paid with yet: ${id}.`);
  return tender;
}

function failureOf(tender: Tender): Decline {
  const message = "The customer's bank did not pay.";
  return meansOf(tender.number).failure ?? { code: "payment_method_provider_decline", message };
}

function authorise(world: World, intent: Intent, tender: Tender): Intent {
  const means = meansOf(tender.number);
  if (means.decline && (tender.cvc || !means.onlyWithCvc)) {
    const charge = decliningCharge(world, intent, tender, means.decline);
    throw declineError(intent, means.decline, charge);
  }
  if (means.slow === undefined) return succeed(world, intent, tender);
  intent.status = "processing";
  // Stripe has details of processing for cards only.
  intent.processing = means.type === "card" ? { type: "card" } : null;
  world.emit("charge.pending", makeCharge(world, intent, tender, "pending"));
  world.emit("payment_intent.processing", intent);
  const { slow } = means;
  if (slow !== "stays") {
    world.later(() => {
      if (intent.status !== "processing") return;
      completeSlowPayment(world, intent.id, slow === "fails" ? "failed" : "succeeded");
    });
  }
  return intent;
}

function succeed(world: World, intent: Intent, tender: Tender, pending?: Charge): Intent {
  const { dispute, review } = meansOf(tender.number);
  const charge = pending ?? makeCharge(world, intent, tender, "paid");
  if (pending) endCharge(world, pending, tender, "paid");
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  intent.next_action = null;
  if (review) openReview(world, intent.id);
  world.emit("charge.succeeded", charge);
  world.emit("payment_intent.succeeded", intent);
  if (dispute) openDispute(world, charge.id, dispute);
  return intent;
}

function decliningCharge(
  world: World,
  intent: Intent,
  tender: Tender,
  decline: Decline,
  pending?: Charge,
): string {
  const charge = pending ?? makeCharge(world, intent, tender, decline);
  if (pending) endCharge(world, pending, tender, decline);
  world.emit("charge.failed", charge);
  refuse(world, intent, tender, decline, charge.id);
  return charge.id;
}

function refuse(
  world: World,
  intent: Intent,
  tender: Tender,
  decline: Decline,
  charge?: string,
): void {
  intent.status = "requires_payment_method";
  intent.last_payment_error = {
    ...(charge ? { charge } : {}),
    code: decline.code,
    ...(decline.decline_code ? { decline_code: decline.decline_code } : {}),
    message: decline.message,
    payment_method: paymentMethod(intent, tender),
    type: decline.code === NOT_YOU.code ? "invalid_request_error" : "card_error",
  };
  intent.payment_method = null;
  world.emit("payment_intent.payment_failed", intent);
}

const NOT_YOU: Decline = {
  code: "payment_intent_authentication_failure",
  message:
    "We are unable to authenticate your payment method. " +
    "Please choose a different payment method and try again.",
};
const NOT_APPROVED: Decline = {
  code: NOT_YOU.code,
  message:
    "The provided payment method has failed authentication. Provide a new payment method to " +
    "attempt to fulfill this intent again.",
};

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
