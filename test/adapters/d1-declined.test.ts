/** "My card was declined": D1 has what support needs to find it, and nothing about the person. */
import { beforeEach, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import type { TopUpState } from "../../src/domain/top-up/states.ts";
import { closedPayer } from "../fixtures/payers.ts";
import { batchOf, intentId, logOf, paid, requested, topUpId } from "./d1-log.ts";
import { all, project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const store = createProjectionStore(databases());
const declined = (n: number): TopUpEvent[] => [
  {
    type: "PaymentDeclined",
    intentId: intentId(n),
    decline: { code: "card_declined", declineCode: "insufficient_funds" },
    declines: 1,
  },
];
const browse = (states: readonly TopUpState[] | null = null) =>
  createReadModels(databases()).browse(
    "all",
    {
      states,
      serviceId: null,
      brand: null,
      price: null,
      from: null,
      to: null,
      declined: true,
    },
    { before: null, limit: 10 },
  );

beforeEach(resetTables);

test("a declined card is listed; the unpaid top-up has no other row", async () => {
  const sealed = closedPayer(topUpId(1), "ada@example.com");
  await project(store, [batchOf([logOf(1, [requested(1), declined(1)], 1, sealed)])]);
  expect((await browse()).topUps).toMatchObject([
    { topUpId: topUpId(1), state: "awaiting_payment", decline: "insufficient_funds" },
  ]);
  expect(await all("SELECT id FROM top_up")).toEqual([]);
  expect(await all("SELECT id FROM customer WHERE sealed IS NOT NULL")).toEqual([]);
});

test("paid with the next card it stays listed, in its new state", async () => {
  await project(store, [batchOf([logOf(1, [requested(1), declined(1)], 1)])]);
  await project(store, [batchOf([logOf(1, [requested(1), declined(1), paid(1)], 1)])]);
  expect((await browse()).topUps).toMatchObject([{ topUpId: topUpId(1), state: "paid" }]);
  expect((await browse(["paid", "credited"])).topUps).toHaveLength(1);
  expect((await browse(["credited"])).topUps).toEqual([]);
});

test("a top-up without a declined card is not listed", async () => {
  await project(store, [batchOf([logOf(1, [requested(1), paid(1)], 1)])]);
  expect(await browse()).toEqual({ topUps: [], next: null });
});

test("old ones are dropped, a few at a time", async () => {
  const logs = [1, 2, 3].map((n) => logOf(n, [requested(n), declined(n)], 10 * n));
  await project(store, [batchOf(logs)]);
  expect(await store.dropDeclined(topUpId(3), 1)).toBe(1);
  expect(await store.dropDeclined(topUpId(3), 9)).toBe(1);
  expect((await browse()).topUps.map((row) => row.topUpId)).toEqual([topUpId(3)]);
});
