import {
  createExecutionContext,
  createMessageBatch,
  evictDurableObject,
  getQueueResult,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TopUpCreated } from "../../src/contract/api.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import worker from "../../src/index.ts";
import { Outbox } from "../../src/object/service/outbox.ts";
import type { CastMember } from "../fixtures/cast.ts";
import { until } from "./support/until.ts";
import {
  customerOf,
  deliverWebhooks,
  failD1,
  freshMember,
  loseMessages,
  objectOf,
  Watcher,
} from "./support/world.ts";

const rowOf = ({ top_up }: TopUpCreated) =>
  env.LEDGER_1.prepare("SELECT state, received_minor FROM top_up WHERE id = ?")
    .bind(top_up.id)
    .first();
const alarmOf = (member: CastMember) =>
  runInDurableObject(objectOf(member), (_, { storage }) => storage.getAlarm());
const later = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });

describe("what drives a paid top-up to its end", () => {
  let member: CastMember;
  let created: TopUpCreated;
  let watcher: Watcher;
  /** The confirmation through our server records the payment; webhooks come all the same. */
  let pay: (webhooks?: number) => Promise<void>;
  beforeEach(async () => {
    member = await freshMember();
    const customer = customerOf(member);
    created = await customer.buy(7, "key-of-a-driver-test");
    watcher = await Watcher.on(created.top_up);
    pay = async (webhooks = 1) => {
      await customer.confirm(created);
      await deliverWebhooks(created, webhooks);
    };
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test("given a webhook twice: credited once, and every state is pushed to the socket", async () => {
    await pay(2);
    const credited = await watcher.untilState("credited");
    expect(credited.new_expiry).not.toBeNull();
    expect(watcher.seen.map(({ state }) => state)).toEqual(
      expect.arrayContaining(["awaiting_payment", "paid", "crediting", "credited"]),
    );
  });

  test("given the object was evicted meanwhile: its socket still gets every state", async () => {
    await evictDurableObject(objectOf(member));
    await pay();
    expect((await watcher.untilState("credited")).id).toBe(created.top_up.id);
  });

  test("given the message was lost: the alarm sends another", async () => {
    const lost = loseMessages();
    await pay();
    await watcher.untilState("paid");
    expect(lost).toHaveBeenCalledTimes(1);
    lost.mockRestore();
    expect(await alarmOf(member)).not.toBeNull();
    later(DEFAULT_TIMINGS.redispatchMs);
    expect(await runDurableObjectAlarm(objectOf(member))).toBe(true);
    await watcher.untilState("credited");
  });

  test("given an alarm that throws: it was armed again before", async () => {
    loseMessages();
    await pay();
    vi.spyOn(Outbox.prototype, "drive").mockRejectedValue(new Error("anything"));
    await expect(runDurableObjectAlarm(objectOf(member))).rejects.toThrow("anything");
    expect(await alarmOf(member)).toBeGreaterThan(Date.now());
  });

  test("given a dead letter: the object is woken, and the top-up is provisioned", async () => {
    const lost = loseMessages();
    await pay();
    await watcher.untilState("paid");
    lost.mockRestore();
    later(DEFAULT_TIMINGS.redispatchMs);
    const body = { serviceId: member.service.id, topUpId: created.top_up.id };
    const message = { id: "dead", timestamp: new Date(), attempts: 4, body };
    const batch = createMessageBatch("edge-topup-dead", [message]);
    const ctx = createExecutionContext();
    await worker.queue(batch, { ...env }, ctx);
    expect((await getQueueResult(batch, ctx)).explicitAcks).toEqual(["dead"]);
    await watcher.untilState("credited");
  });

  test("given D1 fails: a paid top-up is still credited, and its rows are written later", async () => {
    const repair = failD1();
    await pay();
    await watcher.untilState("credited");
    repair();
    expect(await rowOf(created)).toBeNull();
    later(DEFAULT_TIMINGS.backoffMaxMs);
    await runDurableObjectAlarm(objectOf(member));
    const row = await until(() => rowOf(created));
    expect(row).toEqual({ state: "credited", received_minor: created.top_up.price.minor });
  });
});
