/** The crons begin pages; cursors say where each goes on, whatever dies in between. */
import { describe, expect, test } from "vitest";
import type { PageTurn } from "../../src/app/ports/cron-cursors.ts";
import type { EventWindow, StripeEvent } from "../../src/app/ports/payments.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import { beginRuns } from "../../src/app/recovery/begin-runs.ts";
import type { PageWork } from "../../src/app/recovery/end-page.ts";
import { runPage } from "../../src/app/recovery/run-page.ts";
import { sweepEvents } from "../../src/app/recovery/sweep-events.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/base/time.ts";
import { givePageUp } from "../../src/triggers/page-jobs.ts";
import { CRON } from "./actors.ts";
import { runAt, runJobs } from "./fake-cron.ts";
import { NOW, TestBackend } from "./test-backend.ts";

/** A backend whose messages of pages are kept until they are delivered. */
function withQueue() {
  const backend = new TestBackend();
  const messages: PageTurn[] = [];
  const cronPages = { send: async (turn: PageTurn) => void messages.push(turn) };
  const ports = Object.assign(Object.create(backend.ports) as Ports, { cronPages });
  return { backend, messages, ports };
}
const FIRST: PageTurn = { job: "unfinished", revision: 1 };
const ONCE = { isRepeated: false };
const three: PageWork["page"] = async ({ cursor }) => {
  const page = Number(cursor || 0) + 1;
  return page === 3 ? { cursor: "", ended: true } : { cursor: String(page), ended: false };
};

describe("a run", () => {
  test("goes on page by page, each with a message of its own, and ends", async () => {
    const { ports, messages } = withQueue();
    const seen: string[] = [];
    await beginRuns(ports, CRON, ["unfinished"]);
    const ended: string[] = [];
    const page: PageWork["page"] = async (order) => {
      seen.push(order.cursor);
      return three(order);
    };
    const work = { page, ended: async () => void ended.push("once") };
    for (let turn = messages.shift(); turn; turn = messages.shift()) {
      await runPage(ports, CRON, turn, { work, ...ONCE });
    }
    expect([seen, ended]).toEqual([["", "1", "2"], ["once"]]);
  });

  test("that is under way is left alone by the next cron, and one that stalled is taken up", async () => {
    const { backend, ports, messages } = withQueue();
    await beginRuns(ports, CRON, ["unfinished"]);
    await runPage(ports, CRON, FIRST, { work: { page: three }, ...ONCE });
    messages.length = 0;
    backend.now += 5 * MINUTE_MS;
    await beginRuns(ports, CRON, ["unfinished"]);
    expect(messages).toEqual([]);
    backend.now += 20 * MINUTE_MS;
    await beginRuns(ports, CRON, ["unfinished"]);
    expect(messages).toEqual([{ job: "unfinished", revision: 3 }]);
    const run = { cursor: "1", beganAt: NOW };
    expect(await ports.cronCursors.running("unfinished")).toMatchObject(run);
  });

  test("a message that comes twice does its page again at most, and sends one next", async () => {
    const { ports, messages } = withQueue();
    await beginRuns(ports, CRON, ["unfinished"]);
    messages.length = 0;
    await Promise.all(
      [1, 2].map(() => runPage(ports, CRON, FIRST, { work: { page: three }, ...ONCE })),
    );
    expect(messages).toEqual([{ job: "unfinished", revision: 2 }]);
    expect(await ports.cronCursors.running("unfinished")).toMatchObject({ cursor: "1" });
  });

  test("a page that throws leaves the cursor where it stood, and stops no other job", async () => {
    const { backend, ports, messages } = withQueue();
    Object.assign(backend.stripe, { listEvents: () => Promise.reject(new Error("no answer")) });
    await expect(runJobs(ports, ["stripe_events", "brands"])).rejects.toThrow("no answer");
    expect(await ports.cronCursors.running("stripe_events")).toMatchObject({ cursor: "" });
    expect(await ports.cronCursors.running("brands")).toBeNull();
    expect(messages).toEqual([]);
  });

  test("a page that a later run has begun is not done for an old message", async () => {
    const { backend, ports, messages } = withQueue();
    await beginRuns(ports, CRON, ["unfinished"]);
    backend.now += 20 * MINUTE_MS;
    await beginRuns(ports, CRON, []);
    expect(messages.splice(0)).toEqual([FIRST, { job: "unfinished", revision: 2 }]);
    const page = () => Promise.reject(new Error("not reached"));
    await runPage(ports, CRON, FIRST, { work: { page }, ...ONCE });
    expect(messages).toEqual([]);
  });

  test("a run that has ended ignores a message that comes late", async () => {
    const { ports } = withQueue();
    const page = () => Promise.reject(new Error("not reached"));
    await runPage(ports, CRON, FIRST, { work: { page }, ...ONCE });
  });
});

/** 250 events, one a second, as Stripe lists them: newest first, a hundred a page. */
function manyEvents(backend: TestBackend, from: number, count: number) {
  const all = Array.from(
    { length: count },
    (_, n): StripeEvent => ({
      id: `evt_${from}_${n}`,
      type: "payment_intent.canceled",
      createdAt: from + n * 1000,
      livemode: false,
      intentId: toId("pi", `pi_${from}_${n}`),
      metadata: null,
      refund: null,
    }),
  );
  const listEvents = async ({ fromMs, toMs, after }: EventWindow) => {
    const listed = events.filter((e) => e.createdAt >= fromMs && e.createdAt <= toMs).toReversed();
    const start = after === null ? 0 : listed.findIndex(({ id }) => id === after) + 1;
    const page = listed.slice(start, start + 100);
    return { events: page, next: start + 100 < listed.length ? (page.at(-1)?.id ?? null) : null };
  };
  const events = all;
  const read: string[] = [];
  const readIntent = async (id: string) => {
    read.push(id);
    return null;
  };
  Object.assign(backend.stripe, { listEvents, readIntent });
  Object.assign(backend.ports.readModels, { endedIntents: async () => new Set() });
  return { events, read, listEvents };
}

