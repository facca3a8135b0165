/** Tries at typed numbers, counted in D1 (decision 12). */
import type { TryCounter } from "../../actions/identify-port.ts";

/** Those of the asked-for allowances that are used up. */
const SPENT = `SELECT value ->> 'name' AS name FROM json_each(?2) AS asked
  JOIN typed_try AS t ON t."window" = ?1 AND t.name = value ->> 'name'
  WHERE t.tries >= value ->> 'most'`;
const FORGET = `DELETE FROM typed_try WHERE "window" < ?1`;
const TAKE = `INSERT INTO typed_try ("window", name, tries)
  SELECT ?1, value ->> 'name', 1 FROM json_each(?2) WHERE NOT EXISTS (${SPENT})
  ON CONFLICT ("window", name) DO UPDATE SET tries = tries + 1`;
const GIVE_BACK = `UPDATE typed_try SET tries = tries - 1
  WHERE "window" = ?1 AND name IN (SELECT value FROM json_each(?2)) AND tries > 0`;

/**
 * A batch is one transaction, and D1 has one writer: however many ask at once, wherever they are,
 * an allowance is never overdrawn. A refused try writes nothing. Throws when D1 does not answer;
 * then the register could not have been asked either.
 */
export function createTryCounter(d1: D1Database): TryCounter {
  return {
    async take(window, allowances) {
      const asked = JSON.stringify(allowances);
      const [spent] = await d1.batch<{ name: string }>([
        d1.prepare(SPENT).bind(window, asked),
        d1.prepare(FORGET).bind(window),
        d1.prepare(TAKE).bind(window, asked),
      ]);
      return (spent?.results ?? []).map(({ name }) => name);
    },
    async giveBack(window, names) {
      await d1.prepare(GIVE_BACK).bind(window, JSON.stringify(names)).run();
    },
  };
}

/** For crash tests and benches (`LIMITER=off`): counts nothing. */
export const neverSpent: TryCounter = { take: async () => [], giveBack: async () => {} };
