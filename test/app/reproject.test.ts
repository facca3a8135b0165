import { describe, expect, test } from "vitest";
import { refOf } from "../../src/app/base/actor.ts";
import { projectServices } from "../../src/app/ledger/project-services.ts";
import { refundTopUp } from "../../src/app/operator/refund-top-up.ts";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import type { StripeEvent } from "../../src/app/ports/payments.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { ProjectionBatch, ProjectionStore } from "../../src/app/ports/projection-store.ts";
import type { ReadModels, ServiceCursor } from "../../src/app/ports/read-models.ts";
import type { ServiceObject } from "../../src/app/ports/service-object.ts";
import { reprojectPage } from "../../src/app/recovery/reproject-page.ts";
import { reprojectService } from "../../src/app/recovery/reproject-service.ts";
import { type ServiceId, type SessionId, type TopUpId, toId } from "../../src/domain/base/ids.ts";
import { customer, operator, QUEUE } from "./actors.ts";
import { runSweep } from "./fake-cron.ts";
import { codeOf, intentOf, openTopUp, refTo } from "./journeys.ts";
import { NOW, SERVICE_ID, TestBackend } from "./test-backend.ts";

const kim = operator("kim");
const reason = "restored the night's backup";

const OTHER_SESSION: SessionId = `ses_${"1".repeat(26)}`;

/** A top-up that was paid and refunded, and projected to D1. */
async function refunded() {
  const backend = new TestBackend();
  const { port } = backend.object;
  const opened = await openTopUp(backend);
  const ref = refTo(opened);
  backend.stripe.pay(intentOf(opened));
  await syncTopUp(backend.ports, customer(), ref);
  await refundTopUp(backend.ports, kim, { ...ref, reason: "asked" });
  const { refundId = "rfd_none" } = (await port.pendingStripeCalls(ref)).refunds[0] ?? {};
  const outcome = { kind: "succeeded", stripeRefundId: "re_1" } as const;
  await port.recordRefund({ ...ref, refundId, outcome });
  const written = await port.unprojected();
  if (written) await port.recordProjected({ ...written, invoices: [] });
  return { backend, port, ref, opened };
}
interface Changes {
  readonly projectionStore?: Partial<ProjectionStore>;
  readonly readModels?: Partial<ReadModels>;
}
const changed = (
  backend: TestBackend,
  { projectionStore, readModels }: Changes,
  objects = backend.ports.objects,
): Ports => ({
  ...backend.ports,
  objects,
  projectionStore: { ...backend.ports.projectionStore, ...projectionStore },
  readModels: { ...backend.ports.readModels, ...readModels },
});

describe("one service is ordered to send all again", () => {
  test("given it was all written: it is all due again, and who and why are recorded", async () => {
    const { backend, port, ref } = await refunded();
    expect(await port.unprojected()).toBeNull();
    const answer = await reprojectService(backend.ports, kim, { serviceId: SERVICE_ID, reason });
    expect(answer).toEqual({ ok: true, value: { due: 1, failed: [], after: null } });
    const batch = await port.unprojected();
    expect(batch?.topUps.map((t) => t.topUpId)).toEqual([ref.topUpId]);
    expect(batch?.topUps[0]?.events[0]?.type).toBe("TopUpRequested");
    const line = (await port.getEvidence(ref))?.log.at(-1);
    expect(line).toMatchObject({
      type: "OperatorActed",
      body: { action: "reproject", actor: refOf(kim), reason },
    });
  });

  test("given no reason, or a service that never sold: refused", async () => {
    const backend = new TestBackend();
    const silent = { serviceId: SERVICE_ID, reason: " " };
    expect(codeOf(await reprojectService(backend.ports, kim, silent))).toBe("reason_needed");
    expect(codeOf(await reprojectPage(backend.ports, kim, { ...silent, after: "" }))).toBe(
      "reason_needed",
    );
    const nothing = await reprojectService(backend.ports, kim, { serviceId: SERVICE_ID, reason });
    expect(codeOf(nothing)).toBe("not_found");
  });
});

