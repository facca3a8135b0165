/** /api/operator: what a CRM writes and reads with its key (row I4). */
import { describe, expect, test } from "vitest";
import { registeredService, topUpsPage } from "../../src/contract/operator-api.ts";
import { dongle, NOW, SERVICE_ID } from "../app/test-backend.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { problemOf, TestApp } from "./test-app.ts";

const { crm, olga } = OPERATORS;
const UUID = "7d9f0c1e-0000-4000-8000-000000000077";
const PATH = `/api/operator/services/${UUID}`;
const order = {
  brand: "default",
  kind: "mobile_data",
  label: "Mobile data",
  status: "active",
  imsi: null,
  msisdn: "61412345777",
  account: { ocs: "main", tenant: "cgrates.org", account: "777" },
  time_zone: "Australia/Sydney",
  networks: ["192.0.2.7"],
};
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const put = (app: TestApp, body: unknown, path = PATH, token: string = crm.token) =>
  app.call(path, { method: "PUT", body, headers: bearer(token) });

describe("PUT /api/operator/services/{service_uuid}", () => {
  test("registers, and is read as it was written", async () => {
    const app = new TestApp();
    const written = registeredService.parse(await (await put(app, order)).json());
    expect(written).toMatchObject({ ...order, service_uuid: UUID, expiry: null });
    expect(registeredService.parse(await (await put(app, order)).json())).toEqual(written);
    const read = await app.operate(PATH, undefined, crm.token);
    expect(registeredService.parse(await read.json())).toEqual(written);
  });

  test.each([
    "application/json ; charset=utf-8",
    "application/json;",
    "Application/JSON; charset=utf-8;",
    'application/json; charset="utf-8"',
  ])("takes a body announced as %s", async (type) => {
    const headers = { ...bearer(crm.token), "Content-Type": type };
    const body = JSON.stringify(order);
    const answer = await new TestApp().call(PATH, { method: "PUT", body, headers });
    expect(registeredService.parse(await answer.json())).toMatchObject({ service_uuid: UUID });
  });

  test("an upper-case uuid is the same service, to put, to read and to list", async () => {
    const app = new TestApp();
    const upper = PATH.replace(UUID, UUID.toUpperCase());
    const written = registeredService.parse(await (await put(app, order, upper)).json());
    expect(written.service_uuid).toBe(UUID);
    for (const path of [PATH, upper]) {
      const read = await app.operate(path, undefined, crm.token);
      expect(registeredService.parse(await read.json())).toEqual(written);
    }
    const list = `/api/operator/top-ups?service_uuid=${UUID.toUpperCase()}`;
    expect((await app.operate(list, undefined, crm.token)).status).toBe(200);
  });

  test.each([
    ["imsi", { imsi: "12" }],
    ["msisdn", { msisdn: "0412345777" }],
    ["time_zone", { time_zone: "Mars/Olympus" }],
    ["networks.0", { networks: ["192.0.2.7/24"] }],
    ["networks.0", { networks: ["0.0.0.0/0"] }],
    ["networks.1", { networks: ["192.0.2.7", "10.0.0.0/15"] }],
    ["networks.0", { networks: ["::/0"] }],
    ["networks.0", { networks: ["2001::/31"] }],
    ["account.ocs", { account: { ...order.account, ocs: "" } }],
    ["owner", { owner: "kim" }],
  ])("a wrong %s is named", async (field, change) => {
    const answer = await put(new TestApp(), { ...order, ...change });
    expect(await problemOf(answer)).toMatchObject({
      code: "invalid_request",
      errors: [expect.objectContaining({ field })],
    });
  });

  test.each([
    ["not_found", 404, order, "/api/operator/services/7"],
    ["account_taken", 409, { ...order, account: dongle.account }, PATH],
    ["unsupported_media_type", 415, JSON.stringify(order), PATH],
  ])("%s", async (code, status, body, path) => {
    expect(await problemOf(await put(new TestApp(), body, path))).toMatchObject({ code, status });
  });
});

describe("GET /api/operator/top-ups", () => {
  const row = (n: number) => ({
    topUpId: `top_${String(n).padStart(26, "0")}` as const,
    serviceId: SERVICE_ID,
    serviceUuid: dongle.serviceUuid,
    state: "paid" as const,
    quantity: 7,
    price: { minor: 7000, currency: "usd" },
    intentId: "pi_1" as const,
    transactionId: "TXN-1000001",
    brand: "default",
    timeZone: "Australia/Sydney",
    decline: null,
    requestedAt: NOW,
    paidAt: null,
  });

  test("a page, and where the next one begins", async () => {
    const app = new TestApp();
    app.backend.listed = [row(3), row(2), row(1)];
    const path = `/api/operator/top-ups?imsi=${dongle.imsi}`;
    const page = await app.operate(`${path}&limit=2`, undefined, crm.token);
    expect(topUpsPage.parse(await page.json())).toMatchObject({
      top_ups: [{ id: row(3).topUpId }, { id: row(2).topUpId, paid_at: null }],
      next: row(2).topUpId,
    });
    const all = await app.operate(`${path}&before=${row(2).topUpId}`, undefined, olga.token);
    expect(topUpsPage.parse(await all.json())).toMatchObject({ next: null });
  });

  test.each([
    "",
    "?imsi=505010000000001&intent=pi_1",
    "?intent=ch_1",
    "?transaction=1000001",
    "?imsi=505010000000001&limit=101",
    "?imsi=505010000000001&before=top_1",
    "?email=anna@example.com",
  ])("'%s' is no search", async (query) => {
    const answer = await new TestApp().operate(
      `/api/operator/top-ups${query}`,
      undefined,
      crm.token,
    );
    expect(await problemOf(answer)).toMatchObject({ code: "invalid_request" });
  });
});

describe("a key of another system", () => {
  test("is needed, has its scopes, and sets no cookie", async () => {
    const app = new TestApp();
    expect((await put(app, order, PATH, "wrong")).status).toBe(401);
    expect(await problemOf(await put(app, order, PATH, olga.token))).toMatchObject({
      code: "forbidden",
      scope: "services:write",
    });
    const answer = await app.operate("/operator/keys", undefined, crm.token);
    expect(await problemOf(answer)).toMatchObject({ scope: "keys:manage" });
    expect((await put(app, order)).headers.get("Set-Cookie")).toBeNull();
  });

  test("is counted by itself, after its address", async () => {
    const app = new TestApp();
    await put(app, order);
    expect(app.limited).toEqual(["operator-calls@203.0.113.7", crm.key.id]);
    app.exhausted = /^key_/;
    const answer = await put(app, order);
    expect(answer.headers.get("Retry-After")).toBe("60");
    expect(await problemOf(answer)).toMatchObject({ code: "too_many_requests" });
  });

  test("of another brand: as if the service were not there", async () => {
    const app = new TestApp();
    app.backend.operatorKeys.change(crm.key.id, { brands: ["south"] });
    const path = `/api/operator/services/${dongle.serviceUuid}`;
    expect((await app.operate(path, undefined, crm.token)).status).toBe(404);
    const stolen = { ...order, brand: "south", account: dongle.account };
    expect((await put(app, stolen, path)).status).toBe(404);
    const listed = await app.operate(
      `/api/operator/top-ups?imsi=${dongle.imsi}`,
      undefined,
      crm.token,
    );
    expect(topUpsPage.parse(await listed.json()).top_ups).toEqual([]);
  });
});
