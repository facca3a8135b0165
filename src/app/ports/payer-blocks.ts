import type { SessionId, TopUpId } from "../../domain/base/ids.ts";

/** By what a payer is known again; email and card only by keys of the vault, never in clear. */
export interface PayerMarks {
  /** A block of one brand stops no sale of another. */
  readonly brand: string;
  /** Null: no session asks. */
  readonly sessionId: SessionId | null;
  /** The email's payer key under every secret of the ring; empty: no email is known. */
  readonly emailKeys: readonly string[];
  /** The card's key under every secret of the ring; empty: no card is known yet. */
  readonly cardKeys: readonly string[];
}

/**
 * Payers who took back the money of what they have: a read model in D1, projected from the logs of
 * the objects (decision 34). A block follows the payer, never the service.
 */
export interface PayerBlocks {
  /**
   * The newest top-up that blocks a payer with one of these marks; null: none does. Throws
   * `PortFault` when D1 is silent.
   */
  blockingTopUp(marks: PayerMarks): Promise<TopUpId | null>;
}
