import type { PayerBlocks } from "../../app/ports/payer-blocks.ts";
import type { TopUpId } from "../../domain/base/ids.ts";
import type { Keep } from "./kept.ts";

/**
 * Each mark has an index of the rows that block, and a search of its own: one search with OR reads
 * the whole table. A mark that is not known finds none.
 */
const searchBy = (mark: string) => `SELECT top_up_id AS topUpId FROM payer_block
  WHERE blocks = 1 AND brand = ?1 AND ${mark}`;
const BLOCKING = `SELECT max(topUpId) AS topUpId FROM (
  ${searchBy("session_id = ?2")} UNION ALL
  ${searchBy("email_key IN (SELECT value FROM json_each(?3))")} UNION ALL
  ${searchBy("card_key IN (SELECT value FROM json_each(?4))")})`;

export const createPayerBlocks = (d1: D1Database, keep: Pick<Keep, "fresh">): PayerBlocks => ({
  async blockingTopUp({ brand, sessionId, emailKeys, cardKeys }) {
    const keys = [emailKeys, cardKeys].map((each) => JSON.stringify(each));
    const { results } = await keep.fresh(() =>
      d1
        .prepare(BLOCKING)
        .bind(brand, sessionId, ...keys)
        .all<{ topUpId: TopUpId | null }>(),
    );
    return results[0]?.topUpId ?? null;
  },
});
