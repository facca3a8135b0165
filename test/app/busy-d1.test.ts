/** A busy D1 is left alone; rows that it refuses are found in few writes (decision 45). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isRefusal } from "../../src/adapters/d1/d1-faults.ts";
import { limitedD1 } from "../../src/adapters/d1/limited-d1.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { ServiceObject } from "../../src/app/ports/service-object.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/domain/base/time.ts";
import { consumeBatch } from "../../src/triggers/queues.ts";
import { configurationOf } from "../architecture/support/environments.ts";
import { Tale } from "../release/tale.ts";
import { deliverWebhooks } from "../simulation/actors/webhook-delivery.ts";
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { Program } from "../simulation/world/network.ts";
import { START, serviceNumber } from "../simulation/world/register.ts";
import { hashAtOnce } from "../simulation/world/signer.ts";
import { World } from "../simulation/world/world.ts";

const MAX_EVENTS = 500_000;
const SEED = 2;
/** What one projection writes: the main database and one ledger. */
const WRITES_OF_ONE = 2;
const MOST = configurationOf("production").queues.consumers?.find(
  ({ queue }) => queue === "edge-topup-project",
);

let undo: () => void;
beforeAll(() => {
  undo = hashAtOnce();
});
afterAll(() => undo());

/** D1 in its own words: it can be made to answer something else, and counts its writes. */
class Answers {
  writes = 0;
  /** What it answers instead, one by one; `always` after these. */
  readonly next: string[] = [];
  always: string | null = null;

  over(d1: D1Database): D1Database {
    const batch = async (statements: D1PreparedStatement[]) => {
      this.writes += 1;
      const instead = this.next.shift() ?? this.always;
      if (instead !== null) throw new Error(instead);
      try {
        return await d1.batch(statements);
      } catch (fault) {
        throw new Error(`D1_ERROR: ${(fault as Error).message}: SQLITE_CONSTRAINT`);
      }
    };
    return limitedD1(Object.assign(Object.create(d1) as D1Database, { batch }));
  }
}

/** A message of the queue, and what its consumer said last. */
interface Told {
  said: string;
  delay: number;
  attempts: number;
}

/** A world over this D1; what its objects project is thrown away. */
function worldOver(answers: Answers, lines: string[]): World {
  const d1 = new SimulatedDatabases();
  const { main, ledgers } = d1.asDatabases;
  const asDatabases = {
    main: answers.over(main),
    ledgers: async () =>
      (await ledgers()).map((ledger) => ({ ...ledger, d1: answers.over(ledger.d1) })),
  };
  const world = new World(SEED, Object.assign(d1, { asDatabases }), lines);
  deliverWebhooks(world, { lost: 0, twice: 0, delayMs: [500, 500] });
  const { consume } = world.queues;
  world.queues.consume = (program, batch) => {
    if (!batch.queue.endsWith("project")) return consume(program, batch);
    for (const message of batch.messages) message.ack();
    return Promise.resolve();
  };
  return world;
}

/** Twenty-five paid services whose rows D1 does not have. */
async function soldWithoutD1() {
  const answers = new Answers();
  const lines: string[] = [];
  const world = worldOver(answers, lines);
  const services = Array.from({ length: 25 }, (_, n) => serviceNumber(n + 1));
  const buying = services.map(async (service) => {
    world.services.set(service.id, service);
    world.ocs.create(service.account.account);
    const tale = new Tale(world, service);
    await tale.at(SECOND_MS, START);
    await tale.tryCard(await tale.order(7), "succeeded");
  });
  await world.clock.runUntil(START + MINUTE_MS, MAX_EVENTS, () => {});
  await Promise.all(buying);
  const told = services.map((): Told => ({ said: "", delay: 0, attempts: 0 }));
  answers.writes = 0;
  lines.length = 0;

  /** Delivers to the consumer what it has not acknowledged. */
  async function deliver(change: (ports: Ports) => Partial<Ports> = () => ({})): Promise<void> {
    const open = told.flatMap((one, n) => (one.said === "ack" ? [] : [{ one, n }]));
    const messages = open.map(({ one, n }) => {
      one.attempts += 1;
      return {
        body: { serviceId: services[n]?.id },
        attempts: one.attempts,
        ack: () => void Object.assign(one, { said: "ack", delay: 0 }),
        retry: (options?: { delaySeconds: number }) =>
          void Object.assign(one, { said: "retry", delay: options?.delaySeconds ?? 0 }),
      };
    });
    const known = world.portsFor(new Program("consumer"));
    const ports = { ...known, ...change(known) };
    const batch = { queue: "edge-topup-project", messages };
    const consuming = consumeBatch(ports, batch, async () => {});
    await world.clock.runUntil(world.clock.now + MINUTE_MS, MAX_EVENTS, () => {});
    await consuming;
  }
  const rows = () => world.d1.all("SELECT id FROM top_up").length;
  /** Of this service D1 refuses what the log says. */
  const spoil = (n: number) => {
    const sql = `UPDATE event SET body = json_set(body, '$.request.quantity', 0)
                 WHERE type = 'TopUpRequested'`;
    world.host(services[n]?.id ?? "").storage.sql.exec(sql);
  };
  return { answers, told, lines, deliver, rows, spoil, services };
}

let sold: Awaited<ReturnType<typeof soldWithoutD1>>;
beforeEach(async () => {
  sold = await soldWithoutD1();
});

