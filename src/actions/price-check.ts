import { type Money, sameMoney } from "../domain/money.ts";
import { type Offer, price, withinLimits } from "../domain/offer.ts";
import { ok, type Result } from "../domain/result.ts";
import { notForSale } from "./may-sell.ts";
import type { Ports } from "./ports.ts";
import { readQuote, signQuote } from "./quote-token.ts";
import { no, type Refusal } from "./refusal.ts";
import type { Service } from "./register-port.ts";

export interface Asked {
  readonly quote: string;
  readonly offerId: string;
  readonly quantity: number;
  readonly amount: Money;
}

/**
 * Binds a request to the server's price (invariant 11). Answers with the offer at the price that
 * was quoted. A quote holds until its end, even when the offer has a new price by then; after its
 * end only the present price does. A changed price is answered with, never charged silently.
 */
export async function checkPrice(
  ports: Ports,
  service: Service,
  asked: Asked,
): Promise<Result<{ offer: Offer; price: Money }, Refusal>> {
  const quoted = await readQuote(ports, asked.quote);
  if (!quoted || quoted.serviceId !== service.id || quoted.offerId !== asked.offerId) {
    return no("quote_invalid");
  }
  const offers = await ports.register.offersFor(service);
  const present = offers.find((offer) => offer.id === asked.offerId);
  if (!present) return no("quote_invalid");
  if (!withinLimits(present, asked.quantity)) {
    return no("invalid_request", { errors: [notForSale("quantity")] });
  }
  const { currency, unitMinor, tiers } = quoted;
  const held = quoted.expiresAt > ports.clock.now();
  const candidates = [...(held ? [{ ...present, currency, unitMinor, tiers }] : []), present];
  for (const offer of candidates) {
    const due = price(offer, asked.quantity);
    if (sameMoney(due, asked.amount)) return ok({ offer, price: due });
  }
  const fresh = await signQuote(ports, service.id, present);
  return no("price_changed", { price: price(present, asked.quantity), quote: fresh.quote });
}
