import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { portsOf } from "../../src/compose/worker.ts";
import type { TopUpCreated } from "../../src/contract/api.ts";
import { reprojectedView } from "../../src/contract/operator.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { runCron } from "../../src/triggers/cron.ts";
import { all, emptyTables, PROJECTED_LEDGER, PROJECTED_MAIN } from "../adapters/d1-world.ts";
import type { CastMember } from "../fixtures/cast.ts";
import { OPERATORS, refTo } from "../fixtures/operators.ts";
import { paid, requestInput } from "./support/requests.ts";
import { until } from "./support/until.ts";
import {
  customerOf,
  deliverWebhooks,
  fetchWorker,
  freshMember,
  loseMessages,
  objectOf,
  Watcher,
} from "./support/world.ts";

const { anna } = OPERATORS;
const reason = "restored the night's backup";
const ordered = { actor: refTo(anna), reason };
const numberOf = async ({ top_up }: TopUpCreated) =>
  (await all<{ number: number }>("SELECT number FROM invoice WHERE top_up_id = ?", top_up.id))[0]
    ?.number;

/** Buys a top-up; resolves when it is credited, its notice sent, and D1 has confirmed it all. */
async function bought(member: CastMember, key: string): Promise<TopUpCreated> {
  const customer = customerOf(member);
  const created = await customer.buy(7, key);
  const watcher = await Watcher.on(created.top_up);
  await customer.confirm(created);
  await deliverWebhooks(created);
  await watcher.untilState("credited");
  await watcher.until(({ receipt }) => receipt === "sent");
  await untilWritten();
  mine.add(created.top_up.id);
  return created;
}
const everyone: CastMember[] = [];
/** All test files share one Stripe, so the sweep also finds the payments of other files. */
const mine = new Set<unknown>();
/** Resolves when D1 has everything of these services and the objects know it. */
const untilWritten = async () => {
  for (const member of everyone) {
    await until(async () => (await objectOf(member).unprojected()) === null);
  }
};

const sorted = (rows: readonly object[]) =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
/**
 * The rows of the projection, without the log lines and `seq` that the order itself adds. Stripe
 * lists its newest events first, so they come back in another order.
 */
async function dump() {
  const tables = await Promise.all(
    [...PROJECTED_MAIN, ...PROJECTED_LEDGER].map(async (table) => {
      const rows = await all(`SELECT * FROM ${table}`);
      const topUp = (row: (typeof rows)[number]) =>
        row.top_up_id ?? String(row.entry_id ?? row.id).split(":")[0];
      const ours = rows.filter((row) => mine.has(topUp(row)) && row.kind !== "operator");
      return [table, sorted(ours)] as const;
    }),
  );
  const rowsOfD1 = Object.fromEntries(tables);
  return { ...rowsOfD1, top_up: rowsOfD1.top_up?.map((row) => ({ ...row, seq: "any" })) };
}
const reproject = async (order: object = {}) => {
  const answer = await fetchWorker("/operator/reproject", {
    method: "POST",
    body: JSON.stringify({ reason, ...order }),
    headers: {
      Authorization: `Bearer ${anna.token}`,
      "Content-Type": "application/json",
    },
  });
  return reprojectedView.parse(await answer.json());
};

