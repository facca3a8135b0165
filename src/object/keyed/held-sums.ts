import type { Sql } from "../storage/sql.ts";

/**
 * What is held is summed by slots of time, so that a window of any length is read in a bounded
 * number of rows. A slot of a level lasts 2^level ms: a second, a minute, an hour, three days.
 */
export const SUM_LEVELS = [10, 16, 22, 28] as const;

/** The sum of the amounts that were held after this; Unix ms. */
export function amountSince(sql: Sql, at: number): number {
  const [finest] = SUM_LEVELS;
  let slot = slotAt(finest, at) + 1;
  let sum = heldBetween(sql, at, slot * 2 ** finest);
  for (const [i, level] of SUM_LEVELS.entries()) {
    const wider = SUM_LEVELS[i + 1];
    if (wider === undefined) return sum + sumOf(sql, level, slot, null);
    // Up to where a slot of the wider level begins.
    const widerSlot = Math.ceil(slot / 2 ** (wider - level));
    sum += sumOf(sql, level, slot, widerSlot * 2 ** (wider - level));
    slot = widerSlot;
  }
  return sum;
}

const slotAt = (level: number, at: number): number => Math.floor(at / 2 ** level);

/** What is left of the second in which the window begins. */
const heldBetween = (sql: Sql, after: number, before: number): number =>
  sumIn(
    sql.all(
      `SELECT sum(amount) AS n FROM entry
       WHERE amount IS NOT NULL AND state <> 'released' AND held_at > ? AND held_at < ?`,
      after,
      before,
    ),
  );

/** The slots from `from`, before `until`; null: all later ones. */
const sumOf = (sql: Sql, level: number, from: number, until: number | null): number =>
  sumIn(
    sql.all(
      "SELECT sum(amount) AS n FROM held_sum WHERE level = ? AND slot >= ? AND slot < ?",
      level,
      from,
      until ?? Number.MAX_SAFE_INTEGER,
    ),
  );

const sumIn = (rows: ReturnType<Sql["all"]>): number => Number(rows[0]?.n ?? 0);
