import { type TopUpId, toId } from "../../domain/base/ids.ts";
import { Remembered } from "../storage/remembered.ts";
import type { Sql } from "../storage/sql.ts";
import type { PayerRows } from "./payer-rows.ts";
import { SEQS } from "./schema.ts";

/** What drops the rows of a top-up; its own row comes last, because it names its events. */
const DROPS = [
  `DELETE FROM event WHERE seq IN (SELECT value FROM top_up, json_each(${SEQS}) WHERE top_up.id = ?)`,
  "DELETE FROM idempotency_key WHERE top_up_id = ?",
  "DELETE FROM payer WHERE top_up_id = ?",
  "DELETE FROM top_up WHERE id = ?",
] as const;
/** Top-ups in one commit; the next alarm takes the rest. */
const BATCH = 100;

/** Top-ups that ended without money, and when their rows are dropped. */
export class UnpaidRows {
  readonly #sql: Sql;
  readonly #payers: PayerRows;
  readonly #nextDropAt = new Remembered(() => this.#readNextDropAt());

  constructor(sql: Sql, payers: PayerRows) {
    this.#sql = sql;
    this.#payers = payers;
  }

  /** When all its rows are dropped; Unix ms; null: never. Written only when it changes. */
  setDropAt(topUpId: TopUpId, dropAt: number | null): void {
    this.forget();
    this.#sql.all(
      "UPDATE top_up SET drop_at = ?1 WHERE id = ?2 AND drop_at IS NOT ?1",
      dropAt,
      topUpId,
    );
  }

  /** The earliest of these times; null: all are kept. */
  nextDropAt(): number | null {
    return this.#nextDropAt.get();
  }
  #readNextDropAt(): number | null {
    const row = this.#sql.all("SELECT min(drop_at) AS at FROM top_up WHERE drop_at IS NOT NULL")[0];
    return row?.at == null ? null : Number(row.at);
  }

  /** Drops what is due, at most a batch; answers with what it dropped. */
  drop(now: number): readonly TopUpId[] {
    this.forget();
    this.#payers.forget();
    const due = this.#sql
      .all("SELECT id FROM top_up WHERE drop_at <= ? ORDER BY drop_at LIMIT ?", now, BATCH)
      .map((row) => toId("top", String(row.id)));
    for (const topUpId of due) {
      for (const statement of DROPS) this.#sql.all(statement, topUpId);
    }
    return due;
  }

  /** A change was rolled back: memory must hold what is stored. */
  forget(): void {
    this.#nextDropAt.forget();
  }
}
