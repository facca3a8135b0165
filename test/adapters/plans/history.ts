/**
 * A year of history in the main database and two ledgers, written by SQL: the rows that the
 * projection leaves of `count` top-ups, and as many of all else that grows. It needs no Worker.
 */
import { firstIdAt, type ServiceId, type TopUpId } from "../../../src/domain/base/ids.ts";
import { factsOf, NOW, YEAR_MS } from "./history-facts.ts";
import { ledgerInserts } from "./history-of-ledger.ts";
import { registerInserts, searchInserts, trafficInserts } from "./history-of-main.ts";

/** Ids travel to SQL as JSON, so many at once. */
const CHUNK = 20_000;
/** One statement writes the rows of so many top-ups: D1 ends one that takes too long. */
const STEP = 50_000;

export interface History {
  readonly count: number;
  /** Where the second ledger begins. */
  readonly split: TopUpId;
  /** The `i`th top-up, from 1. */
  topUpId(i: number): TopUpId;
}

export function historyOf(count: number): History {
  const topUpId = (i: number) =>
    firstIdAt("top", NOW - YEAR_MS + Math.floor((i * YEAR_MS) / count));
  return { count, split: topUpId(count / 2 + 1), topUpId };
}

/** A service of the history, which has ten top-ups. */
export const serviceId = (n: number): ServiceId => `svc_${String(1000 + n).padStart(26, "0")}`;

export interface Written {
  readonly main: D1Database;
  readonly ledgers: readonly [D1Database, D1Database];
}

/** Writes it all; the databases have their migrations and the cast. */
export async function writeHistory({ main, ledgers }: Written, history: History): Promise<void> {
  const facts = factsOf(history.count);
  const half = history.count / 2;
  const inMain = [registerInserts, searchInserts, trafficInserts].flatMap((of) => of(facts));
  await write(main, history, [1, history.count], inMain);
  for (const [n, ledger] of ledgers.entries()) {
    await write(ledger, history, [1 + n * half, half + n * half], ledgerInserts(facts));
  }
}

/** Runs the inserts over the table `seed`, which has the top-ups `from` to `to`: number and id. */
async function write(
  d1: D1Database,
  { topUpId }: History,
  [from, to]: readonly [number, number],
  inserts: readonly string[],
): Promise<void> {
  await d1.prepare("CREATE TABLE seed (i INTEGER PRIMARY KEY, id TEXT NOT NULL)").run();
  for (let first = from; first <= to; first += CHUNK) {
    const size = Math.min(CHUNK, to - first + 1);
    const ids = Array.from({ length: size }, (_, i) => topUpId(first + i));
    await d1
      .prepare("INSERT INTO seed SELECT ?1 + key, value FROM json_each(?2)")
      .bind(first, JSON.stringify(ids))
      .run();
  }
  for (const insert of inserts) {
    for (let first = from; first <= to; first += STEP) {
      await d1
        .prepare(insert)
        .bind(first, Math.min(to, first + STEP - 1))
        .run();
    }
  }
  await d1.prepare("DROP TABLE seed").run();
}
