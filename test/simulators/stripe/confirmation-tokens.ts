import type { Tender } from "./means.ts";
import { billingDetails, previewOf } from "./method-details.ts";
import type { ConfirmationToken } from "./objects.ts";
import { badRequest, missing } from "./stripe-error.ts";
import type { World } from "./world.ts";

/** docs.stripe.com/api/confirmation_tokens/object: 12 hours. */
const LIFE_SECONDS = 12 * 3600;

/** Made by Stripe.js with the publishable key; nothing is paid by that. */
export function createToken(world: World, tender: Tender): ConfirmationToken {
  const now = world.nowSeconds();
  const token: ConfirmationToken = {
    object: "confirmation_token",
    id: world.id("ctoken_"),
    created: now,
    expires_at: now + LIFE_SECONDS,
    livemode: false,
    mandate_data: null,
    payment_intent: null,
    payment_method_options: null,
    payment_method_preview: {
      ...previewOf(tender),
      billing_details: billingDetails(tender.billing),
    },
    return_url: tender.returnUrl ?? null,
    setup_future_usage: null,
    setup_intent: null,
    shipping: null,
    use_stripe_sdk: true,
  };
  world.tokens.add(token);
  world.tokenTenders.set(token.id, tender);
  return token;
}

export function findToken(world: World, id: string): ConfirmationToken {
  const token = world.tokens.get(id);
  if (!token) throw missing("confirmation_token", id, "confirmation_token");
  return token;
}

/** A token is good for one confirmation, also when that is declined. */
export function useToken(world: World, id: string, intentId: string): Tender {
  const token = findToken(world, id);
  const tender = world.tokenTenders.get(id);
  if (!tender || token.expires_at <= world.nowSeconds()) {
    throw badRequest(`The ConfirmationToken ${id} has expired.`, { param: "confirmation_token" });
  }
  if (token.payment_intent !== null) {
    throw badRequest(`The ConfirmationToken ${id} has already been used.`, {
      param: "confirmation_token",
    });
  }
  token.payment_intent = intentId;
  return tender;
}
