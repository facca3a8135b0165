import type { QuoteView } from "../../contract/api.ts";
import type { OfferId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { rulesOf } from "../../domain/offer/kinds/rules.ts";
import { withinLimits } from "../../domain/offer/offer.ts";
import { isWeak } from "../../domain/top-up/top-up.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { identifiedService } from "../identification/identified-service.ts";
import { readServiceToken } from "../identification/service-token.ts";
import type { Ports } from "../ports/ports.ts";
import { maySell, type SaleNeeds, type SaleRefusal } from "./may-sell.ts";
import { boundsOf, OFFER_ERROR, quantityError } from "./not-for-sale.ts";
import { type QuoteTokenNeeds, signQuote } from "./quote-token.ts";

export type QuoteNeeds = SaleNeeds & QuoteTokenNeeds & Pick<Ports, "register" | "objects">;

export interface QuoteInput {
  readonly serviceToken: string;
  readonly offerId: OfferId;
  readonly quantity: number;
}

/**
 * The server's price for a quantity, signed for 15 minutes, and the new expiry it would give; for
 * a typed number the expiry stays hidden. Refuses what could not be sold now, with why.
 */
export async function quote(
  needs: QuoteNeeds,
  input: QuoteInput,
): Promise<Result<QuoteView, Refusal<"service_token_invalid" | SaleRefusal>>> {
  const identified = await readServiceToken(needs, input.serviceToken);
  if (!identified.ok) return identified;
  const service = await identifiedService(needs, identified.value);
  if (!service) return refusal("service_token_invalid");
  const [offers, accountState] = await Promise.all([
    needs.register.offersFor(service),
    needs.objects.of(service.id).getAccountState(),
  ]);
  const offer = offers.find((o) => o.id === input.offerId);
  if (!offer) return refusal("invalid_request", { errors: [OFFER_ERROR] });
  const weak = isWeak(identified.value.identifiedBy);
  if (!withinLimits(offer, input.quantity)) {
    return refusal("invalid_request", { errors: [quantityError(boundsOf([offer]))] });
  }
  const { quantity } = input;
  const sold = await maySell(needs, { service, accountState, offer, quantity, weak });
  if (!sold.ok) return sold;
  const signed = await signQuote(needs, service.id, offer);
  const rules = rulesOf(offer);
  const endAt = rules.endAt(sold.value.baseAt, quantity, service.timeZone);
  return ok({
    quote: signed.quote,
    expires_at: new Date(signed.expiresAt).toISOString(),
    offer_id: offer.id,
    quantity,
    price: rules.price(quantity),
    new_expiry: weak ? null : new Date(endAt).toISOString(),
  });
}
