/** An engine on two nodes loses writes: where it shows, recent credits are compared often. */
import { describe, expect, test } from "vitest";
import type { System } from "../../src/app/base/actor.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import { provision } from "../../src/app/provisioning/provision.ts";
import { reconcileCredits } from "../../src/app/reconciliation/reconcile-credits.ts";
import { reconcileRecentCredits } from "../../src/app/reconciliation/reconcile-recent-credits.ts";
import type { WriteAnswer } from "../../src/domain/ocs/reading.ts";
import { runAt } from "./fake-cron.ts";
import { account, NOW, TestBackend } from "./test-backend.ts";

const CRON: System = { kind: "system", trigger: "cron" };
const HERE = { ocs: "north", tenant: "cgrates.org", account: "a" };
const SERVICE = `svc_${"0".repeat(26)}` as const;
const TOP_UP = `top_${"0".repeat(26)}` as const;

/** One object that finds its credit missing as often as `losses` says. */
function world({ losses = 1, after = "crediting", said = "OK" } = {}) {
  const backend = new TestBackend();
  const sent: string[] = [];
  const asked: unknown[] = [];
  let left = losses;
  const { tryMs, ocsCallMs: callMs } = backend.ports.settings.timings;
  const budget = { tryMs, callMs };
  const object = {
    claimTopUp: async () => ({ kind: "grant", fence: 1, account: HERE, budget }),
    grantCredit: async () => ({ kind: "send", body: "bytes" }),
    recordEvidence: async () => ({ state: after }),
    creditsToReconcile: async () => [{ topUpId: TOP_UP, account: HERE }],
    recordReconciliation: async () => ({ resend: left-- > 0 ? "the same bytes" : null }),
  };
  const answer: WriteAnswer = { kind: "answered", text: said };
  const changed = {
    ...backend.ports,
    objects: { of: () => object },
    ocs: {
      read: async () => account(1),
      write: async (_account: unknown, bytes: string) => {
        sent.push(bytes);
        return answer;
      },
    },
    readModels: {
      servicesToReconcile: async (_now: number, from: string) => (from === "" ? [SERVICE] : []),
      recentServices: async (wanted: unknown) => {
        asked.push(wanted);
        return { services: [SERVICE], next: null };
      },
    },
  };
  const ports = Object.assign(Object.create(null) as Ports, changed);
  const findings = () => [...backend.deploymentFindings.found.values()];
  return { backend, ports, sent, asked, findings };
}
const LOSES = { kind: "engine_loses_writes", subject: "ocs/north" };
const ref = { serviceId: SERVICE, topUpId: TOP_UP };

describe("an engine that loses writes is named by a finding", () => {
  test("given a write answered OK that the reading does not show", async () => {
    const { ports, findings } = world();
    await provision(ports, ref);
    expect(findings()).toMatchObject([LOSES]);
  });

  test("given a credit that the nightly reconciliation misses", async () => {
    const { ports, findings, sent } = world();
    await reconcileCredits(ports, CRON, runAt("credits", NOW));
    expect(findings()).toMatchObject([LOSES]);
    expect(sent).toEqual(["the same bytes"]);
  });

  test("given the credit is there, or the engine did not say OK: no finding", async () => {
    for (const change of [{ after: "credited" }, { said: "PARTIALLY_EXECUTED" }]) {
      const { ports, findings } = world({ losses: 0, ...change });
      await provision(ports, ref);
      await reconcileCredits(ports, CRON, runAt("credits", NOW));
      expect(findings()).toEqual([]);
    }
  });
});

describe("the run of every five minutes", () => {
  test("given no engine loses writes: it reads nothing", async () => {
    const { ports, asked } = world();
    expect(await reconcileRecentCredits(ports, CRON, runAt("recent_credits", NOW))).toMatchObject({
      ended: true,
    });
    expect(asked).toEqual([]);
  });

  test("given one does: its credits of the last hour are compared, a bounded number", async () => {
    const { ports, asked, sent } = world({ losses: 2 });
    await provision(ports, ref);
    expect(await reconcileRecentCredits(ports, CRON, runAt("recent_credits", NOW))).toMatchObject({
      ended: true,
    });
    expect(sent).toEqual(["bytes", "the same bytes"]);
    expect(asked).toMatchObject([{ engines: ["north"], limit: 100 }]);
  });

  test("given a day has passed: the finding is closed, and nothing is read", async () => {
    const { backend, ports, asked, findings } = world();
    await provision(ports, ref);
    backend.now = NOW + 24 * 3_600_000 + 1;
    expect(await reconcileRecentCredits(ports, CRON, runAt("recent_credits", NOW))).toMatchObject({
      ended: true,
    });
    expect(asked).toEqual([]);
    expect(findings()).toEqual([]);
  });
});
