/** `/readyz` from the real Worker: bindings, D1, queues, objects, an OCS behind a binding. */
import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { portsOf } from "../../src/compose/worker.ts";
import type { Env } from "../../src/config/env.ts";
import { READY_PROBE } from "../../src/contract/messages.ts";
import { readinessView } from "../../src/contract/readiness.ts";
import worker from "../../src/index.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { loseD1 } from "./support/d1-calls.ts";
import { fetchWorker } from "./support/world.ts";

const asViewer = { headers: { authorization: `Bearer ${OPERATORS.olga.token}` } };
const QUEUES = ["PROVISION", "RESOLVE", "REFUND", "PROJECT", "NOTIFY", "SWEEP", "DELIVER"];

/** The answer of the Worker with these changes of its bindings and settings, by name. */
async function checksOf(change: object) {
  const ports = portsOf({ ...env, ...change } as Env);
  const asked = ports.probes.map(async (probe) => {
    try {
      return [probe.name, await probe.ask()] as const;
    } catch (fault) {
      return [probe.name, { ok: false, detail: String(fault) }] as const;
    }
  });
  return Object.fromEntries(await Promise.all(asked));
}
afterEach(() => vi.restoreAllMocks());

describe("GET /readyz", () => {
  test("asks everything that a sale needs, and all of it answers", async () => {
    const answer = await fetchWorker("/readyz", asViewer);
    const { checks } = readinessView.parse(await answer.json());
    const names = checks.map(({ name }) => name);
    expect(names).toEqual([
      "ocs main",
      "stripe",
      "d1 DB",
      "d1 LEDGER_1",
      "d1 LEDGER_2",
      ...QUEUES.map((name) => `queue ${name}`),
      "object service",
      "object keyed",
      "mail",
    ]);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(answer.status).toBe(200);
  });

  test("its messages are acknowledged and forgotten by every consumer", async () => {
    for (const queue of [...QUEUES, "DEAD"]) {
      const name = `edge-topup-${queue.toLowerCase()}`;
      const message = { id: "probe", timestamp: new Date(), attempts: 1, body: READY_PROBE };
      const batch = createMessageBatch(name, [message]);
      const ctx = createExecutionContext();
      await worker.queue(batch, { ...env }, ctx);
      expect(await getQueueResult(batch, ctx), name).toMatchObject({
        explicitAcks: ["probe"],
        retryMessages: [],
      });
    }
  });

  test("leaves no storage behind in the objects that it asks", async () => {
    await fetchWorker("/readyz", asViewer);
    const asked = [
      env.SERVICE.get(env.SERVICE.idFromName(`svc_${"0".repeat(26)}`)),
      env.KEYED.get(env.KEYED.idFromName("rate:readyz")),
    ];
    for (const object of asked) {
      const left = await runInDurableObject(object, async (_, { storage }) => ({
        tables: storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
        alarm: await storage.getAlarm(),
      }));
      expect(left).toEqual({ tables: [], alarm: null });
    }
  });
});

describe("what is missing is named, and hides nothing else", () => {
  test("D1 that is lost", async () => {
    loseD1();
    const checks = await checksOf({});
    expect(checks["d1 DB"]).toMatchObject({ ok: false, detail: expect.stringContaining("lost") });
    expect(checks.stripe?.ok).toBe(true);
  });

  test("a migration that was not applied, with the command that applies it", async () => {
    const newest = "0001_append_only.sql";
    await env.DB.prepare("DELETE FROM d1_migrations WHERE name = ?").bind(newest).run();
    const { detail } = (await checksOf({}))["d1 DB"] ?? {};
    await env.DB.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(newest).run();
    expect(detail).toBe(`not applied: ${newest}: npx wrangler d1 migrations apply DB --remote`);
  });

  test("a queue that is not there, and mail without a way", async () => {
    const gone = { send: () => Promise.reject(new Error("Queue not found")) };
    const checks = await checksOf({ REFUND: gone, MAIL_API_KEY: "", MAIL: undefined });
    expect(checks["queue REFUND"]).toEqual({ ok: false, detail: "Error: Queue not found" });
    expect(checks["queue PROVISION"]?.ok).toBe(true);
    expect(checks.mail).toMatchObject({ ok: false });
  });

  test("each further database", async () => {
    const checks = await checksOf({ LEDGER_2: env.DB, LEDGER_1: env.DB });
    expect(Object.keys(checks).filter((name) => name.startsWith("d1"))).toEqual([
      "d1 DB",
      "d1 LEDGER_1",
      "d1 LEDGER_2",
    ]);
  });
});

describe("an engine behind a service binding, as Workers VPC is one", () => {
  /** Nothing listens there: the binding has its own target. */
  const inside = { CGRATES_URL: "http://127.0.0.1:9/jsonrpc" };

  test("is read through it", async () => {
    const checks = await checksOf({ ...inside, CGRATES: env.OCS_BEHIND_BINDING });
    expect(checks["ocs main"]).toMatchObject({
      ok: true,
      detail: expect.stringContaining("it speaks"),
    });
  });

  test("is not reached without it", async () => {
    expect((await checksOf(inside))["ocs main"]).toMatchObject({ ok: false });
  });
});
