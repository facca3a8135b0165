import type { AccountRef } from "../../domain/ocs/account-ref.ts";
import type { Reading, WriteAnswer } from "../../domain/ocs/reading.ts";

/**
 * The online charging systems of this deployment; the account names the one. Never throws for an
 * OCS that is silent, broken or not configured: that is an answer too (`unreadable`, `unknown`).
 * Each call ends within `timeBudgetMs`, or without one within the configured time (2.5 s). A
 * revoked bucket is shown as `disabled`.
 */
export interface ChargingSystem {
  /** Reads the database of the engine directly, so it is evidence. */
  read(account: AccountRef, timeBudgetMs?: number): Promise<Reading>;
  /**
   * Sends the bytes of an order, as the adapter rendered and the object granted them, in an
   * envelope of its own for each call. Never called with anything else.
   */
  write(account: AccountRef, body: string, timeBudgetMs?: number): Promise<WriteAnswer>;
}
