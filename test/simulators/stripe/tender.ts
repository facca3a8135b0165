import { type Billing, numberOf, type Tender, type Wallet } from "./means.ts";
import { badRequest, StripeRefusal } from "./stripe-error.ts";
import type { Params } from "./validate.ts";

type Bag = Record<string, unknown>;

/** Reads `payment_method` (the name of a test method) or `payment_method_data` of Stripe.js. */
export function tenderOf(params: Params, data: Bag | null): Tender {
  const given = data ?? bag(params.payment_method_data);
  const named = numberIn(given) ?? params.payment_method;
  if (typeof named !== "string") {
    throw badRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      { code: "payment_intent_unexpected_state" },
    );
  }
  const number = numberOf(named);
  const card = bag(given.card);
  if (number === null) throw given.type === "card" ? liveCard() : unknownMethod(named);
  const billing = billingOf(bag(given.billing_details));
  return {
    number,
    cvc: given.type !== "card" || Boolean(card.cvc),
    ...(isWallet(card.wallet) ? { wallet: card.wallet } : {}),
    ...(billing ? { billing } : {}),
    ...(typeof params.return_url === "string" ? { returnUrl: params.return_url } : {}),
  };
}

function numberIn(data: Bag): unknown {
  switch (data.type) {
    case "card":
      return bag(data.card).number;
    case "us_bank_account":
      return bag(data.us_bank_account).account_number;
    case "sepa_debit":
      return bag(data.sepa_debit).iban;
    default:
      return data.type;
  }
}

function billingOf(details: Bag): Billing | null {
  if (Object.keys(details).length === 0) return null;
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  const address = bag(details.address);
  return {
    name: text(details.name),
    email: text(details.email),
    country: text(address.country),
    postalCode: text(address.postal_code),
  };
}

function isWallet(value: unknown): value is Wallet {
  return value === "apple_pay" || value === "google_pay" || value === "link";
}

function bag(value: unknown): Bag {
  return value && typeof value === "object" ? (value as Bag) : {};
}

function unknownMethod(named: string): StripeRefusal {
  return badRequest(`No such PaymentMethod: '${named}'`, { code: "resource_missing" });
}

function liveCard(): StripeRefusal {
  return new StripeRefusal(402, {
    type: "card_error",
    code: "card_declined",
    decline_code: "test_mode_live_card",
    message: "Your card was declined. Your request was in test mode, but used a non test card.",
  });
}
