/** A key of SEAL_KEYS is lost or wrong: customers go on without their name (decision 23). */
import { beforeEach, expect, test } from "vitest";
import { reportingVault } from "../../src/adapters/d1/reporting-vault.ts";
import { resealPayers } from "../../src/app/operator/reseal-payers.ts";
import type { TopUpJson } from "../../src/contract/api.ts";
import { LOCAL_RINGS, vault, vaultOf } from "../fixtures/payers.ts";
import { intentOf, KEY, pathOf, payBody, pressPay } from "../http/journey.ts";
import { TestApp } from "../http/test-app.ts";
import { operator } from "./actors.ts";

const WRONG = vaultOf({ ...LOCAL_RINGS, SEAL_KEYS: `other:${btoa("o".repeat(32))}` });

let app: TestApp;
beforeEach(() => {
  app = new TestApp();
});

function loseKey(): void {
  const { deploymentFindings: findings, log, clock } = app.backend.ports;
  const payerVault = reportingVault(WRONG, { findings, log, clock });
  Object.assign(app.backend.ports, { payerVault });
}
const open = () => [...app.backend.deploymentFindings.found.values()].map(({ kind }) => kind);
const told = () => app.backend.logged.filter(({ event }) => event === "payer_not_opened");

test("result page, API, and the return from the bank go on; one log line, one finding", async () => {
  const created = await pressPay(app);
  loseKey();
  const path = pathOf(created);
  const read = await app.call(path);
  expect(read.status).toBe(200);
  expect(((await read.json()) as TopUpJson).email_masked).toBeNull();
  app.backend.stripe.pay(intentOf(created));
  const page = `/t/${created.top_up.service_id}/${created.top_up.id}`;
  const html = { headers: { Accept: "text/html" } };
  const back = `${page}?payment_intent=${intentOf(created)}&redirect_status=succeeded`;
  expect((await app.call(back, html)).status, "on to the address without parameters").toBe(303);
  expect((await app.call(page, html)).status).toBe(200);
  const synced = await app.post(`${path}/sync`);
  expect(await synced.json()).toMatchObject({ state: "paid", email_masked: null });
  expect((await app.post(`${path}/refund`)).status).toBe(200);
  expect(told()).toHaveLength(1);
  expect(open()).toEqual(["payer_unreadable"]);
});

test("a cancel that was done says so", async () => {
  const created = await pressPay(app);
  loseKey();
  const canceled = await app.post(`${pathOf(created)}/cancel`);
  expect(canceled.status).toBe(200);
  expect(await canceled.json()).toMatchObject({ state: "canceling", email_masked: null });
});

test("Pay again seals the payer anew, under the key that is there", async () => {
  const body = await payBody(app);
  const first = await pressPay(app);
  loseKey();
  const again = await app.post("/api/top-ups", body, KEY);
  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({
    top_up: { id: first.top_up.id, email_masked: "a…a@example.com" },
  });
  const sealed = app.backend.object.core.store.payers.of(`top_${first.top_up.id.slice(4)}`);
  if (sealed === null) throw new Error("the payer is stored");
  expect(await WRONG.open(sealed)).toMatchObject({ email: "anna@example.com", brand: "default" });
});

test("a silent D1 costs the customer nothing but the finding, which is raised later", async () => {
  const created = await pressPay(app);
  const { log, clock } = app.backend.ports;
  const raised: string[] = [];
  let silent = true;
  const findings = {
    raise: async ({ kind }: { kind: string }) => {
      if (silent) throw new Error("D1 is silent");
      raised.push(kind);
    },
  };
  Object.assign(app.backend.ports, { payerVault: reportingVault(WRONG, { findings, log, clock }) });
  expect((await app.call(pathOf(created))).status).toBe(200);
  silent = false;
  app.backend.now += 61_000;
  expect((await app.call(pathOf(created))).status).toBe(200);
  expect(raised).toEqual(["payer_unreadable"]);
});

test("the finding closes with a reseal that opens every block", async () => {
  const created = await pressPay(app);
  loseKey();
  await app.call(pathOf(created));
  const kim = operator("kim");
  const { ports } = app.backend;
  const readModels = {
    ...ports.readModels,
    knownServices: async () => [created.top_up.service_id] as never,
  };
  const needs = () => ({ ...ports, readModels });
  expect(await resealPayers(needs(), kim, { after: "" })).toMatchObject({
    value: { unreadable: 1 },
  });
  expect(open()).toEqual(["payer_unreadable"]);
  Object.assign(ports, { payerVault: vault });
  expect(await resealPayers(needs(), kim, { after: "" })).toMatchObject({
    value: { unreadable: 0 },
  });
  expect(open()).toEqual([]);
});
