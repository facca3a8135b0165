/** What `/readyz` says of an engine. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createChargingSystem } from "../../src/adapters/cgrates/charging-system.ts";
import { ocsProbe } from "../../src/adapters/engines/account-probe.ts";
import { type CgratesSimulator, startCgratesSimulator } from "../simulators/cgrates/server.ts";

let engine: CgratesSimulator;
let guarded: CgratesSimulator;
beforeAll(async () => {
  engine = await startCgratesSimulator();
  guarded = await startCgratesSimulator({ access: { id: "a.access", secret: "b" } });
  engine.admin.seedAccount({ tenant: "cgrates.org", account: "canary" });
});
afterAll(async () => {
  await Promise.all([engine.close(), guarded.close()]);
});

const clock = { now: () => Date.now() };
const ask = (url: string, canary: string) =>
  ocsProbe(createChargingSystem({ url, timeoutMs: 5000, clock }), "main", canary).ask();

test("its canary is read, and nothing is written", async () => {
  expect(await ask(engine.url, "cgrates.org:canary")).toEqual({
    ok: true,
    detail: "read cgrates.org:canary: 0 buckets",
  });
  expect(engine.admin.state().writes).toEqual([]);
});

test("without a canary an answer about no account shows that it speaks", async () => {
  expect(await ask(engine.url, "")).toEqual({
    ok: true,
    detail: "it speaks; no canary account is set (CANARY_ACCOUNT)",
  });
});

test("a canary that is no account is not ready, and it is said that the engine speaks", async () => {
  expect(await ask(engine.url, "cgrates.org:nobodys")).toEqual({
    ok: false,
    detail: "it speaks, and has no account cgrates.org:nobodys: correct the canary",
  });
});

test("a login page before it is not ready, and the settings of the token are named", async () => {
  const { ok, detail } = await ask(guarded.url, "");
  expect(ok).toBe(false);
  expect(detail).toMatch(/^HTTP 302 to a login page: .*CGRATES_ACCESS_ID/);
});

test("an engine that is away is not ready", async () => {
  expect(await ask("http://127.0.0.1:9/jsonrpc", "")).toMatchObject({ ok: false });
});
