import type { AccountRef } from "../../domain/ocs/account-ref.ts";
import type { Reading } from "../../domain/ocs/reading.ts";

/**
 * Readings that are good enough to show, never to sell or to provision on: pages that ask at once
 * share one read of the OCS, which may be half a second old.
 */
export interface PageReads {
  /** Never throws, like a read of the charging system. `timeBudgetMs`: give up sooner. */
  read(account: AccountRef, timeBudgetMs?: number): Promise<Reading>;
}
