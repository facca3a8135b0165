/**
 * An object that cannot work keeps its alarm (decision 36). Cloudflare drops an alarm for ever once
 * it has thrown seven times, and a constructor that throws has no chance to arm it again.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TopUpCreated } from "../../src/contract/api.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { MINUTE_MS } from "../../src/domain/base/time.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import type { CastMember } from "../fixtures/cast.ts";
import { customerOf, freshMember, loseMessages, objectOf, Watcher } from "./support/world.ts";

type Stub = Parameters<typeof evictDurableObject>[0];

/** The next objects are constructed with these; the Worker keeps what it has checked. */
const given = { TIMINGS: Reflect.get(env, "TIMINGS"), OCS_ENGINES: undefined };
const deploy = async (object: Stub, settings: Partial<Record<keyof typeof given, unknown>>) => {
  Object.assign(env, given, settings);
  await evictDurableObject(object);
};
const later = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
/** An alarm that is set runs; what it threw, and when the next one is. */
async function wakeByAlarm(object: Stub): Promise<{ ran: boolean; nextInMs: number | null }> {
  const ran = await runDurableObjectAlarm(object);
  const at = await runInDurableObject(object, (_, { storage }) => storage.getAlarm());
  return { ran, nextInMs: at === null ? null : at - Date.now() };
}
const layOut = (object: Stub, name: string) =>
  runInDurableObject(object, (_, { storage }) => {
    const [was] = storage.sql.exec("SELECT name FROM schema_step WHERE step = 1").toArray();
    storage.sql.exec("UPDATE schema_step SET name = ? WHERE step = 1", name);
    return String(was?.name);
  });
let lines: Record<string, unknown>[];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, "error").mockImplementation((line) => void lines.push(JSON.parse(line)));
});
afterEach(() => {
  Object.assign(env, given);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a service object with a payment that waits", () => {
  let member: CastMember;
  let created: TopUpCreated;
  let object: ReturnType<typeof objectOf>;
  beforeEach(async () => {
    member = await freshMember();
    object = objectOf(member);
    const lost = loseMessages();
    const customer = customerOf(member);
    created = await customer.buy(7, "key-of-a-waiting-payment");
    await customer.confirm(created);
    lost.mockRestore();
  });
  const ref = () => ({ topUpId: toId("top", created.top_up.id) });

  test("given TIMINGS that cannot be read: its alarm comes back, again and again, and says why", async () => {
    await deploy(object, { TIMINGS: "{" });
    for (let n = 0; n < 10; n++) {
      const { ran, nextInMs } = await wakeByAlarm(object);
      expect(ran).toBe(true);
      expect(nextInMs).toBeGreaterThan(MINUTE_MS);
    }
    expect(lines).toContainEqual(
      expect.objectContaining({
        event: "object_cannot_work",
        fault: expect.objectContaining({ message: expect.stringContaining("TIMINGS") }),
      }),
    );
    await expect(runInDurableObject(object, (one) => one.getTopUp(ref()))).rejects.toThrow(
      "TIMINGS",
    );
  });

  test("given TIMINGS were mended: the alarm that was kept brings the payment to its end", async () => {
    await deploy(object, { TIMINGS: "{" });
    await wakeByAlarm(object);
    await deploy(object, {});
    const watcher = await Watcher.on(created.top_up);
    later(DEFAULT_TIMINGS.redispatchMs);
    expect((await wakeByAlarm(object)).ran).toBe(true);
    expect((await watcher.untilState("credited")).id).toBe(created.top_up.id);
  });

  test("given engines that cannot be read: all else works, and it grants at the main one", async () => {
    await deploy(object, { OCS_ENGINES: "{" });
    const { ran, nextInMs } = await wakeByAlarm(object);
    expect([ran, lines]).toEqual([true, []]);
    expect(nextInMs).toBeGreaterThan(0);
    expect(await object.getTopUp(ref())).toMatchObject({ topUpId: created.top_up.id });
    const watcher = await Watcher.on(created.top_up);
    later(DEFAULT_TIMINGS.redispatchMs);
    await wakeByAlarm(object);
    expect((await watcher.untilState("credited")).id).toBe(created.top_up.id);
  });

  test("given the storage of another version: the alarm comes back, and that version goes on", async () => {
    const ours = await layOut(object, "of another version");
    await evictDurableObject(object);
    const { ran, nextInMs } = await wakeByAlarm(object);
    expect(ran).toBe(true);
    expect(nextInMs).toBeGreaterThan(MINUTE_MS);
    await expect(runInDurableObject(object, (one) => one.getTopUp(ref()))).rejects.toThrow(
      "another version",
    );
    await layOut(object, ours);
    const watcher = await Watcher.on(created.top_up);
    later(DEFAULT_TIMINGS.redispatchMs);
    expect((await wakeByAlarm(object)).ran).toBe(true);
    expect((await watcher.untilState("credited")).id).toBe(created.top_up.id);
  });
});

test("a keyed object with the storage of another version keeps its alarm, and works once it is mended", async () => {
  const object = env.KEYED.get(env.KEYED.idFromName("counter:of another version"));
  const order = { id: "top_1", owner: "svc_1", amount: 7, limit: 10, windowMs: MINUTE_MS } as const;
  const [reserved] = await object.reserve({ orders: [order] });
  const ours = await layOut(object, "of another version");
  await evictDurableObject(object);
  const { ran, nextInMs } = await wakeByAlarm(object);
  expect(ran).toBe(true);
  expect(nextInMs).toBeGreaterThan(MINUTE_MS);
  await expect(
    runInDurableObject(object, (one) => one.reserve({ orders: [order] })),
  ).rejects.toThrow("another version");
  await layOut(object, ours);
  expect(await object.reserve({ orders: [order] })).toEqual([reserved]);
});
