/** Mistakes found by the simulation in the drivers: messages multiply, top-ups stay unfinished. */
import { describe, expect, test } from "vitest";
import { receiveDeadLetter } from "../../src/app/recovery/receive-dead-letter.ts";
import { processRefunds } from "../../src/app/refund/process-refunds.ts";
import type { TopUpId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { Reading } from "../../src/domain/ocs/reading.ts";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../src/domain/payment/metadata.ts";
import { stateOf } from "../../src/domain/top-up/states.ts";
import { recordPayment } from "../../src/object/service/commands/payment.ts";
import * as provisioning from "../../src/object/service/commands/provisioning.ts";
import { creditsToReconcile } from "../../src/object/service/commands/reconciliation.ts";
import { Core } from "../../src/object/service/core.ts";
import { Outbox } from "../../src/object/service/outbox.ts";
import { QUEUE } from "../app/actors.ts";
import { fakeObject } from "../app/fake-object.ts";
import { NOW, TestBackend } from "../app/test-backend.ts";
import { ATTEMPT, answered, payment, requestOf, TOP_UP_ID } from "../domain/cells/world.ts";

const request = requestOf();
const { serviceId } = request;
const metadata: PaymentMetadata = {
  topUpId: TOP_UP_ID,
  attemptId: ATTEMPT,
  serviceId,
  kind: "days",
  offerId: request.offer.id,
  quantity: 7,
};

/** An object with one top-up. Its messages are counted and never delivered. */
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
  /** As in the Worker, every commit is followed by a flush of the outbox. */
  #newCore(): Core {
    return new Core({ ...this.fake.core.deps, onCommit: () => void this.#outbox.flush() });
  }
  #newOutbox(): Outbox {
    const send = (queue: string) => async () => void this.sent.push(queue);
    const [provision, refund] = [send("provision"), send("refund")];
    const [project, notify, resolve] = [send("project"), send("notify"), send("resolve")];
    const queues = { provision, resolve, refund, project, notify };
    return new Outbox(this.core, queues, this.backend.ports.log);
  }
  /** Loses the memory and keeps what was committed. */
  reset(): void {
    this.core = this.#newCore();
    this.#outbox = this.#newOutbox();
  }
  sync(status: IntentReading["status"], change: Partial<IntentReading> = {}): void {
    recordPayment(this.core, {
      reading: payment(status, { metadata, ...change }),
      reconstructed: null,
    });
  }
  count(to: string): number {
    return this.sent.filter((queue) => queue === to).length;
  }
  wake(): Promise<void> {
    return this.#outbox.drive();
  }
  /** The object dies before the message of the commit reaches its queue. */
  dieAfter(commit: () => void): void {
    const { sent } = this;
    const before = sent.length;
    commit();
    sent.length = before;
    this.reset();
  }
  /** Lets time pass and runs the alarm after every `stepMs`. */
  async pass(ms: number, stepMs: number): Promise<void> {
    for (const end = this.now + ms; this.now < end; ) {
      this.now += stepMs;
      await this.wake();
    }
  }
  get ports() {
    const port = {
      ...this.fake.port,
      recordDeadLetter: async (i: { topUpId: TopUpId; queue: string }) =>
        provisioning.recordDeadLetter(this.core, i),
      wake: () => this.wake(),
    };
    return { ...this.backend.ports, objects: { of: () => port } } as object as TestBackend["ports"];
  }
}

const DEAD_LETTER = { serviceId, topUpId: TOP_UP_ID, queue: "edge-topup-dead" } as const;

describe("an object that is reset again and again", () => {
  test("given every duplicate of a dead letter wakes it: it sends one message per pause", async () => {
    const driven = new Driven();
    driven.sync("succeeded");
    const paid = [...driven.sent];
    expect(paid).toEqual(["provision"]);
    for (let duplicates = 0; duplicates < 20; duplicates++) {
      driven.reset();
      await receiveDeadLetter(driven.ports, QUEUE, DEAD_LETTER);
    }
    expect(driven.sent).toEqual(paid);
    driven.now += driven.core.deps.timings.redispatchMs;
    for (let duplicates = 0; duplicates < 20; duplicates++) {
      driven.reset();
      await receiveDeadLetter(driven.ports, QUEUE, DEAD_LETTER);
    }
    expect(driven.count("provision")).toBe(2);
  });

  test("given it dies between the commit and the queue: the alarm sends the message soon", async () => {
    const driven = new Driven();
    driven.dieAfter(() => driven.sync("succeeded"));
    expect(driven.sent).toEqual([]);
    await driven.pass(3000, 1000);
    expect(driven.sent).toContain("provision");
  });
});

describe("a payment that is processing at the bank", () => {
  test("given the last reading was an old one: the payment is read again within the hour", async () => {
    const driven = new Driven();
    driven.sync("processing");
    const decline = { code: "card_declined", declineCode: null };
    const truth = payment("open", { metadata, decline });
    driven.backend.stripe.intents.set("pi_1", truth);
    await driven.pass(3_600_000, 60_000);
    expect(driven.count("refund")).toBe(1);
    await processRefunds(driven.ports, QUEUE, DEAD_LETTER);
    const t = driven.core.store.load(TOP_UP_ID);
    expect(t && stateOf(t)).toBe("awaiting_payment");
  });

  test("given it takes ten days: it is read about twenty times, not every minute", async () => {
    const driven = new Driven();
    driven.sync("processing");
    await driven.pass(10 * DAY_MS, 60_000);
    expect(driven.count("refund")).toBeGreaterThan(10);
    expect(driven.count("refund")).toBeLessThan(25);
  });
});

test("an intent that cannot be canceled for ten days is not canceled again every minute", async () => {
  const driven = new Driven();
  driven.sync("canceled");
  driven.sync("processing", { intentId: "pi_2" });
  expect(driven.sent).toEqual(["refund"]);
  driven.sent.length = 0;
  await driven.pass(10 * DAY_MS, 60_000);
  expect(driven.count("refund")).toBeGreaterThan(10);
  expect(driven.count("refund")).toBeLessThan(150);
});

test("credited, but message and alarm were lost: credit reconciliation sends the email", async () => {
  const driven = new Driven();
  const { core } = driven;
  driven.sync("succeeded");
  const claim = provisioning.claimTopUp(core, TOP_UP_ID);
  const fence = claim.kind === "done" ? 0 : claim.fence;
  const readingOf = (buckets: (Reading & { kind: "account" })["buckets"]): Reading => ({
    kind: "account",
    at: driven.now,
    disabled: false,
    buckets,
  });
  provisioning.grantCredit(core, { topUpId: TOP_UP_ID, fence, reading: readingOf([]) });
  const endAt = core.store.load(TOP_UP_ID)?.credit.grant?.endAt ?? 0;
  const bucket = { uuid: "u1", id: TOP_UP_ID, type: "*data", value: 1, disabled: false };
  const reading = readingOf([{ ...bucket, endAt }]);
  provisioning.recordEvidence(core, { topUpId: TOP_UP_ID, fence, write: answered, reading });
  driven.sent.length = 0;
  driven.now += 12 * 3_600_000;
  expect(creditsToReconcile(core)).toHaveLength(1);
  expect(driven.sent).toContain("notify");
});
