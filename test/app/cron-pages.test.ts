/** The crons begin pages; cursors say where each goes on, whatever dies in between. */
import { describe, expect, test } from "vitest";
import type { EventWindow, StripeEvent } from "../../src/app/ports/payments.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import { beginRuns } from "../../src/app/recovery/begin-runs.ts";
import { type PageWork, runPage } from "../../src/app/recovery/run-page.ts";
import { sweepEvents } from "../../src/app/recovery/sweep-events.ts";
import { wakeUnfinished } from "../../src/app/recovery/wake-unfinished.ts";
import { type ServiceId, toId } from "../../src/domain/base/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/base/time.ts";
import { workPage } from "../../src/triggers/page-jobs.ts";
import { CRON } from "./actors.ts";
import { runAt, runJobs } from "./fake-cron.ts";
import { NOW, TestBackend } from "./test-backend.ts";

/** A backend whose messages of pages are kept until they are delivered. */
function withQueue() {
  const backend = new TestBackend();
  const messages: string[] = [];
  const cronPages = { send: async (job: string) => void messages.push(job) };
  const ports = Object.assign(Object.create(backend.ports) as Ports, { cronPages });
  return { backend, messages, ports };
}
const three: PageWork["page"] = async (_, { cursor }) => {
  const page = Number(cursor || 0) + 1;
  return page === 3 ? { cursor: "", ended: true } : { cursor: String(page), ended: false };
};

