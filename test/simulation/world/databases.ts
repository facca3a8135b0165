/** The main database and two ledgers in memory; every seed writes to both ledgers. */
import type { SQLInputValue } from "node:sqlite";
import type { Databases } from "../../../src/adapters/d1/databases.ts";
import { firstIdAt } from "../../../src/domain/base/ids.ts";
import { HOUR_MS } from "../../../src/domain/base/time.ts";
import { type Dump, SimulatedD1 } from "./d1.ts";
import { START } from "./register.ts";

/** What the ledgers have; all else is in the main database. */
const OF_LEDGER = /\bFROM\s+(top_up|invoice|journal_entry|posting|activity)\b/i;

export class SimulatedDatabases {
  readonly main: SimulatedD1;
  readonly ledgers: readonly [SimulatedD1, SimulatedD1];
  /** As the adapters are given them; the second ledger begins an hour after the world. */
  readonly asDatabases: Databases;

  /** `before`: what is in them. */
  constructor(before?: { readonly main: Dump; readonly ledgers: readonly Dump[] }) {
    this.main = new SimulatedD1("main", before?.main);
    const ledger = (n: number) => new SimulatedD1("ledger", before?.ledgers[n]);
    this.ledgers = [ledger(0), ledger(1)];
    const [first, second] = this.ledgers;
    const from = firstIdAt("top", START + HOUR_MS);
    const all = [
      { number: 2, from, d1: asD1Database(second) },
      { number: 1, from: "", d1: asD1Database(first) },
    ];
    this.asDatabases = { main: asD1Database(this.main), ledgers: async () => all };
  }
  /** Begins a seed; `forget` undoes everything since then. */
  begin(): void {
    for (const one of [this.main, ...this.ledgers]) one.begin();
  }
  forget(): void {
    for (const one of [this.main, ...this.ledgers]) one.forget();
  }
  /** The rows of all databases that have the table. */
  all(sql: string, ...values: SQLInputValue[]) {
    const asked = OF_LEDGER.test(sql) ? this.ledgers : [this.main];
    return asked.flatMap((one) => one.all(sql, ...values));
  }
}

export function asD1Database(d1: SimulatedD1): D1Database {
  const methods = { prepare: (sql: string) => d1.prepare(sql), batch: d1.batch.bind(d1) };
  return Object.assign(Object.create(null) as D1Database, methods);
}
