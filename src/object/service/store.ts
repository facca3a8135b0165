import { type ServiceId, type TopUpId, toId } from "../../domain/base/ids.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import { cancelsOf, dueNotices } from "../../domain/top-up/due-times.ts";
import type { LoggedEvent, TopUpEvent } from "../../domain/top-up/events.ts";
import { isEnded } from "../../domain/top-up/states.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { Sql, SqlValue } from "../storage/sql.ts";
import { BucketIndex, type IndexedBucket } from "./bucket-index.ts";
import type { LastDispatch } from "./dispatches.ts";
import { ExportRows } from "./export.ts";
import { changedAfter, logOf, newestOf } from "./log-rows.ts";
import { PayerRows } from "./payer-rows.ts";
import { UnpaidRows } from "./unpaid-rows.ts";

/** What the object stores besides its top-ups: one row, written at the end of a commit. */
export interface Facts {
  /** Null: this object has no top-up yet. */
  readonly serviceId: ServiceId | null;
  readonly nextTurn: number;
  readonly nextReferenceNumber: number;
  /** No later event has this number or a lower one, although the newest may have been dropped. */
  readonly lastSeq: number;
  /** The newest event that D1 needs. */
  readonly dirtySeq: number;
  /** When the projection of that event is due; Unix ms. */
  readonly dirtyAt: number;
  /** The newest event that D1 has confirmed. */
  readonly projectedSeq: number;
  /** How often everything was sent to D1 again. */
  readonly resendNumber: number;
  /** Whether the register has the service closed. */
  readonly serviceClosed: boolean;
  /** Of the newest reading at the last request what is shown while the OCS is silent. */
  readonly lastReading: Reading | null;
  /** By the dispatch's key. */
  readonly lastDispatches: Readonly<Record<string, LastDispatch>>;
  /** When a notice was sent that has no answer yet; Unix ms by `<top-up>:<kind>`. */
  readonly unansweredNotices: Readonly<Record<string, number>>;
}
const NEW: Facts = {
  serviceId: null,
  nextTurn: 1,
  nextReferenceNumber: 1,
  lastSeq: 0,
  dirtySeq: 0,
  dirtyAt: 0,
  projectedSeq: 0,
  resendNumber: 0,
  serviceClosed: false,
  lastReading: null,
  lastDispatches: {},
  unansweredNotices: {},
};

/**
 * Reads and writes rows; decides nothing. Top-ups that may still move, the facts and the bucket
 * index are in memory too, as a copy of what is stored (decision 17).
 */
