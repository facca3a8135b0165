/** A batch of provisioning does not end with its slowest message. */
import { describe, expect, test } from "vitest";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { HandOver } from "../../src/app/provisioning/provision.ts";
import type { Batch } from "../../src/triggers/batch.ts";
import { OpenTries } from "../../src/triggers/open-tries.ts";
import { consumeBatch } from "../../src/triggers/queues.ts";
import { account, TestBackend } from "./test-backend.ts";

const SILENT = "silent";
const names = [SILENT, "a", "b", "c", "d"];

const idOf = (n: number) => String(n).padStart(26, "0");

/** Five top-ups in one batch; the OCS never answers for one account. */
function world(fault?: Error) {
  const log: string[] = [];
  const done: string[] = [];
  const errors: string[] = [];
  const messages = names.map((name, n) => ({
    body: { serviceId: `svc_${idOf(n)}`, topUpId: `top_${idOf(n)}` },
    attempts: 1,
    ack: () => void log.push(`ack ${name}`),
    retry: () => void log.push(`retry ${name}`),
  }));
  const nameOf = (serviceId: string) =>
    names[messages.findIndex(({ body }) => body.serviceId === serviceId)] ?? "";
  const { ports } = new TestBackend();
  const object = (name: string) => ({
    claimTopUp: async () => ({
      kind: "grant",
      fence: 1,
      budget: { callMs: 2500, tryMs: 8000 },
      account: { ocs: "main", tenant: "cgrates.org", account: name },
    }),
    grantCredit: async () => {
      if (fault) throw fault;
      done.push(name);
      return { kind: "stop", why: "nothing_to_do" };
    },
  });
  const changed = {
    ...ports,
    objects: { of: (serviceId: string) => object(nameOf(serviceId)) },
    ocs: {
      read: (ref: { account: string }) =>
        ref.account === SILENT ? new Promise(() => {}) : Promise.resolve(account(1)),
    },
    log: { ...ports.log, error: (event: string) => void errors.push(event) },
  };
  return {
    ports: Object.assign(Object.create(null) as Ports, changed),
    messages,
    log,
    done,
    errors,
  };
}

const batch = (queue: string, messages: Batch["messages"]): Batch => ({ queue, messages });
const behind = (max: number): { handOver: HandOver; kept: Promise<unknown>[] } => {
  const kept: Promise<unknown>[] = [];
  const tries = new OpenTries(max, { now: () => 0 });
  return { kept, handOver: tries.behind({ waitUntil: (work) => void kept.push(work) }) };
};

describe("given one silent account in a batch of five", () => {
  test("then the batch ends, every message acknowledged, and the healthy tries are done", async () => {
    const { ports, messages, log, done } = world();
    const { handOver, kept } = behind(20);
    await consumeBatch(ports, batch("edge-topup-provision", messages), handOver);
    expect(log.toSorted()).toEqual(names.map((name) => `ack ${name}`).toSorted());
    await Promise.all(kept.slice(1));
    expect(done).toEqual(["a", "b", "c", "d"]);
  });

  test("then with no room behind the batch, a further try holds its consumer", async () => {
    const { ports, messages } = world();
    const { handOver } = behind(0);
    let ended = false;
    const first = messages.slice(0, 1);
    void consumeBatch(ports, batch("edge-topup-provision", first), handOver).then(() => {
      ended = true;
    });
    await consumeBatch(ports, batch("edge-topup-provision", messages.slice(1)), handOver);
    expect(ended).toBe(false);
  });

  test("then a try of the queue for resolving holds its own batch", async () => {
    const { ports, messages, log } = world();
    const { handOver } = behind(20);
    void consumeBatch(ports, batch("edge-topup-resolve", messages.slice(0, 1)), handOver);
    await consumeBatch(ports, batch("edge-topup-resolve", messages.slice(1, 2)), handOver);
    expect(log).toEqual(["ack a"]);
  });
});

test("given an object that fails behind the batch, then it is logged and nothing is thrown", async () => {
  const { ports, messages, errors, log } = world(new Error("no object"));
  const { handOver, kept } = behind(20);
  await consumeBatch(ports, batch("edge-topup-provision", messages.slice(1, 2)), handOver);
  await Promise.all(kept);
  expect(log).toEqual(["ack a"]);
  expect(errors).toEqual(["try_failed"]);
});

test("a try that the platform ended makes room again after 30 s", async () => {
  let now = 0;
  const kept: Promise<unknown>[] = [];
  const tries = new OpenTries(1, { now: () => now });
  const handOver = tries.behind({ waitUntil: (work) => void kept.push(work) });
  await handOver(new Promise(() => {}));
  now = 30_001;
  await handOver(new Promise(() => {}));
  expect(kept).toHaveLength(2);
});
