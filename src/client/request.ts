import type { TopUpRequestBody } from "../contract/api.ts";
import type { Billing } from "../views/billing.ts";
import { LOCALE } from "../views/format.ts";
import { lookAtService, requestTopUp } from "./api.ts";
import type { Asking } from "./ask.ts";
import type { Shop } from "./shop.ts";
import type { TryKey } from "./try-key.ts";

/** The request for a top-up of the present choice, and how it may be cured. */
export function requestFor(shop: Shop, billing: Billing, tryKey: TryKey): Asking {
  const { quantity, price } = shop.choice;
  const key = () =>
    tryKey.for({ service: shop.view.service.id, offer: shop.offer.id, quantity, ...price });
  return {
    // The body is made anew each time: after a refresh it carries the new token and quote.
    send: () => requestTopUp(key(), bodyOf(shop, { quantity, price }, billing)),
    newKey: () => tryKey.forget(),
    async refresh() {
      const answer = await lookAtService(shop.data.link);
      return answer.kind === "ok" && shop.setView(answer.body);
    },
    wait: (ms) =>
      new Promise((resolve) => {
        setTimeout(resolve, ms);
      }),
  };
}

function bodyOf(
  shop: Shop,
  { quantity, price }: Pick<Shop["choice"], "quantity" | "price">,
  billing: Billing,
): TopUpRequestBody {
  const { view, offer } = shop;
  return {
    service_token: view.service_token,
    quote: view.quotes[offer.id]?.quote ?? "",
    offer_id: offer.id,
    quantity,
    amount: { minor: price.minor, currency: price.currency },
    customer: { ...billing, locale: LOCALE },
  };
}
