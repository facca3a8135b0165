/** Each alert: what opens it, told once, and what ends it, told once. */
import { describe, expect, test } from "vitest";
import { ALERT_RULES } from "../../src/app/alert/rules.ts";
import { projectServices } from "../../src/app/ledger/project-services.ts";
import { receiveDeadLetter } from "../../src/app/recovery/receive-dead-letter.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/base/time.ts";
import { read } from "../architecture/support/files.ts";
import { hasHeading, headings } from "../architecture/support/prose.ts";
import { AlertWorld, CRON } from "./alert-world.ts";
import { account, SERVICE_ID } from "./test-backend.ts";

interface Case {
  readonly alert: string;
  /** How many evaluations after the cause it opens; it recovers after two good ones. */
  readonly runs: number;
  readonly cause: (world: AlertWorld) => unknown;
  readonly end: (world: AlertWorld) => unknown;
}

const finding = (kind: string, subject: string) => (world: AlertWorld) =>
  world.d1.all("INSERT INTO deployment_finding VALUES (?, ?, 'detail', 1, NULL)", kind, subject);
const closeFindings = (world: AlertWorld) =>
  world.d1.all("UPDATE deployment_finding SET closed_at = 2");
const later = (world: AlertWorld, ms: number) => {
  world.backend.now += ms;
};
const setState = (world: AlertWorld, state: string) =>
  world.ledger.all(
    "UPDATE top_up SET state = ?, ended = 1, ended_at = 1 WHERE state <> 'credited'",
    state,
  );

/** An object has waited for its place in D1 since then; D1 answers again, or not. */
async function projectLate(world: AlertWorld, ms: number): Promise<void> {
  const due = world.backend.now - ms;
  const batch = { serviceId: SERVICE_ID, seq: 1, resendNumber: 0, dueAt: due, topUps: [] };
  const object = { unprojected: async () => batch, recordProjected: async () => {} };
  const objects = { ...world.ports.objects, of: () => object as never };
  await projectServices({ ...world.ports, objects }, CRON, [SERVICE_ID]);
}

const CASES: readonly Case[] = [
  {
    alert: "success_rate",
    runs: 2,
    cause: (world) => {
      for (let n = 0; n < 10; n++) world.putTopUp({ state: "credited" });
      for (let n = 0; n < 3; n++) {
        world.putTopUp({ state: "refunded", return_reason: "ocs_silent" });
      }
    },
    end: (world) => later(world, 2 * HOUR_MS),
  },
  {
    alert: "unresolved_old",
    runs: 1,
    cause: (world) => {
      world.putTopUp({ state: "crediting" });
      later(world, 31 * MINUTE_MS);
    },
    end: (world) => setState(world, "refunded"),
  },
  {
    alert: "refund_failing",
    runs: 1,
    cause: (world) => world.putTopUp({ state: "refund_failed" }),
    end: (world) => setState(world, "refunded"),
  },
  {
    alert: "dead_letters",
    runs: 1,
    cause: ({ ports }) => {
      const objects = { ...ports.objects, of: () => ({ wake: async () => {} }) as never };
      const message = { serviceId: SERVICE_ID, topUpId: null, queue: "edge-topup-dead" };
      return receiveDeadLetter({ ...ports, objects }, CRON, message);
    },
    end: (world) => later(world, 15 * MINUTE_MS),
  },
  {
    alert: "ocs_unanswering",
    runs: 2,
    cause: ({ backend }) => {
      backend.reading = { kind: "unreadable", at: 0, why: "timeout after 5000 ms" };
    },
    end: ({ backend }) => {
      backend.reading = account(2);
    },
  },
  {
    alert: "d1_unanswering",
    runs: 2,
    cause: ({ backend }) => {
      backend.watch.databaseDown = true;
    },
    end: ({ backend }) => {
      backend.watch.databaseDown = false;
    },
  },
  {
    alert: "projection_late",
    runs: 2,
    cause: (world) => projectLate(world, 11 * MINUTE_MS),
    end: (world) => later(world, 15 * MINUTE_MS),
  },
  {
    alert: "ledger_filling",
    runs: 1,
    cause: finding("ledger_nearly_full", "LEDGER_1"),
    end: closeFindings,
  },
  {
    alert: "sales_stopped",
    runs: 1,
    cause: finding("deployment_id_conflict", "deployment"),
    end: closeFindings,
  },
  {
    alert: "deployment_findings",
    runs: 1,
    cause: finding("bad_row", "offer/off_1"),
    end: closeFindings,
  },
  {
    alert: "webhook_endpoint_failing",
    runs: 1,
    cause: (world) =>
      world.d1.all(
        `INSERT INTO webhook_endpoint VALUES ('whe_1', 'https://a.example.net', '', '["*"]', NULL,
         '[]', 0, 'failing', 1, 1, 'key_1', 1)`,
      ),
    end: (world) =>
      world.d1.all("UPDATE webhook_endpoint SET enabled = 1, disabled_because = NULL"),
  },
];

