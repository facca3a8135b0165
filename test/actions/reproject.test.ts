import { describe, expect, test } from "vitest";
import { refundByOperator } from "../../src/actions/operate.ts";
import type { Ports, StripeEvent } from "../../src/actions/ports.ts";
import { project } from "../../src/actions/project.ts";
import type { Books, ProjectionBatch } from "../../src/actions/register-port.ts";
import { reprojectPage, reprojectService } from "../../src/actions/reproject.ts";
import { NUMBER_KEEPER, type ServiceObject } from "../../src/actions/service-object-port.ts";
import { settleTopUp } from "../../src/actions/settle-top-up.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { FakeHouse, NOW, SERVICE_ID } from "./fake-house.ts";
import { codeOf, intentOf, open, refTo } from "./journeys.ts";

const kim = { actor: "kim", reason: "restored the night's backup" };

const OTHER_SESSION = `ses_${"1".repeat(26)}`;

/** A top-up that was paid and refunded; D1 was told of it. */
async function refunded() {
  const house = new FakeHouse();
  const { port } = house.object;
  const opened = await open(house);
  const ref = refTo(opened);
  house.stripe.pay(intentOf(opened));
  await settleTopUp(house.ports, ref);
  await refundByOperator(house.ports, { ...ref, actor: "kim", reason: "asked", second: null });
  const { refundId = "" } = (await port.stripeWork(ref)).refunds[0] ?? {};
  const outcome = { kind: "succeeded", stripeRefundId: "re_1" } as const;
  await port.refundAnswered({ ...ref, refundId, outcome });
  const written = await port.projection();
  if (written) await port.projected({ ...written, invoices: [] });
  return { house, port, ref, opened };
}
const changed = (house: FakeHouse, books: Partial<Books>, objects = house.ports.objects): Ports =>
  ({ ...house.ports, objects, books: { ...house.ports.books, ...books } }) satisfies Ports;

describe("one service is told to begin anew", () => {
  test("given it was all written: it is all due again, and who and why are recorded", async () => {
    const { house, port, ref } = await refunded();
    expect(await port.projection()).toBeNull();
    const told = await reprojectService(house.ports, { serviceId: SERVICE_ID, ...kim });
    expect(told).toEqual({ ok: true, value: { due: 1, failed: [], after: null } });
    const batch = await port.projection();
    expect(batch?.topUps.map((t) => t.topUpId)).toEqual([ref.topUpId]);
    expect(batch?.topUps[0]?.events[0]?.type).toBe("TopUpRequested");
    const line = (await port.evidence(ref))?.log.at(-1);
    expect(line).toMatchObject({ type: "OperatorActed", body: { action: "reproject", ...kim } });
  });

  test("given no reason, or a service that never sold: refused", async () => {
    const house = new FakeHouse();
    const silent = { serviceId: SERVICE_ID, actor: "kim", reason: " " };
    expect(codeOf(await reprojectService(house.ports, silent))).toBe("reason_needed");
    expect(codeOf(await reprojectPage(house.ports, { ...silent, after: "" }))).toBe(
      "reason_needed",
    );
    const nothing = await reprojectService(house.ports, { serviceId: SERVICE_ID, ...kim });
    expect(codeOf(nothing)).toBe("not_found");
  });
});

describe("all services are told, page by page", () => {
  const ids = Array.from({ length: 230 }, (_, i) => `svc_${String(i).padStart(26, "0")}`);

  test("given some only in the register and some only with the keeper: each one once", async () => {
    const house = new FakeHouse();
    house.registered = ids.filter((_, i) => i % 3 !== 0);
    const forgotten = ids.filter((_, i) => i % 2 === 0);
    const invoices = forgotten.map((serviceId, i) => ({
      ...{ serviceId, topUpId: `top_${i}`, brand: "default", above: 0 },
    }));
    await house.keeper.numberInvoices({ invoices });
    const told: string[] = [];
    const silent = ids[4] ?? "";
    const of = (id: string) => {
      if (id === NUMBER_KEEPER) return house.keeper;
      const reproject = async () => {
        if (id === silent) throw new Error("no answer");
        told.push(id);
        return id === ids[5] ? "empty" : "due";
      };
      return { reproject } as object as ServiceObject;
    };
    const ports = changed(house, {}, { of });
    const pages: { due: number; failed: readonly string[] }[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page = await reprojectPage(ports, { ...kim, after });
      if (!page.ok) throw new Error(page.error.code);
      pages.push(page.value);
      after = page.value.after;
    }
    const expected = ids.filter((id, i) => (i % 3 !== 0 || i % 2 === 0) && id !== silent);
    expect(told.toSorted()).toEqual(expected);
    expect(pages).toHaveLength(2);
    expect(pages.flatMap((page) => page.failed)).toEqual([silent]);
    expect(pages.reduce((sum, page) => sum + page.due, 0)).toBe(expected.length - 1);
  });
});

