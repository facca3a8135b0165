/** What a credited top-up leaves in D1: bytes at rest, over all databases. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import { closedPayer } from "../fixtures/payers.ts";
import { batchOf, credited, logOf, paid, requested, topUpId } from "./d1-log.ts";
import { project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const MANY = 1500;
/** A batch has so many, as the projection's queue hands them over. */
const BATCH = 100;
const MOST_BYTES = 1600;
/** Of the database DB alone, which has no successor. */
const MOST_MAIN_BYTES = 500;

beforeEach(resetTables);

const sizeOf = async (d1: D1Database): Promise<number> =>
  (await d1.prepare("SELECT 1").all()).meta.size_after ?? 0;
const bytesNow = async () => {
  const main = await sizeOf(env.DB);
  return { main, all: main + (await sizeOf(env.LEDGER_1)) };
};

/** One of ten buyers comes for the first time; the others are known by their email. */
const success = (n: number) =>
  logOf(
    n,
    [requested(n), paid(n).map((event) => withIntent(event, n)), credited(n)],
    n * 10,
    closedPayer(topUpId(n), `buyer-${n - (n % 10)}@example.com`),
  );
/** The id of an intent at Stripe is as long as this. */
const withIntent = (event: TopUpEvent, n: number): TopUpEvent =>
  event.type === "PaymentSucceeded"
    ? { ...event, money: { ...event.money, intentId: `pi_3${String(n).padStart(23, "0")}` } }
    : event;

test("a credited top-up takes at most 1.6 kB in all databases together", async () => {
  const store = createProjectionStore(databases());
  await project(store, [batchOf([success(1)])]);
  const before = await bytesNow();
  for (let first = 10; first < MANY + 10; first += BATCH) {
    const logs = Array.from({ length: BATCH }, (_, i) => success(first + i));
    await project(store, [batchOf(logs)]);
  }
  const after = await bytesNow();
  const bytes = (after.all - before.all) / MANY;
  const mainBytes = (after.main - before.main) / MANY;
  console.log(
    `${Math.round(bytes)} bytes of D1 per credited top-up, ${Math.round(mainBytes)} of them in DB`,
  );
  expect(bytes).toBeGreaterThan(500);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  expect(mainBytes).toBeLessThanOrEqual(MOST_MAIN_BYTES);
}, 120_000);
