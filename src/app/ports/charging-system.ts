import type { Reading, WriteAnswer } from "../../domain/ocs/reading.ts";

/** One account at one online charging system (OCS). */
export interface AccountRef {
  readonly ocs: string;
  readonly tenant: string;
  readonly account: string;
}

/**
 * The online charging system. Never throws for an OCS that is silent or broken: that is an answer
 * too (`unreadable`, `unknown`). Each call ends within the configured time (2.5 s).
 */
export interface ChargingSystem {
  /**
   * Reads the database of the engine directly, so it is evidence. `timeBudgetMs`: give up sooner
   * than the configured time.
   */
  read(account: AccountRef, timeBudgetMs?: number): Promise<Reading>;
  /**
   * Sends a frozen SetBalance body, byte for byte as the object granted it. Never called with
   * anything else.
   */
  write(account: AccountRef, body: string): Promise<WriteAnswer>;
}