describe("the projection and its numbers", () => {
  const invoice = (topUpId: string) => ({ topUpId, serviceId: SERVICE_ID, brand: "b", above: 0 });

  test("given D1 fails after numbers were given: the next batch brings the same", async () => {
    const { house, port, ref } = await refunded();
    const brought: unknown[] = [];
    let down = true;
    const ports = changed(house, {
      unnumbered: async (batches) =>
        batches.flatMap((b) => b.topUps.map((t) => invoice(t.topUpId))),
      project: async (_batches, numbers) => {
        brought.push(numbers);
        if (down) throw new Error("D1 is down");
        return [];
      },
    });
    await reprojectService(ports, { serviceId: SERVICE_ID, ...kim });
    await expect(project(ports, [SERVICE_ID])).rejects.toThrow("D1 is down");
    down = false;
    await project(ports, [SERVICE_ID]);
    expect(brought).toEqual([
      [{ topUpId: ref.topUpId, number: 1 }],
      [{ topUpId: ref.topUpId, number: 1 }],
    ]);
    expect(await port.projection()).toBeNull();
  });

  test("given a batch on its way when D1 is restored: it does not count as told", async () => {
    const { house, port, ref } = await refunded();
    await reprojectService(house.ports, { serviceId: SERVICE_ID, ...kim });
    const early = await port.projection();
    await reprojectService(house.ports, { serviceId: SERVICE_ID, ...kim });
    await port.projected({ ...(early as ProjectionBatch), invoices: [] });
    const late = await port.projection();
    expect(late?.topUps.map((t) => t.topUpId)).toEqual([ref.topUpId]);
    await port.projected({ ...(late as ProjectionBatch), invoices: [] });
    expect(await port.projection()).toBeNull();
  });

  test("given its number comes with such a batch: the number is kept all the same", async () => {
    const { house, port, ref } = await refunded();
    const invoices = [{ topUpId: ref.topUpId, invoiceNumber: "INV-000007" }];
    await port.projected({ seq: 1, round: -1, invoices });
    expect((await port.evidence(ref))?.topUp.invoiceNumber).toBe("INV-000007");
    expect(house.object.core.projectionDueAt()).toBeNull();
  });
});

describe("the sweep finds out by itself", () => {
  async function swept(endedIntents: Books["endedIntents"]) {
    const { house, port, ref, opened } = await refunded();
    const intentId = intentOf(opened);
    const event: StripeEvent = {
      ...{ id: "evt_1", type: "payment_intent.succeeded", createdAt: NOW, livemode: false },
      ...{ intentId, refund: null, mark: (await house.stripe.readIntent(intentId))?.mark ?? null },
    };
    Object.assign(house.stripe, { listEvents: async () => [event] });
    const ports = changed(house, { endedIntents, unfinishedServices: async () => [] });
    Object.assign(port, { poke: async () => {} });
    await sweep(ports, { windowMs: 60_000 });
    return { port, ref, calls: house.object.calls };
  }

  test("given D1 has no end of what has ended: all of that service is told again", async () => {
    const { port, ref } = await swept(async () => new Set());
    expect((await port.projection())?.topUps.map((t) => t.topUpId)).toEqual([ref.topUpId]);
    // On its way already: the next event of the same service says nothing new.
    expect(await port.unseen(ref)).toBe("nothing");
  });

  test("given only another top-up of the service is on its way: all are told again", async () => {
    const { house, port, ref } = await refunded();
    const other = await open(house, { idempotencyKey: "key-00000002", sessionId: OTHER_SESSION });
    house.stripe.pay(intentOf(other));
    await settleTopUp(house.ports, refTo(other));
    const { topUpId } = refTo(other);
    expect((await port.projection())?.topUps.map((t) => t.topUpId)).toEqual([topUpId]);
    expect(await port.unseen(ref)).toBe("due");
    expect((await port.projection())?.topUps.map((t) => t.topUpId)).toEqual([ref.topUpId, topUpId]);
  });

  test("given D1 knows the end, or does not answer: nothing is told", async () => {
    const known = await swept(async (intentIds) => new Set(intentIds));
    expect(known.calls).not.toContain("unseen");
    const down = await swept(async () => Promise.reject(new Error("D1 is down")));
    expect(down.calls).not.toContain("unseen");
    expect(await down.port.projection()).toBeNull();
  });
});
