/** A batch has one database: D1 runs what is another's on it, without a word. */
import { env } from "cloudflare:workers";
import { drizzle } from "drizzle-orm/d1";
import { afterEach, beforeEach, expect, test } from "vitest";
import { limitedD1 } from "../../src/adapters/d1/limited-d1.ts";
import { erasedPayer } from "../../src/adapters/d1/schema-projection.ts";

const main = limitedD1(env.DB);
const ledger = limitedD1(env.LEDGER_1);
const ERASE = "INSERT INTO erased_payer (top_up_id) VALUES (?)";
const empty = () => env.DB.prepare("DELETE FROM erased_payer").run();
const erased = async () =>
  (await env.DB.prepare("SELECT top_up_id AS id FROM erased_payer").all()).results;

beforeEach(empty);
afterEach(() => empty());

test("D1 itself runs a statement of another database, where its batch is", async () => {
  const foreign = env.LEDGER_1.prepare("SELECT count(*) AS n FROM erased_payer");
  expect((await env.DB.batch([foreign]))[0]?.results).toEqual([{ n: 0 }]);
});

test.each([
  ["made of text", () => ledger.prepare("SELECT 1")],
  ["with values", () => ledger.prepare("SELECT ?").bind(1).bind(2)],
  ["of a D1 without a time limit", () => env.DB.prepare("SELECT 1")],
])("a statement of another database is refused, and nothing runs: %s", async (_, foreign) => {
  const own = main.prepare(ERASE).bind("top_1");
  await expect(main.batch([own, foreign()])).rejects.toThrow("of another database");
  expect(await erased()).toEqual([]);
});

test("own statements run, those of drizzle and of another limit on the same database too", async () => {
  const db = drizzle(main);
  await main.batch([main.prepare(ERASE).bind("top_1")]);
  await db.batch([db.insert(erasedPayer).values({ topUpId: "top_2" })]);
  await main.batch([limitedD1(env.DB).prepare(ERASE).bind("top_3")]);
  expect(await erased()).toEqual([{ id: "top_1" }, { id: "top_2" }, { id: "top_3" }]);
});