describe("all services are ordered, page by page", () => {
  const ids = Array.from(
    { length: 230 },
    (_, i): ServiceId => `svc_${String(i).padStart(26, "0")}`,
  );

  test("given some only in the register, some only in the sequence: each one once", async () => {
    const backend = new TestBackend();
    backend.registered = ids.filter((_, i) => i % 3 !== 0);
    const forgotten = ids.filter((_, i) => i % 2 === 0);
    const invoices = forgotten.map((serviceId, i) => ({
      serviceId,
      topUpId: toId("top", `top_${i}`),
      brand: i % 2 === 0 ? "default" : "north",
      above: 0,
    }));
    for (const [brand, theirs] of Map.groupBy(invoices, (one) => one.brand)) {
      await backend.ports.objects.invoiceSequence(brand).numberInvoices({ invoices: theirs });
    }
    backend.knownBrands = ["north"];
    const ordered: string[] = [];
    const silent = ids[4] ?? "";
    const of = (id: string) => {
      const reproject = async () => {
        if (id === silent) throw new Error("no answer");
        ordered.push(id);
        return id === ids[5] ? "empty" : "due";
      };
      return { reproject } as object as ServiceObject;
    };
    const ports = changed(backend, {}, { ...backend.ports.objects, of });
    const pages: { due: number; failed: readonly string[] }[] = [];
    for (let after: ServiceCursor | null = ""; after !== null; ) {
      const page = await reprojectPage(ports, kim, { reason, after });
      if (!page.ok) throw new Error(page.error.code);
      pages.push(page.value);
      after = page.value.after;
    }
    const expected = ids.filter((id, i) => (i % 3 !== 0 || i % 2 === 0) && id !== silent);
    expect(ordered.toSorted()).toEqual(expected);
    expect(pages).toHaveLength(2);
    expect(pages.flatMap((page) => page.failed)).toEqual([silent]);
    expect(pages.reduce((sum, page) => sum + page.due, 0)).toBe(expected.length - 1);
  });
});

describe("the projection and its numbers", () => {
  const invoice = (topUpId: TopUpId) => ({ topUpId, serviceId: SERVICE_ID, brand: "b", above: 0 });

  test("given D1 fails after numbers were given: the next batch brings the same", async () => {
    const { backend, port, ref } = await refunded();
    const brought: unknown[] = [];
    let down = true;
    const ports = changed(backend, {
      projectionStore: {
        unnumbered: async (batches) =>
          batches.flatMap((b) => b.topUps.map((t) => invoice(t.topUpId))),
        project: async (_batches, numbers) => {
          brought.push(numbers);
          if (down) throw new Error("D1 is down");
          return [];
        },
      },
    });
    await reprojectService(ports, kim, { serviceId: SERVICE_ID, reason });
    const unwritten = await projectServices(ports, QUEUE, [SERVICE_ID]);
    expect(unwritten.get(SERVICE_ID)).toMatchObject({ fault: new Error("D1 is down") });
    down = false;
    await projectServices(ports, QUEUE, [SERVICE_ID]);
    expect(brought).toEqual([
      [{ topUpId: ref.topUpId, number: 1 }],
      [{ topUpId: ref.topUpId, number: 1 }],
    ]);
    expect(await port.unprojected()).toBeNull();
  });

  test("given invoices of two brands in one batch: each brand counts for itself", async () => {
    const { backend } = await refunded();
    const brought: unknown[] = [];
    const ids: readonly TopUpId[] = ["top_1", "top_2", "top_3"];
    const ports = changed(backend, {
      projectionStore: {
        unnumbered: async () =>
          ids.map((id, i) => ({ ...invoice(id), brand: i === 1 ? "south" : "north" })),
        project: async (_batches, numbers) => {
          brought.push(...numbers);
          return [];
        },
      },
    });
    await reprojectService(ports, kim, { serviceId: SERVICE_ID, reason });
    await projectServices(ports, QUEUE, [SERVICE_ID]);
    expect(brought).toEqual([
      { topUpId: "top_1", number: 1 },
      { topUpId: "top_3", number: 2 },
      { topUpId: "top_2", number: 1 },
    ]);
    const sequences = [...backend.keyed.keys()].filter((name) => name.startsWith("sequence:"));
    expect(sequences).toEqual(["sequence:north", "sequence:south"]);
  });

  test("given a batch on its way when D1 is restored: it does not count as projected", async () => {
    const { backend, port, ref } = await refunded();
    await reprojectService(backend.ports, kim, { serviceId: SERVICE_ID, reason });
    const early = await port.unprojected();
    await reprojectService(backend.ports, kim, { serviceId: SERVICE_ID, reason });
    await port.recordProjected({ ...(early as ProjectionBatch), invoices: [] });
    const late = await port.unprojected();
    expect(late?.topUps.map((t) => t.topUpId)).toEqual([ref.topUpId]);
    await port.recordProjected({ ...(late as ProjectionBatch), invoices: [] });
    expect(await port.unprojected()).toBeNull();
  });

  test("given its number comes with such a batch: the number is kept all the same", async () => {
    const { backend, port, ref } = await refunded();
    const invoices = [{ topUpId: ref.topUpId, invoiceNumber: "INV-000007" }];
    await port.recordProjected({ seq: 1, resendNumber: -1, invoices });
    expect((await port.getEvidence(ref))?.topUp.invoiceNumber).toBe("INV-000007");
    expect(backend.object.core.projectionDueAt()).toBeNull();
  });
});

