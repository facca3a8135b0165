import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createPaymentBindings } from "../../src/adapters/d1/payment-bindings.ts";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createProvisioningJobs } from "../../src/adapters/d1/provisioning-jobs.ts";
import type { PaymentBinding } from "../../src/app/ports/payment-bindings.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import { toOfferId } from "../../src/domain/base/ids.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import type { TopUpRequest } from "../../src/domain/top-up/top-up.ts";
import { CAST } from "../fixtures/cast.ts";
import legacyNames from "../fixtures/legacy-names.json" with { type: "json" };
import {
  batchOf,
  credited,
  intentId,
  logOf,
  paid,
  refunded,
  requested,
  returning,
  T0,
  topUpId,
} from "./d1-log.ts";
import { all, one, project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const bindings = createPaymentBindings(databases());
const jobs = createProvisioningJobs(databases());
const binding = (change: Partial<PaymentBinding> = {}): PaymentBinding => ({
  intentId: "pi_1",
  topUpId: topUpId(9),
  serviceId: CAST.ada.service.id,
  offerId: toOfferId("off_1"),
  quantity: 7,
  amount: { minor: 7000, currency: "usd" },
  unsold: null,
  deployment: "acme-1",
  ...change,
});

const GONE = (): never => {
  throw new Error("D1_ERROR: Network connection lost.");
};

const MINUTE_MS = 60_000;
beforeEach(resetTables);

describe("a payment that a caller made", () => {
  test("that nothing is sold for keeps why, whatever a later call brings", async () => {
    const refused = binding({ unsold: "service_closed" });
    expect(await bindings.bind(refused, T0)).toEqual(refused);
    expect(await bindings.bind(binding(), T0 + 1)).toEqual(refused);
    expect(await bindings.bindingOf("pi_1")).toEqual(refused);
  });

  test("given two services at once: one has it, and both calls get the same binding", async () => {
    const both = await Promise.all(
      [CAST.ada, CAST.ben].map(({ service }) =>
        bindings.bind(binding({ serviceId: service.id }), T0),
      ),
    );
    expect(both[0]).toEqual(both[1]);
    expect(await one("SELECT service_id FROM payment_binding")).toEqual({
      service_id: both[0]?.serviceId,
    });
  });

  test("given it is bound: the row keeps the price with which it was compared", async () => {
    await bindings.bind(binding(), T0);
    expect(await bindings.bind(binding({ quantity: 8 }), T0 + 1)).toEqual(binding());
    expect(await bindings.bindingOf("pi_1")).toEqual(binding());
    expect(await bindings.bindingOf("pi_2")).toBeNull();
  });

  test("given a restore of D1 lost the bindings: the top-up counts as one", async () => {
    const log = logOf(1, [requested(1), paid(1), credited(1)]);
    await project(createProjectionStore(databases()), [batchOf([log])]);
    const known = { topUpId: topUpId(1), serviceId: CAST.ada.service.id, quantity: 7 };
    expect(await bindings.bindingOf(intentId(1))).toMatchObject({
      ...known,
      amount: { minor: 7000, currency: "usd" },
    });
    const late = binding({ intentId: intentId(1), serviceId: CAST.ben.service.id });
    expect(await bindings.bind(late, T0)).toMatchObject(known);
  });

  test("given no top-up was made of it: the sweep gets it, the longest waiting first", async () => {
    await bindings.bind(binding({ intentId: "pi_9" }), T0 + 1);
    await bindings.bind(binding({ intentId: "pi_8" }), T0);
    await bindings.bind(binding({ intentId: intentId(1) }), T0 - 1);
    await project(createProjectionStore(databases()), [
      batchOf([logOf(1, [requested(1), paid(1)])]),
    ]);
    expect(await bindings.takeUnfinished(1, T0 + 2)).toEqual(["pi_8"]);
    expect(await bindings.takeUnfinished(50, T0 + 2)).toEqual(["pi_9"]);
  });

  test("given no top-up can be made: it is due again at twice its age, later every 15 minutes", async () => {
    await bindings.bind(binding(), T0);
    const sweptAt: number[] = [];
    for (let minutes = 0; minutes <= 90; minutes += 5) {
      const taken = await bindings.takeUnfinished(50, T0 + minutes * MINUTE_MS);
      if (taken.length > 0) sweptAt.push(minutes);
    }
    expect(sweptAt).toEqual([0, 5, 10, 20, 35, 50, 65, 80]);
    expect(await bindings.bindingOf("pi_1"), "it is never given up").toEqual(binding());
  });

  test("given 60 that can never become a top-up: the 61st is synced all the same", async () => {
    for (let n = 10; n < 70; n++)
      await bindings.bind(binding({ intentId: `pi_dead_${n}` }), T0 + n);
    await bindings.bind(binding({ intentId: "pi_live" }), T0 + 1000);
    const sweepAt = (minutes: number) => bindings.takeUnfinished(50, T0 + minutes * MINUTE_MS);
    expect(await sweepAt(5)).toHaveLength(50);
    expect(await sweepAt(10)).toContain("pi_live");
    // Later all of them are due at once: a new one still waits for one sweep at most.
    await sweepAt(240);
    await sweepAt(245);
    await bindings.bind(binding({ intentId: "pi_new" }), T0 + 301 * MINUTE_MS);
    expect(await sweepAt(305)).toHaveLength(50);
    expect(await sweepAt(310)).toContain("pi_new");
  });

  test("given two sweeps at once: each binding is taken by one of them", async () => {
    for (let n = 10; n < 20; n++) await bindings.bind(binding({ intentId: `pi_${n}` }), T0);
    const taken = await Promise.all([1, 2].map(() => bindings.takeUnfinished(5, T0 + MINUTE_MS)));
    expect(new Set(taken.flat()).size).toBe(10);
  });

  test("given D1 is silent: a `PortFault`, so that nothing is decided", async () => {
    const gone = { prepare: () => GONE() } as object as D1Database;
    await expect(
      createPaymentBindings(databases({ main: gone })).bindingOf("pi_1"),
    ).rejects.toBeInstanceOf(PortFault);
  });
});

test("the provisioning job, by the number that was answered", async () => {
  const log = logOf(1, [requested(1), paid(1), credited(1)]);
  await project(createProjectionStore(databases()), [batchOf([log])]);
  const job = await jobs.byNumber(1_000_001);
  expect(job).toMatchObject({ playbook: "play_topup_hotspot", status: 0, topUpId: topUpId(1) });
  expect(job?.steps.at(-1)).toMatchObject({ step: "check", outcome: "credited" });
  expect(await jobs.byNumber(1)).toBeNull();
});

/** The query of the reference documents, to the letter. */
const REFERENCE = `SELECT
  hotspot_topup_id,
  service_uuid,
  days,
  topup_amount,
  status,
  payment_intent_id,
  created
FROM hotspot_topup
WHERE status = 'Failed'
ORDER BY created DESC;`;

describe("View Top-Up Records: the table hotspot_topup of older systems", () => {
  const write = (n: number, more: readonly TopUpEvent[], change: Partial<TopUpRequest> = {}) =>
    project(createProjectionStore(databases()), [
      batchOf([logOf(n, [requested(n, change), paid(n), more])]),
    ]);

  test("it has the columns of the older table, by name and in order", async () => {
    const info = env.LEDGER_1.prepare(`PRAGMA table_info(${legacyNames.view.name})`);
    const { results: columns } = await info.all<{ name: string }>();
    expect(columns.map(({ name }) => name)).toEqual(legacyNames.view.columns);
  });

  test("the reference's query runs unchanged, newest first", async () => {
    await write(1, returning(1));
    await write(2, credited(2));
    await write(3, returning(3));
    const rows = await all(REFERENCE);
    expect(rows.map((row) => row.hotspot_topup_id)).toEqual(
      expect.arrayContaining([1_000_001, 1_000_005]),
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      service_uuid: CAST.ada.service.serviceUuid,
      days: 7,
      topup_amount: "70.00",
      status: "Failed",
      created: "2026-11-22 09:00:02",
    });
  });

  test.each([
    ["Success", credited(1)],
    ["Failed", returning(1)],
    ["Refunded", [...returning(1), refunded(1)]],
    ["Pending", []],
  ] as const)("status %s", async (status, more) => {
    await write(1, more);
    expect(await one("SELECT status, payment_intent_id, imsi FROM hotspot_topup")).toEqual({
      status,
      payment_intent_id: intentId(1),
      imsi: CAST.ada.service.imsi,
    });
  });

  test("a top-up that was never paid is not in it", async () => {
    await write(1, []);
    await env.LEDGER_1.prepare("UPDATE top_up SET state = 'canceled', legacy_status = NULL").run();
    expect(await all("SELECT * FROM hotspot_topup")).toEqual([]);
  });

  test.each([
    ["usd", 5, "0.05"],
    ["jpy", 7000, "7000"],
    ["kwd", 12_345, "12.345"],
  ])("amounts are decimal text in the digits of %s", async (currency, minor, text) => {
    await write(1, [], { price: { minor, currency } });
    expect(await one("SELECT topup_amount FROM hotspot_topup")).toEqual({ topup_amount: text });
  });
});
