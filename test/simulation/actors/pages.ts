/** What a page of the portal holds, and sends when Pay is pressed. */
import {
  type Identified,
  signServiceToken,
} from "../../../src/app/identification/service-token.ts";
import type { RequestTopUpInput } from "../../../src/app/payment/request-top-up.ts";
import { signQuote } from "../../../src/app/sale/quote-token.ts";
import { rulesOf } from "../../../src/domain/offer/kinds/rules.ts";
import type { TopUpView } from "../../../src/domain/top-up/view.ts";
import type { World } from "../world/world.ts";

export interface Seen {
  readonly found: Identified;
  readonly idempotencyKey: string;
  readonly quantity: number;
  readonly email: () => string;
}

/** Null: the Worker died. */
export function seePage(world: World, seen: Seen): Promise<RequestTopUpInput | null> {
  const { offer } = world;
  const { found, idempotencyKey, quantity } = seen;
  return world.request("page", async (ports) => ({
    idempotencyKey,
    serviceToken: await signServiceToken(ports, found),
    quote: (await signQuote(ports, found.serviceId, offer)).quote,
    offerId: offer.id,
    quantity,
    amount: rulesOf(offer).price(quantity),
    customer: { firstName: "Anna", lastName: "Ng", email: seen.email(), locale: "en" },
    allowRepeat: true,
    consent: false,
    origin: "portal" as const,
  }));
}

export const pageUrlOf = async ({ topUpId }: TopUpView): Promise<string> =>
  `https://topup.example.com/t/${topUpId}`;
