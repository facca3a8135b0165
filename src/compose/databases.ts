/** The D1 databases of this Worker: the main one, and the ledgers that are bound. */
import { createDatabases, type Databases } from "../adapters/d1/databases.ts";
import type { Keep } from "../adapters/d1/kept.ts";
import { createLedgerDatabases } from "../adapters/d1/ledger-databases.ts";
import { limitedD1 } from "../adapters/d1/limited-d1.ts";
import type { LedgerDatabases } from "../app/ports/ledger-databases.ts";
import type { Env } from "../config/env.ts";

export const ledgerDatabasesOf = (env: Env): LedgerDatabases =>
  createLedgerDatabases(limitedD1(env.DB), boundLedgers(env));

/** Each binding `LEDGER_<n>` is the ledger database of that number (`ledger_database`). */
export function databasesOf(env: Env, keep: Keep): Databases {
  return createDatabases(limitedD1(env.DB), boundLedgers(env), keep);
}

function boundLedgers(env: Env): ReadonlyMap<number, D1Database> {
  const bound = Object.entries(env).flatMap(([name, binding]): [number, D1Database][] => {
    const number = /^LEDGER_(\d+)$/.exec(name)?.[1];
    return number === undefined ? [] : [[Number(number), limitedD1(binding as D1Database)]];
  });
  return new Map(bound);
}
