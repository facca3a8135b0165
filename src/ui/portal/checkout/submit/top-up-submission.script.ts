import type { TopUpRequestBody } from "../../../../contract/api.ts";
import { requestTopUp } from "../../api/api.script.ts";
import type { IdempotencyKey, KeyedChoice } from "../../device/idempotency-key.script.ts";
import { lang } from "../../messages/lang.script.ts";
import { later } from "../../network/connection.script.ts";
import type { Billing } from "../../sale/billing/billing.ts";
import { refetchService } from "../../sale/refetch-service.script.ts";
import type { Shop } from "../../sale/shop.script.ts";
import type { TopUpSubmission } from "./submit-top-up.script.ts";

/** What the customer agreed to besides the price, and that a person is there. */
export type Agreements = Pick<TopUpRequestBody, "allow_repeat" | "consent" | "human_check">;

/** The request for a top-up of the present choice, and what `submitTopUp` may do about refusals. */
export function topUpSubmission(
  shop: Shop,
  billing: Billing,
  idempotencyKey: IdempotencyKey,
  agreements: Agreements,
): TopUpSubmission {
  const { quantity, price } = shop.choice;
  return {
    // The body is made for each request: after a refresh it holds the new token and quote.
    send: () =>
      requestTopUp(idempotencyKey.keyFor(keyedChoiceOf(shop)), {
        ...bodyOf(shop, { quantity, price }, billing),
        ...agreements,
      }),
    newKey: () => idempotencyKey.forget(),
    async refresh() {
      const answer = await refetchService(shop);
      return answer.kind === "ok" && shop.setView(answer.body);
    },
    wait: (ms) => later(ms, undefined),
  };
}

/** The present choice as the idempotency key compares it. */
export function keyedChoiceOf({ view, offer, choice }: Shop): KeyedChoice {
  const { quantity, price } = choice;
  const { expiry } = view.balance;
  return { service: view.service.id, offer: offer.id, quantity, ...price, expiry };
}

function bodyOf(
  shop: Shop,
  { quantity, price }: Pick<Shop["choice"], "quantity" | "price">,
  billing: Billing,
): Omit<TopUpRequestBody, keyof Agreements> {
  const { view, offer } = shop;
  return {
    service_token: view.service_token,
    quote: view.quotes[offer.id]?.quote ?? "",
    offer_id: offer.id,
    quantity,
    price: { minor: price.minor, currency: price.currency },
    customer: { ...billing, locale: lang.tag },
  };
}