describe("the sweep finds out by itself", () => {
  async function swept(endedIntents: ReadModels["endedIntents"]) {
    const { backend, port, ref, opened } = await refunded();
    const intentId = intentOf(opened);
    const event: StripeEvent = {
      id: "evt_1",
      type: "payment_intent.succeeded",
      createdAt: NOW,
      livemode: false,
      intentId,
      refund: null,
      metadata: (await backend.stripe.readIntent(intentId))?.metadata ?? null,
    };
    Object.assign(backend.stripe, { listEvents: async () => ({ events: [event], next: null }) });
    const ports = changed(backend, {
      readModels: { endedIntents, unfinishedServices: async () => [] },
    });
    Object.assign(port, { wake: async () => {} });
    await runSweep(ports);
    return { port, ref, calls: backend.object.calls };
  }

  test("given D1 has no end of what has ended: all of that service is sent again", async () => {
    const { port, ref } = await swept(async () => new Set());
    expect((await port.unprojected())?.topUps.map((t) => t.topUpId)).toEqual([ref.topUpId]);
    // On its way already: the next event of the same service says nothing new.
    expect(await port.reprojectIfUnseen(ref)).toBe("nothing");
  });

  test("given only another top-up of the service is on its way: all are sent again", async () => {
    const { backend, port, ref } = await refunded();
    const other = await openTopUp(backend, {
      idempotencyKey: "key-00000002",
      sessionId: OTHER_SESSION,
    });
    backend.stripe.pay(intentOf(other));
    await syncTopUp(backend.ports, customer(), refTo(other));
    const { topUpId } = refTo(other);
    expect((await port.unprojected())?.topUps.map((t) => t.topUpId)).toEqual([topUpId]);
    expect(await port.reprojectIfUnseen(ref)).toBe("due");
    expect((await port.unprojected())?.topUps.map((t) => t.topUpId)).toEqual([
      ref.topUpId,
      topUpId,
    ]);
  });

  test("given D1 knows the end, or does not answer: nothing is sent", async () => {
    const known = await swept(async (intentIds) => new Set(intentIds));
    expect(known.calls).not.toContain("reprojectIfUnseen");
    const down = await swept(async () => Promise.reject(new Error("D1 is down")));
    expect(down.calls).not.toContain("reprojectIfUnseen");
    expect(await down.port.unprojected()).toBeNull();
  });
});