describe.each(CASES)("$alert", ({ alert, runs, cause, end }) => {
  const summary = ALERT_RULES.find(({ id }) => id === alert)?.summary ?? "";

  test("opens once, is told once, recovers once, and is told once", async () => {
    const world = new AlertWorld();
    expect(await world.run({ times: 3 })).toEqual([]);
    await cause(world);
    expect(await world.run({ times: runs - 1 })).toEqual([]);
    expect(await world.run()).toEqual([alert]);
    expect(world.subjects()).toEqual([expect.stringContaining(summary)]);
    await end(world);
    expect(await world.run()).toEqual([alert]);
    expect(await world.run()).toEqual([]);
    expect(world.subjects()).toEqual([expect.stringContaining(`recovered: ${summary}`)]);
    await world.run({ times: 3 });
    expect(world.subjects()).toEqual([]);
  });
});

describe("what must not be silent", () => {
  test("no sweep for 20 minutes: cron_heartbeat, until one ends", async () => {
    const world = new AlertWorld();
    await world.run();
    expect(await world.run({ beats: false, times: 4 })).toEqual([]);
    expect(await world.run({ beats: false })).toEqual(["cron_heartbeat"]);
    expect(world.subjects()).toHaveLength(1);
    expect(await world.run({ times: 2 })).toEqual([]);
    expect(world.subjects()).toEqual([expect.stringContaining("recovered: ")]);
  });

  test("credits that are not compared for 50 hours: credits_not_audited", async () => {
    const world = new AlertWorld();
    await world.run();
    later(world, 50 * HOUR_MS);
    world.ports.signals.note("sweep_finished");
    expect(await world.run({ beats: false })).toEqual(["credits_not_audited"]);
    expect(await world.run({ times: 2 })).toEqual([]);
  });

  test("no webhook for an hour while payments succeed: webhooks_silent, until one comes", async () => {
    const world = new AlertWorld();
    await world.run();
    const quiet = async () => {
      world.ports.signals.note("sweep_finished");
      return world.run({ beats: false });
    };
    for (let n = 0; n < 12; n++) expect(await quiet()).toEqual([]);
    expect(await quiet(), "no payment, so nothing is missed").toEqual([]);
    for (let n = 0; n < 3; n++) world.putTopUp({ state: "credited" });
    expect(await quiet()).toEqual([]);
    expect(await quiet()).toEqual(["webhooks_silent"]);
    expect(await world.run({ times: 2 })).toEqual([]);
  });

  test("a new deployment is not late with anything: silence counts from its first run", async () => {
    const world = new AlertWorld();
    expect(await world.run({ beats: false, times: 4 })).toEqual([]);
    expect(await world.run({ beats: false, times: 2 })).toEqual(["cron_heartbeat"]);
  });
});

describe("what wakes no operator", () => {
  test.each([
    ["a bank that takes a day for a refund", { state: "refunding" }],
    ["a payment in review", { state: "in_review" }],
    ["a payment on its way at the bank", { state: "processing", paid_at: null }],
  ])("%s", async (_what, row) => {
    const world = new AlertWorld();
    await world.run();
    world.putTopUp(row);
    later(world, DAY_MS);
    expect(await world.run()).toEqual([]);
  });

  test("refunds that customers asked for, or two failures in a small shop", async () => {
    const world = new AlertWorld();
    for (let n = 0; n < 9; n++) world.putTopUp({ state: "refunded", return_reason: "customer" });
    for (let n = 0; n < 2; n++) world.putTopUp({ state: "refunded", return_reason: "ocs_silent" });
    expect(await world.run({ times: 3 })).toEqual([]);
  });

  test("advice among the findings", async () => {
    const world = new AlertWorld();
    finding("brand_incomplete", "brand/default")(world);
    expect(await world.run({ times: 3 })).toEqual([]);
  });
});

describe("the table of rules", () => {
  test("every rule has a heading in the runbook and a test here", () => {
    const titles = headings(read("src/docs/runbook.md"));
    const tested = read("test/app/alert-rules.test.ts");
    const ids = ALERT_RULES.map(({ id }) => id);
    expect(ids.filter((id) => !hasHeading(titles, id))).toEqual([]);
    expect(ids.filter((id) => !tested.includes(`"${id}"`))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("the runbook's table of alerts is this table", () => {
    const runbook = read("src/docs/runbook.md");
    const rows = ALERT_RULES.map(
      ({ id, severity, measures, threshold, window }) =>
        `| [${id}](#${id}) | ${severity} | ${measures} | ${threshold} | ${window} |`,
    );
    expect(rows.filter((row) => !runbook.includes(row))).toEqual([]);
  });
});