describe("a run", () => {
  test("goes on page by page, each with a message of its own, and ends", async () => {
    const { ports, messages } = withQueue();
    const seen: string[] = [];
    await beginRuns(ports, CRON, ["unfinished"]);
    const ended: string[] = [];
    while (messages.shift()) {
      const page: PageWork["page"] = async (actor, run) => {
        seen.push(run.cursor);
        return three(actor, run);
      };
      const work = { page, ended: async () => void ended.push("once") };
      await runPage(ports, CRON, { job: "unfinished", work });
    }
    expect([seen, ended]).toEqual([["", "1", "2"], ["once"]]);
  });

  test("that is under way is left alone by the next cron, and one that stalled is taken up", async () => {
    const { backend, ports, messages } = withQueue();
    await beginRuns(ports, CRON, ["unfinished"]);
    await runPage(ports, CRON, { job: "unfinished", work: { page: three } });
    messages.length = 0;
    backend.now += 5 * MINUTE_MS;
    await beginRuns(ports, CRON, ["unfinished"]);
    expect(messages).toEqual([]);
    backend.now += 20 * MINUTE_MS;
    await beginRuns(ports, CRON, ["unfinished"]);
    expect(messages).toEqual(["unfinished"]);
    expect(await ports.cronCursors.running("unfinished")).toMatchObject({
      cursor: "1",
      beganAt: NOW,
    });
  });

  test("a message that comes twice does its page again at most, and sends one next", async () => {
    const { ports, messages } = withQueue();
    await beginRuns(ports, CRON, ["unfinished"]);
    messages.length = 0;
    await Promise.all(
      [1, 2].map(() => runPage(ports, CRON, { job: "unfinished", work: { page: three } })),
    );
    expect(messages).toEqual(["unfinished"]);
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

  test("a run that has ended ignores a message that comes late", async () => {
    const { ports } = withQueue();
    const page = () => Promise.reject(new Error("not reached"));
    await runPage(ports, CRON, { job: "unfinished", work: { page } });
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
  return { events, read };
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
    const { read } = manyEvents(backend, NOW, 150);
    backend.now = NOW + HOUR_MS;
    const { listEvents } = backend.stripe;
    const refusing = async (window: EventWindow) => {
      if (window.after !== null) throw new Error("No such event");
      return (listEvents as unknown as (of: EventWindow) => ReturnType<typeof listEvents>)(window);
    };
    Object.assign(backend.stripe, { listEvents: refusing });
    await expect(runJobs(backend.ports, ["stripe_events"])).rejects.toThrow("No such event");
    expect(read).toHaveLength(100);
    Object.assign(backend.stripe, { listEvents });
    backend.now += DAY_MS;
    await runJobs(backend.ports, ["stripe_events"]);
    expect(new Set(read).size).toBe(150);
  });

  test("a cursor that cannot be read begins anew", async () => {
    const backend = new TestBackend();
    const { read } = manyEvents(backend, NOW, 5);
    backend.now = NOW + MINUTE_MS;
    await sweepEvents(backend.ports, CRON, runAt("stripe_events", backend.now, "{not json"));
    expect(read).toHaveLength(5);
  });
});

describe("100,000 services", () => {
  const MANY = 100_000;
  const idOf = (n: number): ServiceId => `svc_${String(n).padStart(26, "0")}`;
  const pageOf = (after: number, limit: number) =>
    Array.from({ length: Math.min(limit, MANY - after - 1) }, (_, i) => after + 1 + i);
  const numberOf = (id: string) => Number(id.slice(4));

  /** Every call costs time on the clock; a page may ask no more than a Worker may call. */
  function world() {
    const { backend, messages, ports } = withQueue();
    const looked = new Map<ServiceId, number>();
    let calls = 0;
    const counted = async <T>(answer: T, ms: number): Promise<T> => {
      calls += 1;
      backend.now += ms;
      return answer;
    };
    const of = (id: ServiceId) => ({
      wake: () => counted(void looked.set(id, backend.now), 1),
      creditsToReconcile: () => counted([{ topUpId: "top_1", account: { ocs: "main" } }], 1),
      recordReconciliation: () => counted({ resend: null }, 1),
    });
    const readModels = {
      servicesToReconcile: async (_: number, after: string, limit: number) =>
        pageOf(after === "" ? -1 : numberOf(after), limit).map(idOf),
      unfinishedServices: async (after: { requestedAt: number } | null, limit: number) =>
        pageOf(after?.requestedAt ?? -1, limit).map((n) => ({
          requestedAt: n,
          serviceId: idOf(n),
        })),
    };
    const ocs = {
      read: async (account: object) => {
        looked.set(idOf(looked.size), backend.now);
        return counted({ kind: "account", account }, 20);
      },
    };
    const own = Object.assign(Object.create(ports) as Ports, { objects: { of }, readModels, ocs });
    const take = () => {
      const taken = calls;
      calls = 0;
      return taken;
    };
    return { backend, messages, own, looked, take };
  }

  test("are all audited, by pages of less than a thousand calls and thirty seconds", async () => {
    const { backend, messages, own, looked, take } = world();
    const noted: [string, number | undefined][] = [];
    const signals = { note: (name: string, value?: number) => void noted.push([name, value]) };
    const ports = Object.assign(Object.create(own) as Ports, { signals });
    await beginRuns(ports, CRON, ["credits"]);
    let pages = 0;
    while (messages.shift()) {
      const before = backend.now;
      await workPage(ports, CRON, "credits");
      pages += 1;
      expect(take()).toBeLessThan(1000);
      expect(backend.now - before).toBeLessThan(30_000);
    }
    expect(looked.size).toBe(MANY);
    expect(pages).toBe(MANY / 50 + 1);
    // How old the oldest look is: as long as the run took.
    expect(noted).toEqual([["credits_audited", backend.now - NOW]]);
    expect(backend.now - NOW).toBeLessThan(12 * HOUR_MS);
  });

  test("of which the audit dies in the middle go on where it stood, the night after", async () => {
    const { backend, messages, own, looked } = world();
    await beginRuns(own, CRON, ["credits"]);
    for (let page = 0; page < 700; page++) await workPage(own, CRON, "credits");
    messages.length = 0;
    expect(looked.size).toBe(35_000);
    backend.now += DAY_MS;
    await beginRuns(own, CRON, ["credits"]);
    while (messages.shift()) await workPage(own, CRON, "credits");
    expect(looked.size).toBe(MANY);
  });

  test("with unfinished top-ups are all woken, though sweeps begin meanwhile", async () => {
    const { backend, messages, own, looked, take } = world();
    await beginRuns(own, CRON, ["unfinished"]);
    for (let page = 0; messages.shift(); page++) {
      await workPage(own, CRON, "unfinished");
      expect(take()).toBeLessThan(1000);
      if (page % 50 === 0) await beginRuns(own, CRON, ["unfinished"]);
    }
    expect(looked.size).toBe(MANY);
    expect(backend.now - NOW).toBeLessThan(HOUR_MS);
  });

  test("given an object that never answers: the others of its page are woken", async () => {
    const { own, looked } = world();
    const { of } = own.objects;
    const silent = idOf(7);
    const objects = {
      of: (id: ServiceId) =>
        id === silent ? { wake: () => Promise.reject(new Error("no answer")) } : of(id),
    };
    const ports = Object.assign(Object.create(own) as Ports, { objects });
    const page = await wakeUnfinished(ports, CRON, runAt("unfinished", NOW));
    expect(looked.size).toBe(299);
    expect(page).toEqual({ cursor: `299 ${idOf(299)}`, ended: false });
  });
});
