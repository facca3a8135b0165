/** Counts in D1 how many numbers were typed (decision 12). */
import type { IdentificationLimiter } from "../../app/ports/identification-limiter.ts";

/** The names of the requested allowances that are used up; never a whole window is read. */
const USED_UP = `SELECT value ->> 'name' AS name FROM json_each(?2) AS asked
  CROSS JOIN identification_count AS t ON t."window" = ?1 AND t.name = value ->> 'name'
  WHERE t.used >= value ->> 'most'`;
const FORGET = `DELETE FROM identification_count WHERE "window" < ?1`;
const TAKE = `INSERT INTO identification_count ("window", name, used)
  SELECT ?1, value ->> 'name', 1 FROM json_each(?2) WHERE NOT EXISTS (${USED_UP})
  ON CONFLICT ("window", name) DO UPDATE SET used = used + 1`;
const GIVE_BACK = `UPDATE identification_count SET used = used - 1
  WHERE "window" = ?1 AND name IN (SELECT value FROM json_each(?2)) AND used > 0`;

/**
 * A batch is one transaction, and D1 has one writer: an allowance is never exceeded, however many
 * requests come at once. A refused request writes nothing. Throws when D1 does not answer; then the
 * register does not answer either.
 */
export function createIdentificationLimiter(d1: D1Database): IdentificationLimiter {
  return {
    async take(window, allowances) {
      const asked = JSON.stringify(allowances);
      const [usedUp] = await d1.batch<{ name: string }>([
        d1.prepare(USED_UP).bind(window, asked),
        d1.prepare(FORGET).bind(window),
        d1.prepare(TAKE).bind(window, asked),
      ]);
      return (usedUp?.results ?? []).map(({ name }) => name);
    },
    async giveBack(window, names) {
      await d1.prepare(GIVE_BACK).bind(window, JSON.stringify(names)).run();
    },
  };
}

/** For crash tests and benches (`LIMITER=off`): counts nothing. */
export const unlimitedIdentifications: IdentificationLimiter = {
  take: async () => [],
  giveBack: async () => {},
};
