/** What is kept of D1, what is never old, and what is left while D1 is silent. */
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CAST } from "../fixtures/cast.ts";
import { silenceD1 } from "../object/support/d1-calls.ts";
import { registerWith, resetTables } from "./d1-world.ts";

const MINUTE = 60_000;
const ADDRESS = "203.0.113.10";
const { ada, ben, emil } = CAST;
const { id, brand, kind, serviceUuid, label, status, imsi, msisdn, timeZone } = ada.service;
const { ocs, tenant, account } = ada.service;
const facts = {
  brand,
  kind,
  serviceUuid,
  label,
  status,
  imsi,
  msisdn,
  timeZone,
  account: { ocs, tenant, account },
};
const run = (sql: string) => env.DB.prepare(sql).run();

beforeEach(resetTables);
afterEach(() => {
  vi.restoreAllMocks();
});

test("an address that moved to another service names that one at once", async () => {
  const { register } = registerWith({ freshMs: MINUTE });
  expect(await register.byAddress(ADDRESS)).toMatchObject([{ id }]);
  await run(`UPDATE service_address SET service_id = '${ben.service.id}' WHERE low = 'cb00710a'`);
  expect(await register.byAddress(ADDRESS)).toMatchObject([{ id: ben.service.id }]);
});

test("while D1 is silent no one is identified, and an identified customer goes on", async () => {
  const { register } = registerWith({ freshMs: MINUTE });
  const [live] = emil.links;
  await register.byAddress(ADDRESS);
  await register.byLink(live.id);
  silenceD1();
  const silence = { name: "PortFault", port: "d1" };
  // After the first silence the others wait for half a second.
  await expect(register.byAddress(ADDRESS)).rejects.toMatchObject(silence);
  await expect(register.byLink(live.id)).rejects.toMatchObject(silence);
  await expect(register.byUuid(serviceUuid)).rejects.toMatchObject(silence);
  expect(await register.byId(id)).toMatchObject({ id });
});

test("a service that was written is read again; D1's silence keeps it and all others", async () => {
  const { register } = registerWith({ freshMs: MINUTE });
  await register.byId(id);
  await register.byId(ben.service.id);
  await register.put(id, { ...facts, label: "Written" }, [ADDRESS], null);
  expect(await register.byId(id)).toMatchObject({ label: "Written" });
  await register.put(id, facts, [ADDRESS], null);
  silenceD1();
  expect(await register.byId(id)).toMatchObject({ label: "Written" });
  expect(await register.byId(ben.service.id)).toMatchObject({ id: ben.service.id });
});
