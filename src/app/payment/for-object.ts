import { type IntentReading, withoutPayer } from "../../domain/payment/intent-reading.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * A reading of a payment as its object may have it: nothing that Stripe knows of the person, and in
 * place of the card's fingerprint the vault's key, by which a block knows the card again.
 */
export async function forObject(
  { payerVault }: Pick<Ports, "payerVault">,
  reading: IntentReading,
): Promise<IntentReading> {
  const { cardFingerprint } = reading;
  if (cardFingerprint === undefined) return withoutPayer(reading);
  const [cardKey] = await payerVault.cardKeysOf(cardFingerprint);
  return { ...withoutPayer(reading), cardKey };
}
