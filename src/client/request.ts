import type { TopUpRequestBody } from "../contract/api.ts";
import type { Billing } from "../views/billing.ts";
import { requestTopUp } from "./api.ts";
import type { Asking } from "./ask.ts";
import { later } from "./connection.ts";
import { HERE } from "./here-pay.ts";
import { lookAgain } from "./look-again.ts";
import type { Shop } from "./shop.ts";
import type { TryKey, Wanted } from "./try-key.ts";

/** What the customer agreed to besides the price. */
export type Yes = Pick<TopUpRequestBody, "again" | "consent">;

/** The request for a top-up of the present choice, and how it may be cured. */
export function requestFor(shop: Shop, billing: Billing, tryKey: TryKey, yes: Yes): Asking {
  const { quantity, price } = shop.choice;
  return {
    // The body is made anew each time: after a refresh it carries the new token and quote.
    send: () =>
      requestTopUp(tryKey.for(wantedOf(shop)), {
        ...bodyOf(shop, { quantity, price }, billing),
        ...yes,
      }),
    newKey: () => tryKey.forget(),
    async refresh() {
      const answer = await lookAgain(shop);
      return answer.kind === "ok" && shop.setView(answer.body);
    },
    wait: (ms) => later(ms, undefined),
  };
}

/** The try that the present choice of the page is. */
export function wantedOf({ view, offer, choice }: Shop): Wanted {
  const { quantity, price } = choice;
  const { expiry } = view.balance;
  return { service: view.service.id, offer: offer.id, quantity, ...price, expiry };
}

function bodyOf(
  shop: Shop,
  { quantity, price }: Pick<Shop["choice"], "quantity" | "price">,
  billing: Billing,
): Omit<TopUpRequestBody, keyof Yes> {
  const { view, offer } = shop;
  return {
    service_token: view.service_token,
    quote: view.quotes[offer.id]?.quote ?? "",
    offer_id: offer.id,
    quantity,
    amount: { minor: price.minor, currency: price.currency },
    customer: { ...billing, locale: HERE.tag },
  };
}