describe("what Stripe reports", () => {
  test("each event is acted on once, in pages, also those of the overlap", async () => {
    const backend = new TestBackend();
    const { events, read } = manyEvents(backend, NOW, 250);
    for (backend.now = NOW + MINUTE_MS; backend.now < NOW + 20 * MINUTE_MS; ) {
      await runJobs(backend.ports, ["stripe_events"]);
      backend.now += 5 * MINUTE_MS;
    }
    expect(read.toSorted()).toEqual(events.map(({ intentId }) => String(intentId)).toSorted());
  });

  test("after three days without a cron it goes on where it stood", async () => {
    const backend = new TestBackend();
    const { events, read } = manyEvents(backend, NOW, 120);
    backend.now = NOW + HOUR_MS;
    await runJobs(backend.ports, ["stripe_events"]);
    events.push(...manyEvents(new TestBackend(), backend.now + MINUTE_MS, 30).events);
    backend.now += 3 * DAY_MS;
    await runJobs(backend.ports, ["stripe_events"]);
    expect(read).toHaveLength(150);
  });

  test("one that fails waits in the backlog with growing pauses, and stops no other", async () => {
    const backend = new TestBackend();
    const { read } = manyEvents(backend, NOW, 3);
    const { readIntent } = backend.stripe;
    let fails = 3;
    Object.assign(backend.stripe, {
      readIntent: async (id: `pi_${string}`) => {
        if (id.endsWith("_1") && fails-- > 0) throw new Error("no answer");
        return readIntent(id);
      },
    });
    backend.now = NOW + MINUTE_MS;
    await runJobs(backend.ports, ["stripe_events"]);
    expect(read).toHaveLength(2);
    for (const [pause, left] of [
      [4, 1],
      [1, 1],
      [10, 1],
      [20, 0],
    ] as const) {
      backend.now += pause * MINUTE_MS;
      await runJobs(backend.ports, ["event_backlog"]);
      expect(backend.crons.eventBacklog.waiting.size).toBe(left);
    }
    expect(read).toHaveLength(3);
  });

  test("given Stripe refuses the event a window goes on from: it begins anew a day later", async () => {
    const backend = new TestBackend();
    const { read, listEvents } = manyEvents(backend, NOW, 150);
    backend.now = NOW + HOUR_MS;
    const refusing = async (window: EventWindow) => {
      if (window.after !== null) throw new Error("No such event");
      return listEvents(window);
    };
    Object.assign(backend.stripe, { listEvents: refusing });
    await expect(runJobs(backend.ports, ["stripe_events"])).rejects.toThrow("No such event");
    expect(read).toHaveLength(100);
    Object.assign(backend.stripe, { listEvents });
    backend.now += DAY_MS;
    await runJobs(backend.ports, ["stripe_events"]);
    expect(new Set(read).size).toBe(150);
  });

  test("those of a page that is given up wait in the backlog, and are acted on later", async () => {
    const backend = new TestBackend();
    const { read } = manyEvents(backend, NOW, 120);
    backend.now = NOW + HOUR_MS;
    await beginRuns(backend.ports, CRON, ["stripe_events"]);
    await givePageUp(backend.ports, CRON, { job: "stripe_events", revision: 1 });
    expect([read.length, backend.crons.eventBacklog.waiting.size]).toEqual([0, 100]);
    await givePageUp(backend.ports, CRON, { job: "stripe_events", revision: 1 });
    expect(backend.crons.eventBacklog.waiting.size, "a second dead letter").toBe(100);
    backend.now += 30 * MINUTE_MS;
    await runJobs(backend.ports, ["stripe_events", "event_backlog"]);
    expect([new Set(read).size, backend.crons.eventBacklog.waiting.size]).toEqual([120, 0]);
    expect(backend.deploymentFindings.found.get("page_skipped stripe_events")).toBeDefined();
    backend.now += 5 * MINUTE_MS;
    await runJobs(backend.ports, ["stripe_events"]);
    expect(backend.deploymentFindings.found.size, "a whole run").toBe(0);
  });

  test("a cursor that cannot be read begins anew", async () => {
    const backend = new TestBackend();
    const { read } = manyEvents(backend, NOW, 5);
    backend.now = NOW + MINUTE_MS;
    await sweepEvents(backend.ports, CRON, runAt("stripe_events", backend.now, "{not json"));
    expect(read).toHaveLength(5);
  });
});

describe("the watch outside", () => {
  function watched(beat: () => Promise<void>) {
    const backend = new TestBackend();
    manyEvents(backend, NOW, 250);
    backend.now = NOW + HOUR_MS;
    const ports = Object.assign(Object.create(backend.ports) as Ports, { heartbeat: { beat } });
    return { backend, ports };
  }

  test("is called once in each sweep, after the last page", async () => {
    let beats = 0;
    const { ports } = watched(async () => void beats++);
    await runJobs(ports, ["stripe_events"]);
    expect(beats).toBe(1);
  });

  test("that does not answer stops nothing, and is logged", async () => {
    const { backend, ports } = watched(() => Promise.reject(new Error("no answer")));
    await runJobs(ports, ["stripe_events"]);
    expect(backend.logged.map(({ event }) => event)).toContain("heartbeat_failed");
    expect(await ports.cronCursors.running("stripe_events")).toBeNull();
  });
});
