/** How the rows of a service are read for an export: in pages of bounded bytes. */
import type { Sql, SqlValue } from "../storage/sql.ts";
import { SEQS } from "./schema.ts";

type Row = Readonly<Record<string, SqlValue>>;
/** What a page of rows goes on after: the number of the last row of this table. */
export interface RowCursor {
  readonly table: "top_up" | "event";
  readonly after: number;
}
interface RowPage {
  readonly rows: readonly Row[];
  /** Null: the table has no more. */
  readonly after: number | null;
}

/** A page ends with the row that reaches it; text of the rows, which JSON quotes once more. */
const PAGE_BYTES = 400_000;
/** Rows that are read at once. */
const STEP = 50;

const SELECTS = {
  top_up: `SELECT top_up.n, top_up.id, top_up.state, requested_at, drop_at, ${SEQS} AS seqs,
      payer_id, payer_key, sealed, buyer_hash,
      (SELECT json_group_array(json_array(key, input_hash)) FROM idempotency_key AS k
       WHERE k.top_up_id = top_up.id) AS keys
    FROM top_up LEFT JOIN payer ON payer.top_up_id = top_up.id
    WHERE top_up.n > ? ORDER BY top_up.n LIMIT ?`,
  event: `SELECT seq AS n, top_up_id, at, type, body FROM event
    WHERE seq > ? ORDER BY seq LIMIT ?`,
} as const;

export class ExportRows {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Top-ups in the order of their requests, or events by number. */
  page({ table, after }: RowCursor): RowPage {
    const rows: Row[] = [];
    let bytes = 0;
    for (let last = after; ; ) {
      const step = this.#sql.all(SELECTS[table], last, STEP);
      for (const row of step) {
        rows.push(row);
        last = Number(row.n);
        bytes += bytesOf(row);
        if (bytes >= PAGE_BYTES) return { rows, after: last };
      }
      if (step.length < STEP) return { rows, after: null };
    }
  }
}

const encoder = new TextEncoder();
const bytesOf = (row: Row): number =>
  Object.values(row).reduce<number>((sum, v) => sum + encoder.encode(String(v)).length, 0);
