import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { raise } from "../../src/adapters/d1/findings.ts";
import { legacyStatus } from "../../src/adapters/d1/legacy-status.ts";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import type { ProjectedTopUp } from "../../src/app/ports/projection-store.ts";
import type { UnfinishedService } from "../../src/app/ports/read-models.ts";
import type { IntentId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import { evolve } from "../../src/domain/top-up/evolve/evolve.ts";
import { isEnded, stateOf } from "../../src/domain/top-up/states.ts";
import type { TopUp } from "../../src/domain/top-up/top-up.ts";
import { newRefund } from "../domain/cells/refund-row.ts";
import { CAST } from "../fixtures/cast.ts";
import {
  batchOf,
  credited,
  logOf,
  paid,
  refunded,
  requested,
  returning,
  T0,
  topUpId,
} from "./d1-log.ts";
import { all, meteredDatabases, one, project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const store = createProjectionStore(databases());
const readModels = createReadModels(databases());
const ADA = CAST.ada.service.id;
const BEN = CAST.ben.service.id;
const raised = (kind: string): TopUpEvent => ({ type: "FindingRaised", kind, detail: "why" });
const projectLogs = (...topUps: ProjectedTopUp[]) => project(store, [batchOf(topUps)]);
const open = () => all("SELECT kind FROM finding WHERE closed_at IS NULL ORDER BY kind");

beforeEach(resetTables);

const STORIES: readonly [string, readonly (readonly TopUpEvent[])[]][] = [
  ["paid", [requested(1), paid(1)]],
  ["crediting", [requested(1), paid(1), credited(1).slice(0, 2)]],
  ["credited", [requested(1), paid(1), credited(1)]],
  ["refunding", [requested(1), paid(1), returning(1)]],
  ["refunded", [requested(1), paid(1), returning(1), [refunded(1)]]],
  ["parked", [requested(1), paid(1), credited(1).slice(0, 2), [{ type: "Parked", why: "x" }]]],
];

describe("given a top-up in any state", () => {
  test.each(STORIES)(
    "then the row of one that is %s equals its folded state",
    async (name, commits) => {
      const whole = logOf(1, commits);
      await projectLogs(whole);
      const state = commits
        .flatMap((events, i) => events.map((event) => ({ event, at: T0 + i * 1000 })))
        .reduce<TopUp | null>((t, { event, at }) => evolve(t, event, at), null)!;
      expect(stateOf(state)).toBe(name);
      expect(await one("SELECT * FROM top_up")).toMatchObject({
        state: name,
        legacy_status: legacyStatus(state),
        ended: isEnded(state) ? 1 : 0,
        state_since: state.since,
        paid_at: state.money?.paidAt,
        return_reason: state.returnReason,
        end_at: state.credit.grant?.endAt ?? null,
        requested_at: state.requestedAt,
        returned_minor: name === "refunded" ? 7000 : 0,
        seq: whole.events.at(-1)?.seq,
      });
      const invoices = await all("SELECT * FROM invoice");
      expect(invoices).toHaveLength(name === "credited" ? 1 : 0);
      expect(await one("SELECT status FROM provisioning_job")).toEqual({
        status: { credited: 0, paid: 1, crediting: 1 }[name] ?? 2,
      });
    },
  );

  test("then one that was never paid costs no row", async () => {
    const meter = meteredDatabases();
    const canceled = [requested(1), [{ type: "TopUpCanceled", why: "age" } as const]];
    await project(createProjectionStore(meter.databases), [batchOf([logOf(1, canceled)])]);
    expect(meter.rowsWritten()).toBe(0);
    expect(await all("SELECT * FROM top_up")).toEqual([]);
  });

  test("then an unpaid one with a finding writes only the finding", async () => {
    await projectLogs(logOf(1, [requested(1), [raised("impossible")]]));
    expect(await all("SELECT * FROM top_up")).toEqual([]);
    expect(await readModels.unresolved("all", 10)).toEqual([
      {
        serviceId: ADA,
        topUpId: topUpId(1),
        state: "canceled",
        since: T0 + 1000,
        findings: ["impossible"],
      },
    ]);
  });
});

describe("given findings", () => {
  test("then those of an unfinished top-up close when it ends", async () => {
    const way = [requested(1), paid(1), [raised("silent")]];
    await projectLogs(logOf(1, way));
    await raise(env.DB, {
      serviceId: ADA,
      topUpId: topUpId(1),
      kind: "dead_letter",
      detail: "x",
      openedAt: T0 + 2500,
    });
    expect(await open()).toEqual([{ kind: "dead_letter" }, { kind: "silent" }]);
    await projectLogs(logOf(1, [...way, credited(1)]));
    expect(await open()).toEqual([]);
  });

  test("then one that was raised after the end stays open for an operator", async () => {
    const way = [requested(1), paid(1), credited(1), [raised("refunded_externally_after_credit")]];
    await projectLogs(logOf(1, way));
    await projectLogs(logOf(1, way));
    expect(await open()).toEqual([{ kind: "refunded_externally_after_credit" }]);
    expect(await readModels.unresolved("all", 10)).toMatchObject([{ state: "credited" }]);
  });

  test("then the same one again is one row, and a closed one is opened again", async () => {
    const found = { serviceId: ADA, topUpId: topUpId(1), kind: "dead_letter", detail: "x" };
    await raise(env.DB, { ...found, openedAt: T0 });
    await raise(env.DB, { ...found, openedAt: T0 + 1 });
    expect(await all("SELECT opened_at FROM finding")).toEqual([{ opened_at: T0 }]);
    await env.DB.prepare("UPDATE finding SET closed_at = ?")
      .bind(T0 + 5)
      .run();
    await raise(env.DB, { ...found, openedAt: T0 + 1 });
    expect(await open()).toEqual([]);
    await raise(env.DB, { ...found, openedAt: T0 + 9 });
    expect(await open()).toEqual([{ kind: "dead_letter" }]);
  });
});

describe("when the sweep and credit reconciliation ask", () => {
  beforeEach(async () => {
    const ben = [requested(2, {}, CAST.ben), paid(2, CAST.ben)];
    await project(store, [
      batchOf([logOf(1, [requested(1), paid(1), credited(1)])]),
      batchOf([logOf(2, ben)], CAST.ben),
    ]);
  });

  test("then they get the intents of ended top-ups, out of lists of any length", async () => {
    const many = Array.from({ length: 500 }, (_, i): IntentId => `pi_other_${i}`);
    expect(await readModels.endedIntents([...many, "pi_1", "pi_2"])).toEqual(new Set(["pi_1"]));
    expect(await readModels.endedIntents([])).toEqual(new Set());
  });

  test("then a surplus intent counts only when it is refunded", async () => {
    const row = newRefund(
      {
        refundId: "rfd_1",
        intentId: "pi_double",
        purpose: "surplus",
        amount: { minor: 7000, currency: "usd" },
      },
      T0,
    );
    const twice = [requested(1), paid(1), credited(1), [{ type: "RefundRequested", row } as const]];
    await projectLogs(logOf(1, twice));
    expect(await readModels.endedIntents(["pi_1", "pi_double"])).toEqual(new Set());
    expect(await readModels.serviceOf({ intentId: "pi_double" })).toMatchObject({
      serviceId: ADA,
    });
    await projectLogs(logOf(1, [...twice, [refunded(1)]]));
    expect(await readModels.endedIntents(["pi_1", "pi_double"])).toEqual(
      new Set(["pi_1", "pi_double"]),
    );
  });

  test("then a payment that a bank is still sending is known, but is not unfinished", async () => {
    const waiting: TopUpEvent = { type: "PaymentProcessing", intentId: "pi_9" };
    await projectLogs(logOf(9, [requested(9), [waiting]]));
    expect(await one("SELECT legacy_status FROM top_up WHERE state = 'processing'")).toEqual({
      legacy_status: "Pending",
    });
    expect(await readModels.unfinishedServices(null, 10)).toMatchObject([{ serviceId: BEN }]);
    expect(await readModels.unresolved("all", 10)).toHaveLength(1);
  });

  test("then unfinished services come in the order of their oldest top-up", async () => {
    expect(await readModels.unfinishedServices(null, 10)).toMatchObject([{ serviceId: BEN }]);
    expect(await readModels.unresolved("all", 10)).toEqual([
      { serviceId: BEN, topUpId: topUpId(2), state: "paid", since: T0 + 1000, findings: [] },
    ]);
  });

  test("then a list is of the brands of the key that asks", async () => {
    const never = { serviceId: ADA, topUpId: topUpId(8), kind: "dead_letter", detail: "refused" };
    await raise(env.DB, { ...never, openedAt: T0 });
    const listed = async (brands: "all" | string[]) =>
      (await readModels.unresolved(brands, 10)).map((row) => row.topUpId);
    expect(await listed("all")).toEqual([topUpId(8), topUpId(2)]);
    expect(await listed(["north", "default"])).toEqual([topUpId(8), topUpId(2)]);
    expect(await listed(["north"])).toEqual([]);
    await raise(env.DB, { ...never, serviceId: `svc_${"z".repeat(26)}`, openedAt: T0 });
    expect(await listed("all")).toHaveLength(3);
    expect(await listed(["default"])).toHaveLength(2);
  });

  test("then services with an end that lies ahead come in pages", async () => {
    expect(await readModels.servicesToReconcile(T0, "", 10)).toEqual([ADA]);
    expect(await readModels.servicesToReconcile(T0, ADA, 10)).toEqual([]);
    expect(await readModels.servicesToReconcile(T0 + 8 * DAY_MS, "", 10)).toEqual([]);
  });

  test("then unfinished top-ups come page by page, oldest first, across the ledgers", async () => {
    await projectLogs(logOf(7, [requested(7), paid(7)]), logOf(8, [requested(8), paid(8)]));
    const all = await readModels.unfinishedServices(null, 10);
    expect(new Set(all.map(({ serviceId }) => serviceId)).size).toBeGreaterThan(1);
    expect(all).toEqual(all.toSorted((a, b) => a.requestedAt - b.requestedAt));
    const paged: UnfinishedService[] = [];
    for (let page = await readModels.unfinishedServices(null, 1); page[0]; ) {
      paged.push(page[0]);
      page = await readModels.unfinishedServices(page[0], 1);
    }
    // Top-ups of one service at one instant are one row: its object is woken once.
    const rows = (of: readonly UnfinishedService[]) =>
      new Set(of.map((one) => JSON.stringify(one)));
    expect(rows(paged)).toEqual(rows(all));
    expect(paged).toHaveLength(rows(all).size);
  });

  test("then services with recent credits at an engine come page by page", async () => {
    const recent = (engines: string[], after = topUpId(0), limit = 10) =>
      readModels.recentServices({ engines, after, limit });
    expect(await recent(["main"])).toEqual({ services: [ADA], next: null });
    expect(await recent(["main"], topUpId(9))).toEqual({ services: [], next: null });
    expect(await recent(["other"])).toEqual({ services: [], next: null });
    const { next } = await recent(["main"], topUpId(0), 1);
    expect(next).toBe(topUpId(1));
  });

  test("then a top-up or an intent leads to its service", async () => {
    const ben = { serviceId: BEN, brand: "default" };
    expect(await readModels.serviceOf({ topUpId: topUpId(2) })).toEqual(ben);
    expect(await readModels.serviceOf({ intentId: "pi_2" })).toEqual(ben);
    expect(await readModels.serviceOf({ topUpId: topUpId(9) })).toBeNull();
    expect(await readModels.serviceOf({ intentId: "pi_9" })).toBeNull();
  });
});
