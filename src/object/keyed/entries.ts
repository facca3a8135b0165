import type { KeyedOrder } from "../../app/ports/keyed-object.ts";
import { type Id, toId } from "../../domain/base/ids.ts";
import type { Sql, SqlValue } from "../storage/sql.ts";
import { amountSince } from "./held-sums.ts";
import type { Held } from "./kind.ts";

export type EntryId = KeyedOrder["id"];

/** What is stored under a caller's id. */
export type Entry =
  | (Holding & { readonly state: "reserved"; readonly until: number })
  | (Holding & { readonly state: "confirmed"; readonly number: number | null })
  | { readonly id: EntryId; readonly state: "released" };
/** What is held for whom, and since when. */
export interface Holding {
  readonly id: EntryId;
  readonly owner: KeyedOrder["owner"];
  readonly amount: number | null;
  /** Unix ms. */
  readonly heldAt: number;
  /** Whether it may become too old without a warning. */
  readonly quiet: boolean;
}

/** The rows of a keyed object; decides nothing. */
export interface EntryStore {
  /** One commit: all of it or nothing. */
  commit<T>(work: () => T): T;
  /** Null: nothing is stored under this id. */
  read(id: EntryId): Entry | null;
  /** Replaces what is stored under the entry's id. */
  save(entry: Entry): void;
  /** Whether nothing at all is stored, so that the storage itself may go. */
  areNone(): boolean;
  forget(id: EntryId): void;
  /** Gives back what is reserved until now or less; Unix ms. Answers how many are a warning. */
  forgetUntil(now: number): number;
  /** When the next reservation is too old; Unix ms; null: nothing is reserved. */
  nextUntil(): number | null;
  /** What a kind may know, at this time; Unix ms. */
  held(now: number): Held;
  /** Owners of what is confirmed, by id, at most `limit` after the id `after`. */
  owners(after: Id<string> | "", limit: number): readonly Id<string>[];
}

/** Entries that may be confirmed and stay, e.g. of a sequence. */
export class Entries implements EntryStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  commit<T>(work: () => T): T {
    return this.#sql.transaction(work);
  }

  read(id: EntryId): Entry | null {
    const [row] = this.#sql.all("SELECT * FROM entry WHERE id = ?", id);
    return row ? entryOf(id, row) : null;
  }
  save(entry: Entry): void {
    const holding = entry.state === "released" ? null : entry;
    this.#sql.all(
      `INSERT INTO entry (id, owner, state, amount, number, held_at, until, quiet)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, state = excluded.state,
         amount = excluded.amount, number = excluded.number, held_at = excluded.held_at,
         until = excluded.until, quiet = excluded.quiet`,
      entry.id,
      holding?.owner ?? null,
      entry.state,
      holding?.amount ?? null,
      entry.state === "confirmed" ? entry.number : null,
      holding?.heldAt ?? null,
      entry.state === "reserved" ? entry.until : null,
      holding?.quiet ? 1 : 0,
    );
  }

  areNone(): boolean {
    return this.#sql.all("SELECT 1 AS x FROM entry LIMIT 1").length === 0;
  }
  forget(id: EntryId): void {
    this.#sql.all("DELETE FROM entry WHERE id = ?", id);
  }
  forgetUntil(now: number): number {
    const gone = this.#sql.all("DELETE FROM entry WHERE until <= ? RETURNING quiet", now);
    return gone.filter(({ quiet }) => quiet === 0).length;
  }
  nextUntil(): number | null {
    const until = this.#sql.all("SELECT min(until) AS until FROM entry WHERE until IS NOT NULL");
    return until[0]?.until == null ? null : Number(until[0].until);
  }

  held(now: number): Held {
    return {
      now,
      highestNumber: () =>
        Number(
          this.#sql.all("SELECT max(number) AS n FROM entry WHERE number IS NOT NULL")[0]?.n ?? 0,
        ),
      amountSince: (at) => amountSince(this.#sql, at),
    };
  }

  owners(after: Id<string> | "", limit: number): readonly Id<string>[] {
    return this.#sql
      .all(
        `SELECT DISTINCT owner FROM entry WHERE state = 'confirmed' AND owner > ?
         ORDER BY owner LIMIT ?`,
        after,
        limit,
      )
      .map((row) => ownerOf(row));
  }
}

function entryOf(id: EntryId, row: Readonly<Record<string, SqlValue>>): Entry {
  if (row.state === "released") return { id, state: "released" };
  const holding: Holding = {
    id,
    owner: ownerOf(row),
    amount: numberOrNull(row.amount),
    heldAt: Number(row.held_at),
    quiet: row.quiet === 1,
  };
  if (row.state === "reserved") return { ...holding, state: "reserved", until: Number(row.until) };
  return { ...holding, state: "confirmed", number: numberOrNull(row.number) };
}

/** The owner of a row; throws where it is no id. */
export function ownerOf(row: Readonly<Record<string, SqlValue>>): KeyedOrder["owner"] {
  const text = String(row.owner);
  return toId(text.slice(0, text.indexOf("_")), text);
}

const numberOrNull = (value: SqlValue | undefined): number | null =>
  value == null ? null : Number(value);
