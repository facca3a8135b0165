/** What a top-up costs when each message takes its time: nothing is sent or committed for it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../src/domain/base/time.ts";
import type { PaymentMetadata } from "../../src/domain/payment/metadata.ts";
import { recordPayment } from "../../src/object/service/commands/payment.ts";
import { Core } from "../../src/object/service/core.ts";
import { Outbox } from "../../src/object/service/outbox.ts";
import { ATTEMPT, payment, requestOf, TOP_UP_ID } from "../domain/cells/world.ts";
import { Tale } from "../release/tale.ts";
import { deliverWebhooks } from "../simulation/actors/webhook-delivery.ts";
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { START, serviceNumber } from "../simulation/world/register.ts";
import { hashAtOnce } from "../simulation/world/signer.ts";
import { World } from "../simulation/world/world.ts";
import { fakeObject } from "./fake-object.ts";
import { NOW, TestBackend } from "./test-backend.ts";

const MAX_EVENTS = 100_000;
/** An even one is an email service with keys; chance decides latencies alone. */
const SEED = 2;

let undo: () => void;
beforeAll(() => {
  undo = hashAtOnce();
});
afterAll(() => undo());

/** One service in a world without faults, whose messages arrive so many ms after they were sent. */
function worldWith(deliveryMs: number): { world: World; tale: Tale } {
  const world = new World(SEED, new SimulatedDatabases(), null);
  const service = serviceNumber(1);
  world.services.set(service.id, service);
  world.ocs.create(service.account.account);
  world.queues.faults.delayMs = [deliveryMs, deliveryMs];
  deliverWebhooks(world, { lost: 0, twice: 0, delayMs: [500, 500] });
  return { world, tale: new Tale(world, service) };
}

/** From the request to the receipt and the row in D1: messages, object commits, the time. */
async function topUpWith(deliveryMs: number) {
  const { world, tale } = worldWith(deliveryMs);
  const seen: Record<string, number> = {};
  world.observer = {
    ...world.observer,
    moved: (_host, _t, from) => {
      seen[from] = world.clock.now - START;
    },
  };
  const buying = (async () => {
    // The clock runs only while something waits for it.
    await tale.at(SECOND_MS, START);
    const bought = await tale.order(7);
    await tale.tryCard(bought, "succeeded");
    return bought;
  })();
  await world.clock.runUntil(START + 5 * MINUTE_MS, MAX_EVENTS, () => {});
  const bought = await buying;
  const host = world.host(tale.service.id);
  const rows = world.d1.all("SELECT state FROM top_up WHERE id = ?", bought.topUpId);
  return {
    state: tale.stateOf(bought),
    receipt: host.load(bought.topUpId)?.notices.find(({ kind }) => kind === "confirmation")?.sent,
    rows,
    messages: world.queues.sent,
    commits: host.storage.commits,
    paidToCreditedMs: (seen.crediting ?? 0) - (seen.awaiting_payment ?? 0),
  };
}

describe("a top-up from the request to the receipt", () => {
  test.each([0, 1, 3, 6])("given %i s of delivery: the budgets of one without", async (seconds) => {
    const { state, receipt, rows, messages, commits, paidToCreditedMs } = await topUpWith(
      seconds * SECOND_MS,
    );
    expect({ state, receipt, rows }).toEqual({
      state: "credited",
      receipt: true,
      rows: [{ state: "credited" }],
    });
    expect(messages, "queue messages").toBeLessThanOrEqual(4);
    expect(commits, "object commits").toBeLessThanOrEqual(8);
    expect(paidToCreditedMs, "nothing but the delivery was waited for").toBeLessThan(
      seconds * SECOND_MS + SECOND_MS,
    );
  });
});

/** An object with a paid top-up, whose queue takes what `takes` says; nothing is delivered. */
function paidWith(takes: () => boolean) {
  const clock = { now: NOW };
  /** Seconds after the payment at which a provisioning message was offered to the queue. */
  const offered: number[] = [];
  const provision = async () => {
    offered.push((clock.now - NOW) / SECOND_MS);
    if (!takes()) throw new Error("Too Many Requests");
  };
  const nothing = async () => {};
  const queues = {
    provision,
    resolve: nothing,
    refund: nothing,
    project: nothing,
    notify: nothing,
  };
  const made: { outbox?: Outbox } = {};
  let alarmAt: number | null = null;
  const alarm = {
    set: (at: number) => {
      alarmAt = at;
    },
    clear: () => {
      alarmAt = null;
    },
    forget: () => {},
  };
  const { deps } = fakeObject(() => clock.now).core;
  let flushing: Promise<void> | undefined;
  const onCommit = () => {
    flushing = made.outbox?.flush();
  };
  const core = new Core({ ...deps, alarm, now: () => clock.now, onCommit });
  const outbox = new Outbox(core, queues, new TestBackend().ports.log);
  made.outbox = outbox;
  const request = requestOf();
  core.commit(() => [core.extend(null, [{ type: "TopUpRequested", request, attemptId: ATTEMPT }])]);
  const metadata: PaymentMetadata = {
    topUpId: TOP_UP_ID,
    attemptId: ATTEMPT,
    serviceId: request.serviceId,
    kind: "days",
    offerId: request.offer.id,
    quantity: 7,
  };
  recordPayment(core, { reading: payment("succeeded", { metadata }), reconstructed: null });
  /** Runs every alarm until then, as the platform does. */
  const until = async (seconds: number) => {
    await flushing;
    while (alarmAt !== null && alarmAt <= NOW + seconds * SECOND_MS) {
      clock.now = alarmAt;
      await outbox.drive();
      core.rearm();
    }
  };
  return { offered, until };
}

describe("a message of provisioning that does not arrive", () => {
  test("given the queue took it: sent again after 30 s, then after pauses that double to 2 min", async () => {
    const { offered, until } = paidWith(() => true);
    await until(9 * 60);
    expect(offered).toEqual([0, 30, 90, 210, 330, 450]);
  });

  test("given the queue did not take it once: it is asked again at once", async () => {
    let first = true;
    const { offered, until } = paidWith(() => {
      const taken = !first;
      first = false;
      return taken;
    });
    await until(29);
    expect(offered).toEqual([0, 0]);
  });

  test("given the queue takes nothing for seconds: asked after 1, 2, 4 s, and taken soon", async () => {
    let refusals = 6;
    const { offered, until } = paidWith(() => --refusals < 0);
    await until(60);
    expect(offered).toEqual([0, 0, 1, 1, 3, 3, 7, 37]);
  });
});
