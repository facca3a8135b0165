import type { KeyedOrder } from "../../app/ports/keyed-object.ts";
import { type Id, toId } from "../../domain/base/ids.ts";
import type { Sql, SqlValue } from "../storage/sql.ts";
import { amountSince } from "./held-sums.ts";
import type { Held } from "./kind.ts";

type EntryId = KeyedOrder["id"];

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
}

/** The rows of a keyed object; decides nothing. */
export class Entries {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** One commit: all of it or nothing. */
  commit<T>(work: () => T): T {
    return this.#sql.transaction(work);
  }

  /** Null: nothing is stored under this id. */
  read(id: EntryId): Entry | null {
    const [row] = this.#sql.all("SELECT * FROM entry WHERE id = ?", id);
    return row ? entryOf(id, row) : null;
  }
  /** Replaces what is stored under the entry's id. */
  save(entry: Entry): void {
    const holding = entry.state === "released" ? null : entry;
    this.#sql.all(
      `INSERT INTO entry (id, owner, state, amount, number, held_at, until)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, state = excluded.state,
         amount = excluded.amount, number = excluded.number, held_at = excluded.held_at,
         until = excluded.until`,
      entry.id,
      holding?.owner ?? null,
      entry.state,
      holding?.amount ?? null,
      entry.state === "confirmed" ? entry.number : null,
      holding?.heldAt ?? null,
      entry.state === "reserved" ? entry.until : null,
    );
  }

  /** Gives back what is reserved until now or less; Unix ms. Answers with how many those were. */
  forgetUntil(now: number): number {
    return this.#sql.all("DELETE FROM entry WHERE until <= ? RETURNING id", now).length;
  }
  /** When the next reservation is too old; Unix ms; null: nothing is reserved. */
  nextUntil(): number | null {
    const until = this.#sql.all("SELECT min(until) AS until FROM entry WHERE until IS NOT NULL");
    return until[0]?.until == null ? null : Number(until[0].until);
  }

  /** What a kind may know, at this time; Unix ms. */
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

  /** Owners of what is confirmed, by id, at most `limit` after the id `after`. */
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
  };
  if (row.state === "reserved") return { ...holding, state: "reserved", until: Number(row.until) };
  return { ...holding, state: "confirmed", number: numberOrNull(row.number) };
}

function ownerOf(row: Readonly<Record<string, SqlValue>>): KeyedOrder["owner"] {
  const text = String(row.owner);
  return toId(text.slice(0, text.indexOf("_")), text);
}

const numberOrNull = (value: SqlValue | undefined): number | null =>
  value == null ? null : Number(value);
