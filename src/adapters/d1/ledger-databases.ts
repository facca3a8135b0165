import type { LedgerDatabases } from "../../app/ports/ledger-databases.ts";
import { rangesOf } from "./databases.ts";

/** D1's limit for one database; bytes. It cannot be raised. */
const MOST_BYTES = 10e9;

/** `bound`: the ledger databases of this Worker, by number. */
export const createLedgerDatabases = (
  main: D1Database,
  bound: ReadonlyMap<number, D1Database>,
): LedgerDatabases => ({
  async newest() {
    const [newest] = await rangesOf(main);
    if (!newest) throw new Error("ledger_database is empty: apply the migrations of DB");
    const d1 = bound.get(newest.number);
    if (!d1) throw new Error(`LEDGER_${newest.number} is not bound, and D1 has top-ups in it`);
    const { meta } = await d1.prepare("SELECT 1").all();
    return { number: newest.number, full: (meta.size_after ?? 0) / MOST_BYTES };
  },
  isBound: (number) => bound.has(number),
  async begin(number, from, now) {
    await main
      .prepare(
        `INSERT INTO ledger_database (number, from_id, begun_at)
         SELECT ?1, ?2, CAST(?3 AS INTEGER)
         WHERE NOT EXISTS (SELECT 1 FROM ledger_database WHERE number = ?1)`,
      )
      .bind(number, from, now)
      .run();
  },
});
