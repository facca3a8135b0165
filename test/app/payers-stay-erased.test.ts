/** An erased payer stays erased in D1, in whatever order projections and orders come in. */
import { beforeAll, describe, expect, test } from "vitest";
import { createPayerDirectory } from "../../src/adapters/d1/payer-directory.ts";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { projectServices } from "../../src/app/ledger/project-services.ts";
import { erasePayer } from "../../src/app/operator/erase-payer.ts";
import { findPayer } from "../../src/app/operator/find-payer.ts";
import type { OpenedTopUp } from "../../src/app/payment/open-payment.ts";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { ProjectionStore } from "../../src/app/ports/projection-store.ts";
import { payerId } from "../../src/domain/base/ids.ts";
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { customer, operator, QUEUE, SESSION } from "./actors.ts";
import { ANNA, intentOf, openTopUp, refTo } from "./journeys.ts";
import { SERVICE_ID, TestBackend } from "./test-backend.ts";

const kim = operator("kim");
const d1 = new SimulatedDatabases();

beforeAll(() => d1.begin());

/** One service, its object, and a D1 whose writes can be held back. */
class World {
  readonly backend = new TestBackend();
  readonly ports: Ports;
  #keys = 0;

  constructor() {
    d1.forget();
    d1.begin();
    d1.all(
      `INSERT INTO service (id, ordinal, brand, service_uuid, kind, label, status, ocs, tenant,
         account, time_zone) VALUES (?, 1, 'default', 'u', 'hotspot_dongle', 'D', 'active', 'main',
         't', 'a', 'UTC')`,
      SERVICE_ID,
    );
    this.ports = {
      ...this.backend.ports,
      projectionStore: createProjectionStore(d1.asDatabases),
      payerDirectory: createPayerDirectory(d1.asDatabases),
    };
  }
  /** Paid; D1 does not know it before the next projection. */
  async buys(): Promise<OpenedTopUp> {
    const idempotencyKey = `key-of-payers-${++this.#keys}`;
    const opened = await openTopUp(this.backend, { idempotencyKey, allowRepeat: true });
    this.backend.stripe.change(intentOf(opened), { status: "succeeded", method: "visa 4242" });
    expect(await syncTopUp(this.ports, customer(), refTo(opened))).toMatchObject({ ok: true });
    return opened;
  }
  async project(projectionStore = this.ports.projectionStore): Promise<void> {
    this.backend.now += 60_000;
    await projectServices({ ...this.ports, projectionStore }, QUEUE, [SERVICE_ID]);
  }
  /** Reads what is due now, and writes it when the answer is called. */
  async pull(): Promise<() => Promise<void>> {
    const { projectionStore } = this.ports;
    const [gate, pulled] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const project: ProjectionStore["project"] = async (...batch) => {
      pulled.resolve();
      await gate.promise;
      return projectionStore.project(...batch);
    };
    const written = this.project({ ...projectionStore, project });
    await Promise.race([pulled.promise, written]);
    return () => {
      gate.resolve();
      return written;
    };
  }
  refund({ view: { topUpId } }: OpenedTopUp) {
    return this.backend.object.port.requestRefund({ topUpId, sessionId: SESSION });
  }
  erase({ view: { topUpId } }: OpenedTopUp) {
    const order = { payerId: payerId(topUpId), reason: "asked for it" };
    return erasePayer(this.ports, kim, order);
  }
  sealed = () => d1.all("SELECT id, payer_id FROM customer WHERE sealed IS NOT NULL");
  async found() {
    const found = await findPayer(this.ports, kim, ANNA);
    return found.ok && found.value.purchases.map(({ topUpId }) => topUpId);
  }
}

const STEPS = ["pull", "write", "erase", "project", "repeat"] as const;
type Step = (typeof STEPS)[number];
const ordersOf = (steps: readonly Step[]): Step[][] =>
  steps.length === 0
    ? [[]]
    : steps.flatMap((step) =>
        ordersOf(steps.filter((other) => other !== step)).map((rest) => [step, ...rest]),
      );
/** What was not pulled cannot be written, and what was not ordered cannot be repeated. */
const ORDERS = ordersOf(STEPS).filter(
  (steps) =>
    steps.indexOf("pull") < steps.indexOf("write") &&
    steps.indexOf("erase") < steps.indexOf("repeat"),
);

async function run(steps: readonly Step[], { silent, late }: { silent: boolean; late: boolean }) {
  const world = new World();
  const [one, two] = [await world.buys(), await world.buys()];
  await world.project();
  await world.refund(two);
  // A third purchase that D1 does not know when the person is erased.
  if (late) await world.buys();
  let write = async () => {};
  for (const step of steps) {
    if (step === "pull") write = await world.pull();
    if (step === "write") await write();
    if (step === "project") await world.project();
    if (step === "erase" && silent) world.backend.object.failNext = "erasePayer";
    if (step === "erase" || step === "repeat") await world.erase(one);
    const isOrdered = steps.indexOf(step) >= steps.indexOf("erase");
    if (isOrdered && !late) expect(world.sealed(), `${steps} at ${step}`).toEqual([]);
  }
  await world.project();
  await world.project();
  expect(world.sealed(), `${steps}`).toEqual([]);
  await world.backend.object.port.reproject({ order: { actor: kim, reason: "restored" } });
  await world.project();
  expect(world.sealed(), `${steps}, projected again`).toEqual([]);
  expect(await world.found()).toEqual([]);
}

describe("in every order of a pulled projection, its write, an erasure and a repeated one", () => {
  test.each([
    { silent: false, late: false },
    { silent: true, late: false },
    { silent: false, late: true },
    { silent: true, late: true },
  ])(
    "no sealed row comes back; object silent at first: $silent, unknown purchase: $late",
    async (how) => {
      expect(ORDERS).toHaveLength(30);
      for (const steps of ORDERS) await run(steps, how);
    },
  );
});

test("who buys again meanwhile keeps the new row when the old write comes late", async () => {
  const world = new World();
  const one = await world.buys();
  await world.project();
  await world.refund(one);
  const write = await world.pull();
  await world.erase(one);
  const again = await world.buys();
  await world.project();
  await write();
  await world.project();
  expect(world.sealed()).toMatchObject([{ payer_id: payerId(again.view.topUpId) }]);
  expect(await world.found()).toEqual([again.view.topUpId]);
});
