import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createLinks } from "../../src/adapters/d1/links.ts";
import type { LinkId } from "../../src/domain/base/ids.ts";
import { CAST } from "../fixtures/cast.ts";
import { registerOn, resetTables } from "./d1-world.ts";

const links = createLinks(env.DB);
const register = registerOn(env.DB);
const fresh = (n: number): LinkId => `lnk_${"z".repeat(25)}${n}`;
/** A registered service without a link. */
const serviceId = CAST.ben.service.id;

beforeEach(async () => {
  await resetTables();
  await env.DB.prepare("DELETE FROM link WHERE service_id = ?").bind(serviceId).run();
});

describe("the printed link of a service", () => {
  test("is made at the first request, and is the same at the next", async () => {
    expect(await links.currentOrNew({ serviceId, linkId: fresh(1) })).toEqual({
      linkId: fresh(1),
      version: 1,
    });
    const again = await links.currentOrNew({ serviceId, linkId: fresh(2) });
    expect(again).toEqual({ linkId: fresh(1), version: 1 });
    expect((await register.byLink(fresh(1)))?.service.id).toBe(serviceId);
  });

  test("rotated, it has a new version, and no other service's link has", async () => {
    await links.currentOrNew({ serviceId, linkId: fresh(1) });
    const other = CAST.cleo.service.id;
    const before = await links.currentOrNew({ serviceId: other, linkId: fresh(9) });
    expect(await links.rotate(serviceId)).toEqual({ linkId: fresh(1), version: 2 });
    expect((await register.byLink(fresh(1)))?.version).toBe(2);
    expect(await links.currentOrNew({ serviceId: other, linkId: fresh(8) })).toEqual(before);
  });

  test("two of one service, made at once: a revocation ends both", async () => {
    for (const id of [fresh(1), fresh(2)]) {
      await env.DB.prepare("INSERT INTO link VALUES (?, ?, 1, NULL)").bind(id, serviceId).run();
    }
    expect(await links.rotate(serviceId)).toEqual({ linkId: fresh(2), version: 2 });
    expect((await register.byLink(fresh(1)))?.version).toBe(2);
    await links.revoke(serviceId, 1);
    for (const id of [fresh(1), fresh(2)]) expect(await register.byLink(id)).toBeNull();
  });

  test("revoked, it finds nothing; the next link is another one", async () => {
    await links.currentOrNew({ serviceId, linkId: fresh(1) });
    expect(await links.revoke(serviceId, 1)).toEqual({ linkId: fresh(1), version: 1 });
    expect(await register.byLink(fresh(1))).toBeNull();
    expect(await links.rotate(serviceId)).toBeNull();
    expect((await links.currentOrNew({ serviceId, linkId: fresh(2) })).linkId).toBe(fresh(2));
  });
});
