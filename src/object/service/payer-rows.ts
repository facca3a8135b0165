import type { SealedPayer } from "../../app/ports/payer-vault.ts";
import type { StoredPayer } from "../../app/ports/service-object/payer.ts";
import { type TopUpId, toId } from "../../domain/base/ids.ts";
import { Remembered } from "../storage/remembered.ts";
import type { Sql, SqlValue } from "../storage/sql.ts";

type Row = Readonly<Record<string, SqlValue>>;

/**
 * The payers of this service, one row each, sealed: the object cannot read them. Nothing else that
 * it stores or sends holds a name or an address, so erasing a payer is deleting the row.
 */
export class PayerRows {
  readonly #sql: Sql;
  readonly #nextForgetAt = new Remembered(() => this.#readNextForgetAt());

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Null: the top-up came without a payer, or the payer was erased or forgotten. */
  of(topUpId: TopUpId): SealedPayer | null {
    const row = this.#sql.all(`${SELECT} WHERE top_up_id = ?`, topUpId)[0];
    return row ? payerOf(row) : null;
  }

  /** Writes the payer of a top-up; one that is there is replaced. */
  save(topUpId: TopUpId, { payerId, payerKey, sealed, buyerHash }: SealedPayer): void {
    this.#sql.all(
      `INSERT INTO payer (top_up_id, payer_id, payer_key, sealed, buyer_hash)
       VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (top_up_id) DO UPDATE SET payer_key = excluded.payer_key,
         sealed = excluded.sealed, buyer_hash = excluded.buyer_hash`,
      topUpId,
      payerId,
      payerKey,
      sealed,
      buyerHash,
    );
  }
  delete(topUpId: TopUpId): void {
    this.forget();
    this.#sql.all("DELETE FROM payer WHERE top_up_id = ?", topUpId);
  }

  /** The top-ups of payers with the same payer key as that of one of these, themselves included. */
  sharingKey(topUpIds: readonly TopUpId[]): readonly TopUpId[] {
    const ids = JSON.stringify(topUpIds);
    return this.#sql
      .all(
        `SELECT top_up_id FROM payer WHERE payer_key IN
           (SELECT payer_key FROM payer WHERE top_up_id IN (SELECT value FROM json_each(?)))`,
        ids,
      )
      .map(topUpIdOf);
  }
  /** At most `limit` rows after this top-up, by id. */
  page(after: TopUpId | "", limit: number): readonly StoredPayer[] {
    return this.#sql
      .all(`${SELECT} WHERE top_up_id > ? ORDER BY top_up_id LIMIT ?`, after, limit)
      .map((row) => ({ topUpId: topUpIdOf(row), payer: payerOf(row) }));
  }

  /** When the row is deleted by itself; Unix ms; null: it is kept. Written only when it changes. */
  setForgetAt(topUpId: TopUpId, forgetAt: number | null): void {
    this.forget();
    this.#sql.all(
      "UPDATE payer SET forget_at = ?1 WHERE top_up_id = ?2 AND forget_at IS NOT ?1",
      forgetAt,
      topUpId,
    );
  }
  /** The earliest of these times; null: all rows are kept. */
  nextForgetAt(): number | null {
    return this.#nextForgetAt.get();
  }
  #readNextForgetAt(): number | null {
    const row = this.#sql.all(
      "SELECT min(forget_at) AS at FROM payer WHERE forget_at IS NOT NULL",
    )[0];
    return row?.at == null ? null : Number(row.at);
  }
  deleteForgettable(now: number): void {
    this.forget();
    this.#sql.all("DELETE FROM payer WHERE forget_at <= ?", now);
  }

  /** Rows were changed by others, or a change was rolled back: memory must hold what is stored. */
  forget(): void {
    this.#nextForgetAt.forget();
  }
}

const SELECT = "SELECT top_up_id, payer_id, payer_key, sealed, buyer_hash FROM payer";

const topUpIdOf = (row: Row): TopUpId => toId("top", String(row.top_up_id));

const payerOf = (row: Row): SealedPayer => ({
  payerId: toId("pay", String(row.payer_id)),
  payerKey: row.payer_key == null ? null : String(row.payer_key),
  sealed: String(row.sealed),
  buyerHash: String(row.buyer_hash),
});
