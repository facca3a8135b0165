import type { SessionId } from "../../domain/base/ids.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";

export type PayerBlockNeeds = Pick<Ports, "payerBlocks" | "payerVault" | "log">;

/** What is known of a payer who is about to pay. */
export interface KnownPayer {
  readonly brand: string;
  readonly sessionId: SessionId | null;
  /** Empty: none was given. */
  readonly email: string;
  /** Stripe's fingerprint of the card, in clear; null: the card is not known yet. */
  readonly cardFingerprint: string | null;
}

/**
 * Whether an earlier top-up blocks this payer. A block that cannot be read blocks no sale: an
 * outage of D1 must not close the shop, and each payer who slips through costs one sale.
 */
export async function isPayerBlocked(
  { payerBlocks, payerVault, log }: PayerBlockNeeds,
  { brand, sessionId, email, cardFingerprint }: KnownPayer,
): Promise<boolean> {
  const emailKeys = email === "" ? [] : await payerVault.keysOf(brand, email);
  const cardKeys = cardFingerprint === null ? [] : await payerVault.cardKeysOf(cardFingerprint);
  try {
    const topUpId = await payerBlocks.blockingTopUp({ brand, sessionId, emailKeys, cardKeys });
    if (topUpId !== null) log.warn("payer_blocked", { because: topUpId });
    return topUpId !== null;
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    log.warn("payer_blocks_not_read", { why: fault.message });
    return false;
  }
}
