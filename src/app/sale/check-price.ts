import type { OfferId } from "../../domain/base/ids.ts";
import { type Money, sameMoney } from "../../domain/base/money.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { rulesOf } from "../../domain/offer/kinds/rules.ts";
import { type Offer, withinLimits } from "../../domain/offer/offer.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { boundsOf, quantityError } from "./not-for-sale.ts";
import { type QuoteTokenNeeds, readQuote, signQuote } from "./quote-token.ts";

export type CheckPriceNeeds = QuoteTokenNeeds & Pick<Ports, "register">;

export interface PriceCheck {
  readonly quote: string;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly amount: Money;
}

export type PriceRefusal = "invalid_request" | "quote_invalid" | "price_changed";

/**
 * Binds a request to the server's price (invariant 11). Answers with the offer at the price that
 * was quoted. A quote is valid until it expires, even when the offer has a new price by then; after
 * that only the present price is. Refuses with `price_changed`, the present price and a new quote;
 * a changed price is never charged silently.
 */
export async function checkPrice(
  needs: CheckPriceNeeds,
  service: Service,
  asked: PriceCheck,
): Promise<Result<{ offer: Offer; price: Money }, Refusal<PriceRefusal>>> {
  const quoted = await readQuote(needs, asked.quote);
  if (!quoted || quoted.serviceId !== service.id || quoted.offerId !== asked.offerId) {
    return refusal("quote_invalid");
  }
  const offers = await needs.register.offersFor(service);
  const present = offers.find((offer) => offer.id === asked.offerId);
  if (!present) return refusal("quote_invalid");
  if (!withinLimits(present, asked.quantity)) {
    return refusal("invalid_request", { errors: [quantityError(boundsOf([present]))] });
  }
  const { currency, unitMinor, tiers } = quoted;
  const quoteHolds = quoted.expiresAt > needs.clock.now();
  const candidates = [...(quoteHolds ? [{ ...present, currency, unitMinor, tiers }] : []), present];
  for (const offer of candidates) {
    const due = rulesOf(offer).price(asked.quantity);
    if (sameMoney(due, asked.amount)) return ok({ offer, price: due });
  }
  const fresh = await signQuote(needs, service.id, present);
  return refusal("price_changed", {
    price: rulesOf(present).price(asked.quantity),
    quote: fresh.quote,
  });
}
