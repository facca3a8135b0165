import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import type { ServiceId } from "../../src/domain/base/ids.ts";
import { CAST } from "../fixtures/cast.ts";
import { all, one, registerOn, resetTables } from "./d1-world.ts";

const register = registerOn(env.DB);
const ADA = CAST.ada.service.id;
const BEN = CAST.ben.service.id;
const setStatus = (serviceId: ServiceId, status: string) =>
  env.DB.prepare("UPDATE service SET status = ? WHERE id = ?").bind(status, serviceId).run();
/** Later than whatever the test data was made at. */
const NOW = Date.now();
const take = (limit = 100, now = NOW) => register.takeServicesToTell(limit, now);

beforeEach(async () => {
  await resetTables();
  for (const told of await take()) await register.noteTold(told);
});

describe("which services the sweep has to tell their objects about", () => {
  test("given nothing changed: none, and the index that finds them is empty", async () => {
    expect(await take()).toEqual([]);
    const plan = await all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT id FROM service INDEXED BY service_to_tell
       WHERE (status = 'closed') <> object_closed ORDER BY tell_tried_at LIMIT 1`,
    );
    expect(plan.map(({ detail }) => detail)).toEqual(["SCAN service USING INDEX service_to_tell"]);
  });

  test("given services were closed: those, at most as many as asked for", async () => {
    await setStatus(ADA, "closed");
    await setStatus(BEN, "closed");
    const both = [ADA, BEN].map((serviceId) => ({ serviceId, closed: true }));
    const taken = await take();
    expect(taken).toHaveLength(2);
    expect(taken).toEqual(expect.arrayContaining(both));
    expect(await take(1)).toHaveLength(1);
  });

  test("given one never confirms: the others are taken before it comes up again", async () => {
    await setStatus(ADA, "closed");
    await setStatus(BEN, "closed");
    const [first] = await take(1, NOW + 1);
    const [second] = await take(1, NOW + 2);
    const [third] = await take(1, NOW + 3);
    expect([first?.serviceId, second?.serviceId].sort()).toEqual([ADA, BEN].sort());
    expect(third).toEqual(first);
  });

  test("given the object was told: no more, until the service is reopened", async () => {
    await setStatus(ADA, "closed");
    await register.noteTold({ serviceId: ADA, closed: true });
    expect(await take()).toEqual([]);
    await setStatus(ADA, "active");
    expect(await take()).toEqual([{ serviceId: ADA, closed: false }]);
  });

  test("given it was reopened while the object was told that it is closed: told anew", async () => {
    await setStatus(ADA, "closed");
    await setStatus(ADA, "active");
    await register.noteTold({ serviceId: ADA, closed: true });
    expect(await take()).toEqual([{ serviceId: ADA, closed: false }]);
  });

  test("given a service is only suspended: its object has nothing to know", async () => {
    await setStatus(ADA, "suspended");
    expect(await take()).toEqual([]);
  });

  test("given a restore asks: the status of the services that the register knows", async () => {
    await setStatus(ADA, "closed");
    const statuses = await register.closedStatusOf([ADA, BEN, "svc_unknown"]);
    expect(statuses).toHaveLength(2);
    expect(statuses).toContainEqual({ serviceId: ADA, closed: true });
    expect(statuses).toContainEqual({ serviceId: BEN, closed: false });
  });

  test("what the object confirmed is no part of the service that others read", async () => {
    await setStatus(ADA, "closed");
    await register.noteTold({ serviceId: ADA, closed: true });
    expect(await one("SELECT object_closed FROM service WHERE id = ?", ADA)).toEqual({
      object_closed: 1,
    });
    expect(await register.byId(ADA)).not.toHaveProperty("objectClosed");
  });
});
