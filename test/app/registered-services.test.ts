/** Services and top-ups as another system writes and reads them (row I4). */
import { describe, expect, test } from "vitest";
import { getRegisteredService } from "../../src/app/operator/get-registered-service.ts";
import { listTopUps } from "../../src/app/operator/list-top-ups.ts";
import { registerService } from "../../src/app/operator/register-service.ts";
import type { ServiceFacts } from "../../src/app/ports/register.ts";
import { isId } from "../../src/domain/base/ids.ts";
import { operator } from "./actors.ts";
import { codeOf, openTopUp } from "./journeys.ts";
import { dongle, NOW, SERVICE_ID, TestBackend } from "./test-backend.ts";

const crm = operator("crm");
const facts: ServiceFacts = {
  brand: "default",
  serviceUuid: "7d9f0c1e-0000-4000-8000-000000000077",
  kind: "mobile_data",
  label: "Mobile data",
  status: "active",
  imsi: null,
  msisdn: "61412345777",
  account: { ocs: "main", tenant: "cgrates.org", account: "777" },
  timeZone: "Australia/Sydney",
};
const known = (change: Partial<ServiceFacts> = {}): ServiceFacts => ({ ...dongle, ...change });

describe("a service is registered", () => {
  test("with an id of ours, and the same again is the same", async () => {
    const { ports } = new TestBackend();
    const input = { facts, networks: ["198.51.100.7"] };
    const first = await registerService(ports, crm, input);
    if (!first.ok) throw new Error(first.error.code);
    expect(isId("svc", first.value.service.id)).toBe(true);
    expect(first.value).toMatchObject({ created: true, networks: ["198.51.100.7"] });
    expect(await registerService(ports, crm, input)).toMatchObject({
      value: { created: false, service: { id: first.value.service.id } },
    });
    expect(
      await getRegisteredService(ports, crm, { serviceUuid: facts.serviceUuid }),
    ).toMatchObject({ value: { service: facts, networks: ["198.51.100.7"] } });
  });

  test("the account of a known one stays", async () => {
    const account = { ...dongle.account, account: "other" };
    const input = { facts: known({ account }), networks: [] };
    const refused = await registerService(new TestBackend().ports, crm, input);
    const errors = [{ field: "account" }];
    expect(refused).toMatchObject({ error: { code: "invalid_request", errors } });
  });

  test("a mistyped brand is corrected until the first top-up; then it stays", async () => {
    const backend = new TestBackend();
    backend.brandRegister.rows.set("south", { revision: 0, row: { id: "south" } });
    await registerService(backend.ports, crm, { facts, networks: [] });
    const corrected = { facts: { ...facts, brand: "south" }, networks: [] };
    expect(await registerService(backend.ports, crm, corrected)).toMatchObject({
      value: { created: false, service: { brand: "south" } },
    });
    await openTopUp(backend);
    const south = { facts: known({ brand: "south" }), networks: [] };
    const errors = [{ field: "brand", message: expect.stringMatching(/^stays default.*another$/) }];
    expect(await registerService(backend.ports, crm, south)).toMatchObject({
      error: { code: "invalid_request", errors },
    });
  });

  const nowhere = { ...facts.account, ocs: "nowhere" };
  test.each([
    ["account.ocs", { account: nowhere }, "is none of main"],
    ["brand", { brand: "sout" }, "is no brand"],
  ])("a %s that is not there is refused by name", async (field, change, words) => {
    const backend = new TestBackend();
    const input = { facts: { ...facts, ...change }, networks: [] };
    const message = expect.stringContaining(words);
    expect(await registerService(backend.ports, crm, input)).toMatchObject({
      error: { code: "invalid_request", errors: [{ field, message }] },
    });
    expect(backend.others).toEqual([]);
  });

  test("a brand that is a row may be named, also one that cannot be used today", async () => {
    const backend = new TestBackend();
    backend.brandRegister.rows.set("south", { revision: 0, row: { id: "south" } });
    const input = { facts: { ...facts, brand: "south" }, networks: [] };
    expect(await registerService(backend.ports, crm, input)).toMatchObject({ ok: true });
  });

  test("a known service is closed even when its engine and its brand are gone", async () => {
    const backend = new TestBackend();
    const gone = { ...dongle, brand: "north", account: { ...dongle.account, ocs: "old" } };
    backend.service = gone;
    const order = (status: "active" | "closed") => ({ facts: { ...gone, status }, networks: [] });
    expect(await registerService(backend.ports, crm, order("active"))).toMatchObject({
      error: { errors: [{ field: "account.ocs" }] },
    });
    expect(await registerService(backend.ports, crm, order("closed"))).toMatchObject({ ok: true });
  });

  test("a key of one brand neither makes nor sees another brand's", async () => {
    const { ports } = new TestBackend();
    const south = operator("crm", { brands: ["south"] });
    const wrong = await registerService(ports, south, { facts, networks: [] });
    expect(wrong).toMatchObject({ error: { errors: [{ field: "brand" }] } });
    const other = { facts: known({ brand: "south" }), networks: [] };
    expect(codeOf(await registerService(ports, south, other))).toBe("not_found");
    const uuid = { serviceUuid: dongle.serviceUuid };
    expect(codeOf(await getRegisteredService(ports, south, uuid))).toBe("not_found");
  });

  test("not with another service's account, and not without the scope", async () => {
    const { ports } = new TestBackend();
    const taken = { facts: { ...facts, account: dongle.account }, networks: [] };
    expect(codeOf(await registerService(ports, crm, taken))).toBe("account_taken");
    const reader = operator("crm", { scopes: ["services:read"] });
    expect(await registerService(ports, reader, { facts, networks: [] })).toMatchObject({
      error: { code: "forbidden", scope: "services:write" },
    });
  });
});

test("a list says whether there is more", async () => {
  const backend = new TestBackend();
  const row = {
    topUpId: `top_${"1".repeat(26)}`,
    serviceId: SERVICE_ID,
    serviceUuid: dongle.serviceUuid,
    state: "paid",
    quantity: 7,
    price: { minor: 7000, currency: "usd" },
    intentId: "pi_1",
    transactionId: "TXN-1000001",
    brand: "default",
    timeZone: "Australia/Sydney",
    decline: null,
    requestedAt: NOW,
    paidAt: NOW,
  } as const;
  backend.listed = [row, row, row];
  const filter = { by: "imsi", value: dongle.imsi ?? "" } as const;
  const page = (limit: number) => ({ filter, page: { before: null, limit } });
  const listed = await listTopUps(backend.ports, crm, page(2));
  expect(listed).toEqual({ ok: true, value: { topUps: [row, row], hasMore: true } });
  expect(await listTopUps(backend.ports, crm, page(3))).toMatchObject({
    value: { hasMore: false },
  });
  const blind = operator("crm", { scopes: [] });
  expect(codeOf(await listTopUps(backend.ports, blind, page(2)))).toBe("forbidden");
});
