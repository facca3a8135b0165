import { hasPrefix, isOfferId, type OfferId, type ServiceId } from "../../domain/base/ids.ts";
import type { Offer, PriceTier } from "../../domain/offer/offer.ts";
import type { Ports } from "../ports/ports.ts";

const LIFE_SECONDS = 15 * 60;

export type QuoteTokenNeeds = Pick<Ports, "signer" | "clock">;

/** The price table that a quote fixes for 15 minutes: every quantity of one offer (row C5). */
export interface Quoted {
  readonly serviceId: ServiceId;
  readonly offerId: OfferId;
  readonly currency: string;
  readonly unitMinor: number;
  readonly tiers: readonly PriceTier[];
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** Signs the offer's present price table for one service; `expiresAt`: Unix ms. */
export async function signQuote(
  { signer, clock }: QuoteTokenNeeds,
  serviceId: ServiceId,
  offer: Offer,
): Promise<{ quote: string; expiresAt: number }> {
  const iat = Math.floor(clock.now() / 1000);
  const quote = await signer.sign("quote", {
    serviceId,
    offerId: offer.id,
    currency: offer.currency,
    unitMinor: offer.unitMinor,
    tiers: offer.tiers.map((tier) => [tier.from, tier.unitMinor]),
    iat,
    exp: iat + LIFE_SECONDS,
  });
  return { quote, expiresAt: (iat + LIFE_SECONDS) * 1000 };
}

/** What a quote says, also when it has expired; null when the signature is not ours. */
export async function readQuote(
  { signer }: Pick<Ports, "signer">,
  quote: string,
): Promise<Quoted | null> {
  const p = await signer.verify("quote", quote);
  if (!p || !hasPrefix("svc", p.serviceId) || !isOfferId(p.offerId)) return null;
  if (typeof p.currency !== "string" || typeof p.exp !== "number") return null;
  if (!isWhole(p.unitMinor) || !Array.isArray(p.tiers)) return null;
  const tiers: PriceTier[] = [];
  for (const tier of p.tiers) {
    if (!Array.isArray(tier) || !isWhole(tier[0]) || !isWhole(tier[1])) return null;
    tiers.push({ from: tier[0], unitMinor: tier[1] });
  }
  return {
    serviceId: p.serviceId,
    offerId: p.offerId,
    currency: p.currency,
    unitMinor: p.unitMinor,
    tiers,
    expiresAt: p.exp * 1000,
  };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
