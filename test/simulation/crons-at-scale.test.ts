/** Crons only begin pages: what each page asks for, how far all of them come, whatever fails. */
import { beforeEach, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/base/time.ts";
import { CronWorld } from "./cron-world.ts";

const MANY = 100_000;
const SECOND_MS = 1000;
const id = (n: number): string => `svc_${String(n).padStart(26, "0")}`;
const numbers = (looks: ReadonlyMap<string, number>): Set<number> => new Set(looks.values());

describe("given 100,000 services", () => {
  const world = new CronWorld(MANY);
  beforeEach(() => world.restart());

  test("then one night looks at the credits of each, once, in pages that fit", async () => {
    const from = world.clock.now;
    void world.cron(["credits"]);
    await world.goOn(3 * HOUR_MS);
    expect([world.looks.size, numbers(world.looks)]).toEqual([MANY, new Set([1])]);
    const { calls, tookMs, pages } = world.most("credits");
    expect(calls).toBeLessThanOrEqual(1000);
    expect(tookMs).toBeLessThanOrEqual(30 * SECOND_MS);
    expect(pages).toBe(MANY / 50 + 1);
    const [audited] = world.signals;
    expect(audited?.name).toBe("credits_audited");
    expect(audited?.value, "the age of the oldest look").toBeLessThan(world.clock.now - from);
  });

  test("then a sweep wakes all of them within an hour, in pages that fit", async () => {
    void world.cron(["unfinished"]);
    await world.goOn(HOUR_MS);
    expect([world.looks.size, numbers(world.looks)]).toEqual([MANY, new Set([1])]);
    const { calls, tookMs } = world.most("unfinished");
    expect(calls).toBeLessThanOrEqual(1000);
    expect(tookMs).toBeLessThanOrEqual(30 * SECOND_MS);
  });
});

describe("given an OCS that is silent", () => {
  test("then a page fits all the same", async () => {
    const world = new CronWorld(500);
    world.ocsMs = 2500;
    void world.cron(["credits"]);
    await world.goOn(HOUR_MS);
    expect(world.looks.size).toBe(500);
    expect(world.most("credits").tookMs).toBeLessThanOrEqual(30 * SECOND_MS);
  });
});

describe("given a page that fails for good", () => {
  test("then its job goes on behind it, a finding says so, and a whole audit closes it", async () => {
    const world = new CronWorld(500);
    world.poison = id(175);
    void world.cron(["credits"]);
    await world.goOn(HOUR_MS);
    const behind = Array.from({ length: 300 }, (_, n) => world.looks.get(id(201 + n)));
    expect(new Set(behind), "all services behind that page").toEqual(new Set([1]));
    expect(world.looks.get(id(175)), "as often as the queue brings it").toBe(4);
    expect(world.findings()).toMatchObject([{ kind: "page_skipped", subject: "credits" }]);
    expect(
      world.signals.map(({ name }) => name),
      "no whole audit",
    ).toEqual(["dead_letter"]);

    world.restart();
    world.poison = "";
    await world.run(DAY_MS);
    void world.cron(["credits"]);
    await world.goOn(HOUR_MS);
    expect(world.looks.size).toBe(500);
    expect(world.findings()).toEqual([]);
    expect(world.signals).toMatchObject([{ name: "credits_audited" }]);
  });
});

describe("given messages that behave as queues allow", () => {
  test.each([
    ["a message gets lost: the next cron goes on where the run stands", { losing: 1 }, 1],
    ["every program dies before it sends: its repetition sends", { dying: 5 }, 1],
    ["messages come twice: the second finds its page done", { doubling: 8, secondAfterMs: 9e4 }, 1],
    ["twice at the same time: the page is done twice, and one goes on", { doubling: 8 }, 2],
  ])("%s", async (_, faults, most) => {
    const world = new CronWorld(500);
    void world.cron(["credits"]);
    await world.run(100);
    Object.assign(world, faults);
    await world.goOn(HOUR_MS);
    expect(world.looks.size).toBe(500);
    expect(Math.max(...numbers(world.looks))).toBe(most);
    expect(world.signals).toMatchObject([{ name: "credits_audited" }]);
  });

  test("a cron comes while its run goes on: it begins no second one", async () => {
    const world = new CronWorld(500);
    for (let n = 0; n < 5; n++) {
      void world.cron(["credits"]);
      await world.run(SECOND_MS / 2);
    }
    await world.goOn(10 * MINUTE_MS);
    expect([world.looks.size, numbers(world.looks)]).toEqual([500, new Set([1])]);
  });

  test("a run that outlasts a day keeps its beginning, and says how old its oldest look is", async () => {
    const world = new CronWorld(500);
    void world.cron(["credits"]);
    await world.run(SECOND_MS);
    world.losing = 1;
    await world.run(DAY_MS);
    void world.cron(["credits"]);
    await world.goOn(HOUR_MS);
    expect([world.looks.size, numbers(world.looks)]).toEqual([500, new Set([1])]);
    expect(world.signals[0]?.value).toBeGreaterThan(DAY_MS);
  });
});
