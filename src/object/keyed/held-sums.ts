import type { Sql } from "../storage/sql.ts";

/**
 * What is held is summed by slots of time, so that a window of any length is read in a bounded
 * number of rows. A slot of a level lasts 2^level ms: a second, a minute, an hour, three days.
 */
export const SUM_LEVELS = [10, 16, 22, 28] as const;
const [FINEST] = SUM_LEVELS;

/** What is left of the second in which the window begins, and the slots of each level after it. */
const AMOUNT_SINCE = [
  `(SELECT sum(amount) FROM entry
    WHERE amount IS NOT NULL AND state <> 'released' AND held_at > ? AND held_at < ?)`,
  ...SUM_LEVELS.map(
    (level) =>
      `(SELECT sum(amount) FROM held_sum WHERE level = ${level} AND slot >= ? AND slot < ?)`,
  ),
]
  .map((part) => `coalesce(${part}, 0)`)
  .join(" + ");

/** The sum of the amounts that were held after this; Unix ms. */
export function amountSince(sql: Sql, at: number): number {
  let slot = slotAt(FINEST, at) + 1;
  const bounds = [at, slot * 2 ** FINEST];
  for (const [i, level] of SUM_LEVELS.entries()) {
    const wider = SUM_LEVELS[i + 1];
    // Up to where a slot of the wider level begins; the widest one has all that is later.
    const widerSlot = wider === undefined ? 0 : Math.ceil(slot / 2 ** (wider - level));
    const until = wider === undefined ? Number.MAX_SAFE_INTEGER : widerSlot * 2 ** (wider - level);
    bounds.push(slot, until);
    slot = widerSlot;
  }
  return Number(sql.all(`SELECT ${AMOUNT_SINCE} AS n`, ...bounds)[0]?.n ?? 0);
}

const slotAt = (level: number, at: number): number => Math.floor(at / 2 ** level);
