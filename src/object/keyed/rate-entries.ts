import type { Sql } from "../storage/sql.ts";
import type { Entry, EntryId, EntryStore } from "./entries.ts";
import { ownerOf } from "./entries.ts";
import type { Held } from "./kind.ts";
import { rate } from "./kinds/rate.ts";

type Reserved = Extract<Entry, { readonly state: "reserved" }>;

/**
 * The entries of a rate. They are few (a limit bounds them), only ever reserved, and forgotten, so
 * they lie in one table without an index and in memory as a copy of it (decision 17): an order
 * writes one row and reads none.
 */
export class RateEntries implements EntryStore {
  readonly #sql: Sql;
  #held = new Map<EntryId, Reserved>();

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#load();
  }

  commit<T>(work: () => T): T {
    try {
      return this.#sql.transaction(work);
    } catch (fault) {
      // The rows are rolled back, so memory goes back too.
      this.#load();
      throw fault;
    }
  }
  #load(): void {
    const rows = this.#sql.all("SELECT id, owner, held_at FROM happened");
    this.#held = new Map(
      rows.map((row) => {
        const id = String(row.id) as EntryId;
        return [id, reserved(id, ownerOf(row), Number(row.held_at))];
      }),
    );
  }

  read(id: EntryId): Entry | null {
    return this.#held.get(id) ?? null;
  }
  /** Throws for anything but a reservation: what a rate has counted is neither kept nor refused. */
  save(entry: Entry): void {
    if (entry.state !== "reserved") throw new Error(`${entry.id}: a rate is only ever reserved`);
    const { id, owner, heldAt } = entry;
    this.#sql.all("INSERT INTO happened (id, owner, held_at) VALUES (?, ?, ?)", id, owner, heldAt);
    this.#held.set(id, reserved(id, owner, heldAt));
  }

  areNone(): boolean {
    return this.#held.size === 0;
  }
  forget(id: EntryId): void {
    if (!this.#held.delete(id)) return;
    this.#sql.all("DELETE FROM happened WHERE id = ?", id);
  }
  /** None of them is a warning. */
  forgetUntil(now: number): number {
    for (const { id, until } of [...this.#held.values()]) if (until <= now) this.forget(id);
    return 0;
  }
  nextUntil(): number | null {
    let next: number | null = null;
    for (const { until } of this.#held.values()) if (next === null || until < next) next = until;
    return next;
  }

  held(now: number): Held {
    return {
      now,
      highestNumber: () => 0,
      amountSince: (at) => {
        let sum = 0;
        for (const { heldAt } of this.#held.values()) if (heldAt > at) sum += 1;
        return sum;
      },
    };
  }

  /** Nothing is ever confirmed. */
  owners(): readonly [] {
    return [];
  }
}

const reserved = (id: EntryId, owner: Reserved["owner"], heldAt: number): Reserved => ({
  id,
  owner,
  amount: 1,
  heldAt,
  quiet: rate.forgets,
  state: "reserved",
  until: heldAt + rate.ageMs,
});
