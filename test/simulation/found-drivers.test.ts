/** What the simulation has found in the drivers: messages that breed, and ends nobody drives to. */
import { describe, expect, test } from "vitest";
import { receiveDeadLetter } from "../../src/app/recovery/receive-dead-letter.ts";
import { processRefunds } from "../../src/app/refund/process-refunds.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { Reading } from "../../src/domain/ocs/reading.ts";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import { nameOf } from "../../src/domain/top-up/names.ts";
import { recordPayment } from "../../src/object/service/commands/payment.ts";
import * as delivery from "../../src/object/service/commands/provisioning.ts";
import { Core } from "../../src/object/service/core.ts";
import { Outbox } from "../../src/object/service/outbox.ts";
import { QUEUE } from "../app/actors.ts";
import { fakeObject } from "../app/fake-object.ts";
import { NOW, TestBackend } from "../app/test-backend.ts";
import { ATTEMPT, answered, payment, requestOf, TOP_UP_ID } from "../domain/cells/world.ts";

const request = requestOf();
const { serviceId } = request;
const mark = {
  topUpId: TOP_UP_ID,
  attemptId: ATTEMPT,
  serviceId,
  offerId: request.offer.id,
  quantity: 7,
};

/** An object with one top-up, whose messages are looked at and brought to nobody. */
class Driven {
  now = NOW;
  readonly backend = new TestBackend();
  readonly fake = fakeObject(() => this.now);
  readonly sent: string[] = [];
  core: Core = this.#newCore();
  #outbox = this.#newOutbox();

  constructor() {
    this.core.commit(() => [
      this.core.extend(null, [{ type: "TopUpRequested", request, attemptId: ATTEMPT }]),
    ]);
  }
  /** As in the Worker: every commit is followed by a flush. */
  #newCore(): Core {
    return new Core({ ...this.fake.core.deps, onCommit: () => void this.#outbox.flush() });
  }
  #newOutbox(): Outbox {
    const send = (queue: string) => async () => void this.sent.push(queue);
    const [provision, refund] = [send("provision"), send("refund")];
    const queues = { provision, refund, project: send("project"), notify: send("notify") };
    return new Outbox(this.core, queues, this.backend.ports.log);
  }
  /** Memory is gone; what was committed is not. */
  reset(): void {
    this.core = this.#newCore();
    this.#outbox = this.#newOutbox();
  }
  settle(status: IntentReading["status"], change: Partial<IntentReading> = {}): void {
    recordPayment(this.core, {
      reading: payment(status, { metadata: mark, ...change }),
      reconstructed: null,
    });
  }
  count(to: string): number {
    return this.sent.filter((queue) => queue === to).length;
  }
  wake(): Promise<void> {
    return this.#outbox.drive();
  }
  /** It dies before the message of a commit is handed over. */
  dieAfter(commit: () => void): void {
    const { sent } = this;
    const before = sent.length;
    commit();
    sent.length = before;
    this.reset();
  }
  /** Time passes with an alarm as often as the object may want one. */
  async pass(ms: number, stepMs: number): Promise<void> {
    for (const end = this.now + ms; this.now < end; ) {
      this.now += stepMs;
      await this.wake();
    }
  }
  get ports() {
    const port = {
      ...this.fake.port,
      recordDeadLetter: async (i: { topUpId: string; queue: string }) =>
        delivery.recordDeadLetter(this.core, i),
      wake: () => this.wake(),
    };
    return { ...this.backend.ports, objects: { of: () => port } } as object as TestBackend["ports"];
  }
}

describe("an object that is reset again and again", () => {
  test("given every duplicate of a dead message pokes it: it sends once per pause", async () => {
    const driven = new Driven();
    driven.settle("succeeded");
    const paid = [...driven.sent];
    expect(paid).toEqual(["provision"]);
    for (let duplicates = 0; duplicates < 20; duplicates++) {
      driven.reset();
      await receiveDeadLetter(driven.ports, QUEUE, { serviceId, topUpId: TOP_UP_ID });
    }
    expect(driven.sent).toEqual(paid);
    driven.now += driven.core.deps.timings.redispatchMs;
    for (let duplicates = 0; duplicates < 20; duplicates++) {
      driven.reset();
      await receiveDeadLetter(driven.ports, QUEUE, { serviceId, topUpId: TOP_UP_ID });
    }
    expect(driven.count("provision")).toBe(2);
  });

  test("given it dies between the commit and the queue: the alarm sends it soon", async () => {
    const driven = new Driven();
    driven.dieAfter(() => driven.settle("succeeded"));
    expect(driven.sent).toEqual([]);
    await driven.pass(driven.core.deps.timings.redispatchMs, 1000);
    expect(driven.sent).toContain("provision");
  });
});

describe("a payment that the bank works on", () => {
  test("given an old reading said so last: it is read again within the hour", async () => {
    const driven = new Driven();
    driven.settle("processing");
    const decline = { code: "card_declined", declineCode: null };
    const truth = payment("open", { metadata: mark, decline });
    driven.backend.stripe.intents.set("pi_1", truth);
    await driven.pass(3_600_000, 60_000);
    expect(driven.count("refund")).toBe(1);
    await processRefunds(driven.ports, QUEUE, { serviceId, topUpId: TOP_UP_ID });
    const t = driven.core.store.load(TOP_UP_ID);
    expect(t && nameOf(t)).toBe("awaiting_payment");
  });

  test("given it lasts ten days: it is read some twenty times, and not every minute", async () => {
    const driven = new Driven();
    driven.settle("processing");
    await driven.pass(10 * DAY_MS, 60_000);
    expect(driven.count("refund")).toBeGreaterThan(10);
    expect(driven.count("refund")).toBeLessThan(25);
  });
});

test("an intent that cannot be cancelled for ten days is not asked for every minute", async () => {
  const driven = new Driven();
  driven.settle("canceled");
  driven.settle("processing", { intentId: "pi_2" });
  expect(driven.sent).toEqual(["refund"]);
  driven.sent.length = 0;
  await driven.pass(10 * DAY_MS, 60_000);
  expect(driven.count("refund")).toBeGreaterThan(10);
  expect(driven.count("refund")).toBeLessThan(150);
});

test("credited, and letter and alarm were lost: the nightly look brings the letter", async () => {
  const driven = new Driven();
  const { core } = driven;
  driven.settle("succeeded");
  const claim = delivery.claimTopUp(core, TOP_UP_ID);
  const fence = claim.kind === "done" ? 0 : claim.fence;
  const show = (buckets: (Reading & { kind: "account" })["buckets"]): Reading => ({
    ...{ kind: "account", at: driven.now, disabled: false, buckets },
  });
  delivery.grantCredit(core, { topUpId: TOP_UP_ID, fence, reading: show([]) });
  const endAt = core.store.load(TOP_UP_ID)?.credit.grant?.endAt ?? 0;
  const bucket = { uuid: "u1", id: TOP_UP_ID, balanceType: "*data", value: 1, disabled: false };
  const reading = show([{ ...bucket, endAt }]);
  delivery.recordEvidence(core, { topUpId: TOP_UP_ID, fence, write: answered, reading });
  driven.sent.length = 0;
  driven.now += 12 * 3_600_000;
  expect(delivery.creditsToReconcile(core)).toHaveLength(1);
  expect(driven.sent).toContain("notify");
});
