import { describe, expect, test } from "vitest";
import type { ServiceObject } from "../../src/app/ports/service-object.ts";
import { reprojectPage } from "../../src/app/recovery/reproject-page.ts";
import { reprojectService } from "../../src/app/recovery/reproject-service.ts";
import { tellClosedServices } from "../../src/app/recovery/tell-closed-services.ts";
import type { ServiceId } from "../../src/domain/base/ids.ts";
import { CRON, operator } from "./actors.ts";
import { runSweep } from "./fake-cron.ts";
import { fakeObject } from "./fake-object.ts";
import { NOW, SERVICE_ID, TestBackend } from "./test-backend.ts";

const other = (n: number): ServiceId => `svc_${"0".repeat(25)}${n}`;
const isClosed = (backend: TestBackend) => backend.object.core.store.facts.serviceClosed;
const events = (backend: TestBackend) => backend.logged.map(({ event }) => event);

function closing(backend: TestBackend, closed = true): void {
  backend.toTell = [{ serviceId: SERVICE_ID, closed }];
}

describe("given the register closed a service", () => {
  test("then its object is told, and the register notes it", async () => {
    const backend = new TestBackend();
    closing(backend);
    expect(await tellClosedServices(backend.ports, CRON)).toBe(false);
    expect(isClosed(backend)).toBe(true);
    expect(backend.toTell).toEqual([]);
    expect(events(backend)).toEqual(["service_closed"]);
  });

  test("then the sweep is what tells it", async () => {
    const backend = new TestBackend();
    closing(backend);
    Object.assign(backend.stripe, { listEvents: async () => ({ events: [], next: null }) });
    const readModels = {
      ...backend.ports.readModels,
      endedIntents: async () => new Set<never>(),
      unfinishedServices: async () => [],
    };
    await runSweep({ ...backend.ports, readModels });
    expect(isClosed(backend)).toBe(true);
  });

  test("then telling it again commits nothing, and reopening it is told as well", async () => {
    const backend = new TestBackend();
    closing(backend);
    await tellClosedServices(backend.ports, CRON);
    const { commits } = backend.object.core;
    closing(backend);
    await tellClosedServices(backend.ports, CRON);
    expect(backend.object.core.commits).toBe(commits);
    closing(backend, false);
    await tellClosedServices(backend.ports, CRON);
    expect(isClosed(backend)).toBe(false);
    expect(events(backend).at(-1)).toBe("service_reopened");
  });

  test("then an object that does not answer is told by the next sweep; the others are told", async () => {
    const backend = new TestBackend();
    const second = fakeObject(() => NOW);
    backend.objects.set(other(2), second);
    backend.toTell = [SERVICE_ID, other(2)].map((serviceId) => ({ serviceId, closed: true }));
    backend.object.failNext = "setServiceClosed";
    expect(await tellClosedServices(backend.ports, CRON)).toBe(false);
    expect(second.core.store.facts.serviceClosed).toBe(true);
    expect(backend.toTell).toEqual([{ serviceId: SERVICE_ID, closed: true }]);
    expect(events(backend)).toContain("tell_closed_failed");
    expect(await tellClosedServices(backend.ports, CRON)).toBe(false);
    expect(isClosed(backend)).toBe(true);
  });

  test("then a hundred objects that never answer do not keep it from being told", async () => {
    const backend = new TestBackend();
    const silent = Array.from({ length: 100 }, (_, n): ServiceId => `svc_silent${n}`);
    const own = backend.ports.objects.of;
    const of = (serviceId: ServiceId) => {
      if (serviceId !== SERVICE_ID) throw new Error("no answer");
      return own(serviceId);
    };
    const needs = { ...backend.ports, objects: { ...backend.ports.objects, of } };
    backend.toTell = [...silent, SERVICE_ID].map((serviceId) => ({ serviceId, closed: true }));
    // No further page at once: where none answers, the next sweep goes on with the others.
    expect(await tellClosedServices(needs, CRON)).toBe(false);
    expect(isClosed(backend)).toBe(false);
    await tellClosedServices(needs, CRON);
    expect(isClosed(backend)).toBe(true);
  });

  test("then with a silent D1 the page comes again", async () => {
    const backend = new TestBackend();
    closing(backend);
    backend.registerDown = true;
    await expect(tellClosedServices(backend.ports, CRON)).rejects.toThrow();
    backend.registerDown = false;
    await tellClosedServices(backend.ports, CRON);
    expect(isClosed(backend)).toBe(true);
  });
});

describe("given D1 was restored to a time before the service was reopened", () => {
  const reason = "restored the backup of the night";

  test("then reprojecting one service tells its object what the register says now", async () => {
    const backend = new TestBackend();
    backend.closedStatuses = [{ serviceId: SERVICE_ID, closed: true }];
    await reprojectService(backend.ports, operator(), { serviceId: SERVICE_ID, reason });
    expect(isClosed(backend)).toBe(true);
  });

  test("then a page tells those that the register knows, and passes over the others", async () => {
    const backend = new TestBackend();
    backend.registered = [other(1), other(2), other(3)];
    backend.closedStatuses = [
      { serviceId: other(1), closed: true },
      { serviceId: other(2), closed: false },
    ];
    const told: unknown[] = [];
    const of = (serviceId: ServiceId) =>
      ({
        setServiceClosed: async ({ closed }) => void told.push([serviceId, closed]),
        reproject: async () => "due",
      }) satisfies Partial<ServiceObject> as object as ServiceObject;
    await reprojectPage(
      { ...backend.ports, objects: { ...backend.ports.objects, of } },
      operator(),
      { reason, after: "" },
    );
    expect(told).toEqual([
      [other(1), true],
      [other(2), false],
    ]);
  });
});
