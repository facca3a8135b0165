import { beforeEach, describe, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import { approvalId } from "../../src/domain/base/ids.ts";
import type { ApprovableAction } from "../../src/domain/top-up/approval-request.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import { OPERATORS, refTo } from "../fixtures/operators.ts";
import { batchOf, logOf, paid, requested, T0, topUpId } from "./d1-log.ts";
import { one, project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const readModels = createReadModels(databases());
const projectionStore = createProjectionStore(databases());
const write = (events: Parameters<typeof logOf>[1]) =>
  project(projectionStore, [batchOf([logOf(1, events)])]);
const { olga, felix } = OPERATORS;
const asked = (n: number, action: ApprovableAction = "refund"): TopUpEvent => ({
  type: "ApprovalRequested",
  request: {
    approvalId: approvalId(topUpId(1), n),
    action,
    actor: refTo(olga),
    reason: "called",
    reference: null,
    askedAt: T0,
    until: T0 + 1000,
    state: "paid",
    amount: { minor: 7000, currency: "usd" },
  },
});
const waiting = async (brands: "all" | string[] = "all", now = T0) =>
  (await readModels.waitingApprovals(brands, now, 10)).map((one) => one.approvalId);

beforeEach(resetTables);

describe("orders that wait for an approval, as D1 lists them", () => {
  const way = [requested(1), paid(1)];

  test("who, what, how much, until when; for its brands, until it expires", async () => {
    await write([...way, [asked(1)]]);
    expect(await readModels.waitingApprovals("all", T0, 10)).toEqual([
      {
        approvalId: approvalId(topUpId(1), 1),
        serviceId: expect.stringMatching(/^svc_/),
        topUpId: topUpId(1),
        action: "refund",
        person: "olga",
        name: "Olga",
        reason: "called",
        amount: { minor: 7000, currency: "usd" },
        askedAt: T0,
        until: T0 + 1000,
      },
    ]);
    expect(await waiting(["south"])).toEqual([]);
    expect(await waiting(["south", "default"])).toHaveLength(1);
    expect(await waiting("all", T0 + 1000)).toEqual([]);
  });

  test("of two orders for one top-up the newer waits", async () => {
    await write([...way, [asked(1)]]);
    await write([...way, [asked(1)], [asked(2)]]);
    expect(await waiting()).toEqual([approvalId(topUpId(1), 2)]);
  });

  test("none waits once it is approved", async () => {
    const approval = { approvalId: approvalId(topUpId(1), 1), actor: refTo(felix) };
    const acted: TopUpEvent = {
      type: "OperatorActed",
      action: "refund",
      actor: refTo(olga),
      reason: "called",
      approval,
    };
    await write([...way, [asked(1)]]);
    await write([...way, [asked(1)], [acted]]);
    expect(await waiting()).toEqual([]);
    // An older batch that arrives late does not bring it back.
    await write([...way, [asked(1)]]);
    expect(await waiting()).toEqual([]);
  });

  test("none waits once it is rejected, and the service's activity says so", async () => {
    const closed: TopUpEvent = {
      type: "RequestClosed",
      approvalId: approvalId(topUpId(1), 1),
      how: "rejected",
      actor: refTo(felix),
      reason: "not ours to pay",
    };
    await write([...way, [asked(1)], [closed]]);
    expect(await waiting()).toEqual([]);
    expect(await one("SELECT actor, text FROM activity")).toEqual({
      actor: felix.key.name,
      text: expect.stringContaining("order rejected: not ours to pay"),
    });
  });

  test("none waits once the top-up is in another state", async () => {
    await write([...way, [asked(1)]]);
    await write([...way, [asked(1)], [{ type: "ReviewBegan", reason: "dispute" }]]);
    expect(await waiting()).toEqual([]);
  });
});
