/** How the log of a service is read. No event has an index: its top-up's row names it. */
import { type TopUpId, toId } from "../../domain/base/ids.ts";
import type { LoggedEvent } from "../../domain/top-up/events.ts";
import type { Sql, SqlValue } from "../storage/sql.ts";
import { SEQS } from "./schema.ts";

/** The events of a top-up, oldest first. */
export function logOf(sql: Sql, topUpId: TopUpId): readonly LoggedEvent[] {
  const seqs = `SELECT value FROM top_up, json_each(${SEQS}) WHERE top_up.id = ?`;
  return sql
    .all(`SELECT seq, at, type, body FROM event WHERE seq IN (${seqs}) ORDER BY seq`, topUpId)
    .map((row) => loggedEvent(topUpId, row));
}

/**
 * Top-ups with an event after `seq`, in the order of their newest events. Reads the log from there
 * on and stops at the limit.
 */
export function changedAfter(sql: Sql, seq: number, limit: number): readonly TopUpId[] {
  return sql
    .all(
      `SELECT top_up_id FROM event CROSS JOIN top_up ON id = top_up_id AND last_seq = seq
       WHERE seq > ? ORDER BY seq LIMIT ?`,
      seq,
      limit,
    )
    .map((row) => toId("top", String(row.top_up_id)));
}

/** The newest event of any of these top-ups; 0: they have none. */
export function newestOf(sql: Sql, topUpIds: readonly TopUpId[]): number {
  const rows = topUpIds.map(
    (id) => sql.all("SELECT last_seq AS seq FROM top_up WHERE id = ?", id)[0],
  );
  return Math.max(0, ...rows.map((row) => Number(row?.seq ?? 0)));
}

function loggedEvent(topUpId: TopUpId, row: Readonly<Record<string, SqlValue>>): LoggedEvent {
  const body = JSON.parse(String(row.body)) as unknown;
  return { seq: Number(row.seq), topUpId, at: Number(row.at), type: String(row.type), body };
}
