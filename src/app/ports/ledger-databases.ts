import type { TopUpId } from "../../domain/base/ids.ts";

/** The databases that hold the ledgers (decision 39). Methods throw when D1 does not answer. */
export interface LedgerDatabases {
  /** The newest one: its number, and how much of what D1 allows it holds, from 0 to 1. */
  newest(): Promise<{ readonly number: number; readonly full: number }>;
  /** Whether this Worker has the binding `LEDGER_<number>`. */
  isBound(number: number): boolean;
  /** From this id on, top-ups lie in this ledger. A range never moves; one that is there stays. */
  begin(number: number, from: TopUpId, now: number): Promise<void>;
}