describe("given two credited top-ups, and a D1 that has only the register left", () => {
  let [ada, ben]: CastMember[] = [];
  let [first, second]: TopUpCreated[] = [];
  let before: Awaited<ReturnType<typeof dump>>;
  beforeEach(async () => {
    [ada, ben] = [await freshMember(), await freshMember()];
    everyone.push(ada, ben);
    first = await bought(ada, `key-of-the-first-${ada.service.id}`);
    second = await bought(ben, `key-of-the-second-${ben.service.id}`);
    before = await dump();
    await emptyTables(PROJECTED_MAIN);
  });
  afterEach(() => vi.restoreAllMocks());
  const given = () => {
    if (!ada || !ben || !first || !second) throw new Error("not yet");
    return { ada, ben, first, second };
  };

  test("when all services are reprojected: the same rows and numbers, and nothing else", async () => {
    const { ada, ben, first, second } = given();
    const { due, failed, after } = await reproject();
    expect({ failed, after }).toEqual({ failed: [], after: null });
    expect(due).toBeGreaterThanOrEqual(2);
    await untilWritten();
    expect(await dump()).toEqual(before);
    const sums = "SELECT sum(amount_minor) AS sum FROM posting GROUP BY entry_id, currency";
    expect((await all(sums)).every(({ sum }) => sum === 0)).toBe(true);
    for (const [member, { top_up }] of [
      [ada, first],
      [ben, second],
    ] as const) {
      const topUpId = toId("top", top_up.id);
      expect(await objectOf(member).pendingNotices({ topUpId, once: false })).toBeNull();
    }
    const third = await bought(ada, `key-of-the-third-${ada.service.id}`);
    expect(await numberOf(third)).toBe(((await numberOf(second)) ?? Number.NaN) + 1);
  });

  test("when a customer buys before that: the new invoice gets a number of its own", async () => {
    const { ada, first, second } = given();
    const third = await bought(ada, `key-of-the-hasty-${ada.service.id}`);
    await reproject();
    await untilWritten();
    const [a = 0, b, c] = await Promise.all([first, second, third].map(numberOf));
    expect([b, c]).toEqual([a + 1, a + 2]);
  });

  test("when the register was lost as well: the invoice sequence knows the services", async () => {
    const { first, second } = given();
    await emptyTables(["service_address", "link", "offer", "service"]);
    expect((await reproject()).due).toBeGreaterThanOrEqual(2);
    await untilWritten();
    const [a = 0, b] = await Promise.all([first, second].map(numberOf));
    expect(b).toBe(a + 1);
  });

  test("when no operator acts: the sweep finds what was paid lately", async () => {
    // The position of the sweep was restored with the rest.
    await env.DB.prepare("DELETE FROM cron_cursor").run();
    await runCron(portsOf({ ...env }), "*/5 * * * *");
    // The cron only begins the pages that find them.
    const going = () => all("SELECT job FROM cron_cursor WHERE running = 1");
    await until(async () => (await going()).length === 0);
    await untilWritten();
    expect(await dump()).toEqual(before);
  });
});

describe("a service that is reprojected", () => {
  afterEach(() => vi.restoreAllMocks());

  test("given many top-ups: each comes again once, in batches", async () => {
    loseMessages();
    const member = await freshMember();
    const object = objectOf(member);
    const ids: string[] = [];
    for (let i = 0; i < 45; i++) {
      const one = await requestInput(member);
      await object.requestTopUp(one);
      await object.recordPayment({ reading: paid(one), reconstructed: null });
      ids.push(one.request.topUpId);
    }
    const drain = () =>
      runInDurableObject(object, async (itself) => {
        const batches: string[][] = [];
        for (;;) {
          const batch = await itself.unprojected();
          if (batch === null) return batches;
          batches.push(batch.topUps.map((t) => t.topUpId));
          await itself.recordProjected({ ...batch, invoices: [] });
        }
      });
    expect((await drain()).flat().sort()).toEqual(ids.toSorted());
    expect(await object.reproject({ order: ordered })).toBe("due");
    const again = await drain();
    expect(again.map((batch) => batch.length)).toEqual([20, 20, 5]);
    expect(again.flat().sort()).toEqual(ids.toSorted());
  });

  test("given an object that never sold: nothing is due, and no table is made", async () => {
    const invented = env.SERVICE.get(env.SERVICE.idFromName(`svc_${"y".repeat(26)}`));
    expect(await invented.reproject({ order: ordered })).toBe("empty");
    expect(await invented.reprojectIfUnseen({ topUpId: `top_${"y".repeat(26)}` })).toBe("nothing");
    const tables = await runInDurableObject(invented, (_, { storage }) =>
      storage.sql
        .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .toArray(),
    );
    expect(tables).toEqual([]);
  });
});