const BUSY = [
  "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
  "D1_ERROR: D1 DB is overloaded. Too many requests queued.",
  "D1_ERROR: Network connection lost.",
  "D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.",
  "D1_ERROR: Internal error in D1 DB storage caused object to be reset.",
  "D1_ERROR: database is locked: SQLITE_BUSY",
  "D1_ERROR: something that is not documented",
];

describe("a projection of 25 services", () => {
  test("given D1 works: one write of each database", async () => {
    await sold.deliver();
    expect(sold.answers.writes).toBe(WRITES_OF_ONE);
    expect(sold.told.map(({ said }) => said)).toEqual(Array(25).fill("ack"));
    expect(sold.rows()).toBe(25);
  });

  test.each(BUSY)(
    "given %s: one write, and all come again together, later each time",
    async (words) => {
      sold.answers.always = words;
      const delays: number[] = [];
      for (let n = 1; n <= 8; n++) {
        await sold.deliver();
        expect(sold.answers.writes, "one try per delivery").toBe(n);
        expect(new Set(sold.told.map(({ said, delay }) => `${said} ${delay}`)).size).toBe(1);
        delays.push(sold.told[0]?.delay ?? 0);
      }
      expect(delays).toEqual(delays.toSorted((a, b) => a - b));
      expect(delays[0]).toBeGreaterThanOrEqual(4);
      expect(delays.at(-1)).toBeGreaterThanOrEqual(225);
      sold.answers.always = null;
      await sold.deliver();
      expect(sold.answers.writes).toBe(8 + WRITES_OF_ONE);
      expect(sold.rows()).toBe(25);
    },
  );

  test("given an hour without D1: no message runs out of retries", async () => {
    const [busy] = BUSY;
    sold.answers.always = busy ?? "";
    let waited = 0;
    for (let tries = 1; tries <= (MOST?.max_retries ?? 0); tries++) {
      await sold.deliver();
      waited += (sold.told[0]?.delay ?? 0) * SECOND_MS;
    }
    expect(waited).toBeGreaterThan(HOUR_MS);
  });

  test.each([0, 12, 24])(
    "given D1 refuses the rows of number %i: the others are written in few",
    async (n) => {
      sold.spoil(n);
      await sold.deliver();
      expect(sold.told.map(({ said }) => said)).toEqual(
        Array.from({ length: 25 }, (_, i) => (i === n ? "retry" : "ack")),
      );
      expect(sold.rows()).toBe(24);
      // Eleven writes of the main database at most, each of these followed by one of the ledger.
      expect(sold.answers.writes).toBeLessThanOrEqual(2 * 11);
      expect(sold.lines.filter((line) => line.includes("projection_refused"))).toHaveLength(1);
    },
  );

  test("given D1 refuses all: it is asked a bounded number of times", async () => {
    for (let n = 0; n < 25; n++) sold.spoil(n);
    await sold.deliver();
    expect(sold.answers.writes).toBeLessThanOrEqual(2 * 20);
    expect(sold.told.every(({ said, delay }) => said === "retry" && delay > 0)).toBe(true);
  });

  test("given D1 becomes busy while the refused rows are looked for: it is left alone", async () => {
    sold.spoil(3);
    sold.answers.next.push("D1_ERROR: x: SQLITE_CONSTRAINT", BUSY[0] ?? "");
    await sold.deliver();
    expect(sold.answers.writes).toBe(2);
    expect(sold.told.every(({ said }) => said === "retry")).toBe(true);
  });

  test.each(["unprojected", "recordProjected"] as const)(
    "given one object gives no answer to %s: its message alone comes again",
    async (method) => {
      const silent = () => Promise.reject(new PortFault("service object", "no answer"));
      await sold.deliver(({ objects }) => {
        const of = (id: Parameters<typeof objects.of>[0]): ServiceObject =>
          id === sold.services[7]?.id
            ? new Proxy(objects.of(id), {
                get: (port, name) => (name === method ? silent : Reflect.get(port, name)),
              })
            : objects.of(id);
        return { objects: { ...objects, of } };
      });
      const again = sold.told.flatMap(({ said }, n) => (said === "retry" ? [n] : []));
      expect(again).toEqual([7]);
      expect(sold.answers.writes).toBe(WRITES_OF_ONE);
    },
  );

  test("given the invoice sequence of one brand gives no answer: the other brand is written", async () => {
    await sold.deliver(({ objects }) => ({
      objects: {
        ...objects,
        invoiceSequence: (brand) =>
          brand === "south"
            ? { numberInvoices: () => Promise.reject(new PortFault("keyed object", "no answer")) }
            : objects.invoiceSequence(brand),
      } as typeof objects,
    }));
    const brands = sold.told.map(({ said }, n) => `${sold.services[n]?.brand} ${said}`);
    expect(new Set(brands)).toEqual(new Set(["north ack", "south retry"]));
    expect(sold.answers.writes).toBe(WRITES_OF_ONE);
  });
});

test.each([
  "D1_ERROR: UNIQUE constraint failed: invoice.id: SQLITE_CONSTRAINT",
  "D1_ERROR: no such table: top_up: SQLITE_ERROR",
  "D1_ERROR: string or blob too big: SQLITE_TOOBIG",
  "D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'",
])("%s is a refusal", (words) => {
  expect(isRefusal(words)).toBe(true);
});

test.each(BUSY)("%s is none", (words) => {
  expect(isRefusal(words)).toBe(false);
});
