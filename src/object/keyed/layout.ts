import type { StorageStep } from "../storage/migrate.ts";
import type { Sql } from "../storage/sql.ts";
import { ALERT_STEPS } from "./alerts/schema.ts";
import { Entries, type EntryStore } from "./entries.ts";
import { isAlertBook, isRate } from "./kinds.ts";
import { RateEntries } from "./rate-entries.ts";
import { RATE_STEPS, STEPS } from "./schema.ts";

/** How a keyed object lays its storage out, and what reads it. */
export interface Layout {
  readonly steps: readonly StorageStep[];
  readonly entriesIn: (sql: Sql) => EntryStore;
}
const KEEPING: Layout = { steps: STEPS, entriesIn: (sql) => new Entries(sql) };
const FORGETTING: Layout = { steps: RATE_STEPS, entriesIn: (sql) => new RateEntries(sql) };

/**
 * By what is stored, because an alarm may wake an object that knows no name; by the name while
 * nothing is stored.
 */
export function layoutOf(storage: DurableObjectStorage, name: string | undefined): Layout {
  if (isAlertBook(name)) return { ...KEEPING, steps: ALERT_STEPS };
  const tables = storage.sql
    .exec("SELECT name FROM sqlite_master WHERE name IN ('happened', 'entry')")
    .toArray();
  const isForgetting = tables.length === 0 ? isRate(name) : tables[0]?.name === "happened";
  return isForgetting ? FORGETTING : KEEPING;
}

/** The layout of an object with this name, before anything is stored. */
export const layoutNamed = (name: string): Layout => (isRate(name) ? FORGETTING : KEEPING);
