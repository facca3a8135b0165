/** What the crons keep in D1: how far each job has come, and events that wait. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { createCronCursors } from "../../src/adapters/d1/cron-cursors.ts";
import { createEventBacklog } from "../../src/adapters/d1/event-backlog.ts";
import { createWebhookInbox } from "../../src/adapters/d1/webhook-inbox.ts";
import type { CronRun } from "../../src/app/ports/cron-cursors.ts";
import type { StripeEvent } from "../../src/app/ports/payments.ts";

const cursors = createCronCursors(env.DB);
const backlog = createEventBacklog(env.DB);
const NOW = 1_800_000_000_000;

beforeEach(async () => {
  for (const table of ["cron_cursor", "event_backlog", "webhook_inbox"]) {
    await env.DB.prepare(`DELETE FROM ${table}`).run();
  }
});

test("a run begins once, moves by its own revision alone, and keeps its cursor to the next", async () => {
  expect(await cursors.begin(["credits", "brands"], NOW)).toEqual([
    { job: "credits", revision: 1 },
    { job: "brands", revision: 1 },
  ]);
  expect(await cursors.begin(["credits"], NOW + 999)).toEqual([]);
  const run = (await cursors.running("credits")) as CronRun;
  expect(run).toMatchObject({ job: "credits", cursor: "", beganAt: NOW });
  expect(await cursors.move(run, { cursor: "svc_5", ended: false }, NOW + 500)).toBe(true);
  // Another program with the same page comes too late.
  expect(await cursors.move(run, { cursor: "svc_9", ended: true }, NOW + 600)).toBe(false);
  const next = (await cursors.running("credits")) as CronRun;
  expect(next.cursor).toBe("svc_5");
  expect(await cursors.move(next, { cursor: "svc_9", ended: true }, NOW + 700)).toBe(true);
  expect(await cursors.running("credits")).toBeNull();
  expect(await cursors.begin(["credits"], NOW + 800)).toEqual([{ job: "credits", revision: 4 }]);
  expect(await cursors.running("credits")).toMatchObject({ cursor: "svc_9", beganAt: NOW + 800 });
});

test("a run that has stalled is taken up where it stands, and the page under way comes too late", async () => {
  await cursors.begin(["credits"], NOW);
  const dead = (await cursors.running("credits")) as CronRun;
  expect(await cursors.takeUp(NOW - 1, NOW + 999)).toEqual([]);
  expect(await cursors.takeUp(NOW, NOW + 1000)).toEqual([{ job: "credits", revision: 2 }]);
  expect(await cursors.running("credits")).toMatchObject({ cursor: "", beganAt: NOW });
  expect(await cursors.move(dead, { cursor: "svc_5", ended: false }, NOW + 1100)).toBe(false);
});

test("pages that were given up are counted until the next run begins", async () => {
  await cursors.begin(["credits"], NOW);
  const run = (await cursors.running("credits")) as CronRun;
  await cursors.move({ ...run, skipped: 1 }, { cursor: "svc_5", ended: false }, NOW);
  const second = (await cursors.running("credits")) as CronRun;
  expect(second).toMatchObject({ skipped: 1, cursor: "svc_5" });
  await cursors.move(second, { cursor: "", ended: true }, NOW);
  await cursors.begin(["credits"], NOW);
  expect(await cursors.running("credits")).toMatchObject({ skipped: 0 });
});

test("an event waits until it is due, the longest due first, and is read as it was", async () => {
  const event = (id: string): StripeEvent => ({
    id,
    type: "refund.failed",
    createdAt: NOW,
    livemode: true,
    intentId: "pi_1",
    metadata: null,
    refund: { stripeRefundId: "re_1", refundId: "rfd_1" },
  });
  await backlog.wait({ event: event("evt_1"), tries: 1 }, NOW + 20);
  await backlog.wait({ event: event("evt_2"), tries: 1 }, NOW + 10);
  await backlog.wait({ event: event("evt_1"), tries: 2 }, NOW + 5);
  expect(await backlog.due(NOW, 10)).toEqual([]);
  expect(await backlog.due(NOW + 20, 10)).toEqual([
    { event: event("evt_1"), tries: 2 },
    { event: event("evt_2"), tries: 1 },
  ]);
  await backlog.done("evt_1");
  expect(await backlog.due(NOW + 20, 10)).toMatchObject([{ event: { id: "evt_2" } }]);
});

test("old rows of the inbox are dropped, oldest first, and a bounded number", async () => {
  const inbox = createWebhookInbox(env.DB);
  for (const [n, age] of [30, 20, 10, 0].entries()) {
    const row = { type: "refund.updated", intentId: null, outcome: "recorded" };
    await inbox.append({ ...row, eventId: `evt_${n}`, at: NOW - age });
  }
  expect(await inbox.drop(NOW - 5, 2)).toBe(2);
  const left = () => env.DB.prepare("SELECT event_id AS id FROM webhook_inbox ORDER BY at").all();
  expect((await left()).results).toEqual([{ id: "evt_2" }, { id: "evt_3" }]);
  expect(await inbox.drop(NOW - 5, 2)).toBe(1);
  expect(await inbox.drop(NOW - 5, 2)).toBe(0);
});