export class Store {
  /** Sealed payers; a commit covers their rows like any other. */
  readonly payers: PayerRows;
  readonly unpaid: UnpaidRows;
  readonly exports: ExportRows;
  readonly #sql: Sql;
  readonly #open = new Map<TopUpId, TopUp>();
  /** Events of the running commit whose top-ups are not saved yet: their numbers, as `seqs`. */
  readonly #appended = new Map<TopUpId, string>();
  readonly #bucketIndex: BucketIndex;
  #facts: Facts;
  #stored: Facts;
  #seq: number;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#bucketIndex = new BucketIndex(sql);
    this.payers = new PayerRows(sql);
    this.unpaid = new UnpaidRows(sql, this.payers);
    this.exports = new ExportRows(sql);
    for (const row of sql.all("SELECT id, state FROM top_up WHERE open = 1")) {
      this.#open.set(toId("top", String(row.id)), parse(row.state));
    }
    const facts = sql.all("SELECT value FROM fact WHERE name = 'facts'")[0];
    this.#facts = facts ? { ...NEW, ...(JSON.parse(String(facts.value)) as Facts) } : NEW;
    this.#stored = this.#facts;
    const seq = Number(sql.all("SELECT coalesce(max(seq), 0) AS seq FROM event")[0]?.seq ?? 0);
    this.#seq = Math.max(seq, this.#facts.lastSeq);
  }

  get facts(): Facts {
    return this.#facts;
  }
  /** The newest event; 0: none. */
  get seq(): number {
    return this.#seq;
  }
  /** Top-ups that may still move by themselves, oldest first. */
  open(): readonly TopUp[] {
    return [...this.#open.values()].sort(
      (a, b) => a.requestedAt - b.requestedAt || (a.request.topUpId < b.request.topUpId ? -1 : 1),
    );
  }

  /** Null: this object has no such top-up. */
  load(topUpId: TopUpId): TopUp | null {
    const open = this.#open.get(topUpId);
    if (open) return open;
    const row = this.#sql.all("SELECT state FROM top_up WHERE id = ?", topUpId)[0];
    return row ? parse(row.state) : null;
  }

  /** By id, so by the time of its request; null: there is none. */
  newest(): TopUp | null {
    const row = this.#sql.all("SELECT state FROM top_up ORDER BY id DESC LIMIT 1")[0];
    return row ? parse(row.state) : null;
  }

  /**
   * Top-ups that were requested since then (Unix ms) or may still move, newest first. Reads pages
   * of 1, 2, 4 … rows as far as the caller iterates; nothing may be saved meanwhile.
   */
  *newestFrom(since: number): Generator<TopUp> {
    const open = this.open().toReversed();
    for (const ended of this.#endedFrom(since)) {
      while (open[0] && open[0].requestedAt >= ended.requestedAt) yield open.shift() as TopUp;
      yield ended;
    }
    yield* open;
  }
  *#endedFrom(since: number): Generator<TopUp> {
    let before = Number.MAX_SAFE_INTEGER;
    for (let page = 1; ; page *= 2) {
      // In the order in which they were requested: no index is kept for it.
      const rows = this.#sql.all(
        `SELECT n, iif(open = 0, state, NULL) AS state, requested_at FROM top_up
         WHERE n < ? ORDER BY n DESC LIMIT ?`,
        before,
        page,
      );
      for (const { n, state, requested_at: at } of rows) {
        if (Number(at) < since) return;
        if (state != null) yield parse(state);
        before = Number(n);
      }
      if (rows.length < page) return;
    }
  }

  /**
   * One transaction: everything that `work` saves through this store is committed, or nothing.
   * `last` runs inside it, after all rows are written.
   */
  commit<T>(work: () => T, last: () => void = () => {}): T {
    const [facts, seq] = [this.#facts, this.#seq];
    const open = new Map(this.#open);
    try {
      const done = this.#sql.transaction(() => {
        const result = work();
        const [forgotten] = this.#appended.keys();
        if (forgotten) throw new Error(`${forgotten}: events without the state that they make`);
        if (this.#facts !== this.#stored) this.#writeFacts();
        last();
        return result;
      });
      this.#stored = this.#facts;
      return done;
    } catch (fault) {
      // The rows are rolled back, so memory goes back too.
      [this.#facts, this.#seq] = [facts, seq];
      this.#appended.clear();
      this.#open.clear();
      for (const [id, t] of open) this.#open.set(id, t);
      for (const rows of [this.#bucketIndex, this.payers, this.unpaid]) rows.forget();
      throw fault;
    }
  }

  /** Adds an event to the log; answers with its number. `at`: Unix ms. */
  append(topUpId: TopUpId, event: TopUpEvent, at: number): number {
    this.#seq += 1;
    const { type, ...body } = event;
    this.#sql.all(
      "INSERT INTO event (seq, top_up_id, at, type, body) VALUES (?, ?, ?, ?, ?)",
      this.#seq,
      topUpId,
      at,
      type,
      JSON.stringify(body),
    );
    this.#appended.set(topUpId, `${this.#appended.get(topUpId) ?? ""},${this.#seq}`);
    return this.#seq;
  }

  /**
   * Writes the state of a top-up after its events were appended, and what is indexed of it. Columns
   * with an index are named only where they change: SQLite rewrites an index that is named.
   */
  save(t: TopUp, now: number): void {
    const id = t.request.topUpId;
    const open = stillMoves(t);
    const state = JSON.stringify(t);
    const seqs = this.#appended.get(id) ?? "";
    this.#appended.delete(id);
    const lastSeq = Number(seqs.slice(seqs.lastIndexOf(",") + 1));
    if (open && this.#open.has(id)) {
      this.#sql.all(
        `UPDATE top_up SET state = ?, last_seq = max(last_seq, ?), seqs = seqs || ?
         WHERE id = ?`,
        state,
        lastSeq,
        seqs,
        id,
      );
    } else {
      this.#sql.all(
        `INSERT INTO top_up (id, state, open, requested_at, last_seq, seqs)
         VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, open = excluded.open,
           last_seq = max(last_seq, excluded.last_seq), seqs = seqs || excluded.seqs`,
        id,
        state,
        open ? 1 : 0,
        t.requestedAt,
        lastSeq,
        seqs,
      );
    }
    this.#bucketIndex.save(t, now);
    if (open) this.#open.set(id, t);
    else this.#open.delete(id);
  }

  /** Written at the end of the running commit; outside of a commit, at the end of the next. */
  saveFacts(change: Partial<Facts>): void {
    this.#facts = { ...this.#facts, ...change };
  }
  #writeFacts(): void {
    this.#sql.all(
      `INSERT INTO fact (name, value) VALUES ('facts', ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      JSON.stringify(this.#facts),
    );
  }

  /** What an idempotency key stands for; null: the key is new here. */
  key(key: string): { inputHash: string; topUpId: TopUpId } | null {
    const row = this.#sql.all(
      "SELECT input_hash, top_up_id FROM idempotency_key WHERE key = ?",
      key,
    )[0];
    return row
      ? { inputHash: String(row.input_hash), topUpId: toId("top", String(row.top_up_id)) }
      : null;
  }
  saveKey(key: string, inputHash: string, topUpId: TopUpId): void {
    this.#sql.all(
      "INSERT INTO idempotency_key (key, input_hash, top_up_id) VALUES (?, ?, ?)",
      key,
      inputHash,
      topUpId,
    );
  }

  /** How many keys stand for a top-up, and for which input; null: it came without a key. */
  keysOf(topUpId: TopUpId): { inputHash: string | null; count: number } {
    const row = this.#sql.all(
      "SELECT max(input_hash) AS hash, count(*) AS n FROM idempotency_key WHERE top_up_id = ?",
      topUpId,
    )[0];
    const inputHash = row?.hash == null ? null : String(row.hash);
    return { inputHash, count: Number(row?.n ?? 0) };
  }

  /** Buckets of every generation whose end lies ahead. */
  bucketStates(now: number): readonly IndexedBucket[] {
    return this.#bucketIndex.ahead(now);
  }

  /** The events of a top-up, oldest first. */
  log(topUpId: TopUpId): readonly LoggedEvent[] {
    return logOf(this.#sql, topUpId);
  }
  /** Top-ups with an event after `seq`, at most `limit`, in the order of their newest events. */
  changedAfter(seq: number, limit: number): readonly TopUpId[] {
    return changedAfter(this.#sql, seq, limit);
  }
  /** The newest event of any of these top-ups; 0: they have none. */
  newestOf(topUpIds: readonly TopUpId[]): number {
    return newestOf(this.#sql, topUpIds);
  }
}

function parse(state: SqlValue | undefined): TopUp {
  return JSON.parse(String(state)) as TopUp;
}

/** Whether something may become due for it, so that it belongs into memory. */
function stillMoves(t: TopUp): boolean {
  return !isEnded(t) || dueNotices(t).length > 0 || cancelsOf(t).length > 0;
}
