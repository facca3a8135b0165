/**
 * Where D1 keeps what: the register and everything that is found by a key in one database, the
 * ledger of each top-up in the ledger database that its id chooses (decision 39).
 */
import type { TopUpId } from "../../domain/base/ids.ts";
import type { Keep } from "./kept.ts";

/** One ledger database; its statements are made and run here alone: a batch has one database. */
export interface Ledger {
  readonly number: number;
  /** It has the ids from this one on, up to the `from` of the next number. */
  readonly from: string;
  readonly d1: D1Database;
}

export interface Databases {
  /** Register, customers, look-ups, findings. */
  readonly main: D1Database;
  /** The newest first. Throws when the range of one is in D1 and its binding is missing. */
  ledgers(): Promise<readonly Ledger[]>;
}

/** A range as the table `ledger_database` has it. */
interface Range {
  readonly number: number;
  readonly from: string;
}

/** `bound`: the ledger databases of this Worker, by number. Ranges never move, so they are kept. */
export function createDatabases(
  main: D1Database,
  bound: ReadonlyMap<number, D1Database>,
  keep: Keep,
): Databases {
  const ranges = keep("ledger_database", () => rangesOf(main));
  return {
    main,
    async ledgers() {
      return (await ranges.get("all")).map(({ number, from }) => {
        const d1 = bound.get(number);
        if (d1) return { number, from, d1 };
        throw new Error(`LEDGER_${number} is not bound, and D1 has top-ups in it: bind it`);
      });
    },
  };
}

export async function rangesOf(main: D1Database): Promise<readonly Range[]> {
  const { results } = await main
    .prepare('SELECT number, from_id AS "from" FROM ledger_database ORDER BY number DESC')
    .all<Range>();
  return results;
}

/** The ledger that has the rows of this top-up. */
export function ledgerOf(ledgers: readonly Ledger[], topUpId: TopUpId): Ledger {
  const found = ledgers.find(({ from }) => topUpId >= from);
  if (!found) throw new Error(`no ledger database has ${topUpId}`);
  return found;
}

/** What each ledger has of these, those without any left out. */
export function byLedger<T>(
  ledgers: readonly Ledger[],
  items: readonly T[],
  idOf: (item: T) => TopUpId,
): readonly (readonly [Ledger, readonly T[]])[] {
  return [...Map.groupBy(items, (item) => ledgerOf(ledgers, idOf(item)))];
}
