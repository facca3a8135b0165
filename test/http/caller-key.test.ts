/** A server that calls a route of callers with its key: who it is, and what limits it. */
import { expect, test } from "vitest";
import { OPERATORS } from "../fixtures/operators.ts";
import { TestApp } from "./test-app.ts";

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const call = (app: TestApp, headers: Record<string, string>) =>
  app.post("/oam/topup_dongle", {}, headers);

test("a caller with its key is limited by the key, not by its address", async () => {
  const app = new TestApp();
  const { crm } = OPERATORS;
  expect((await call(app, bearer(crm.token))).status).toBe(400);
  expect(app.limited).toContain(crm.key.id);
  expect(app.limited).not.toContain("203.0.113.7");
  app.exhausted = new RegExp(crm.key.id);
  const refused = await call(app, bearer(crm.token));
  expect([refused.status, await refused.json()]).toEqual([
    429,
    { result: "Failed", Reason: "Too many requests", status: 429 },
  ]);
});

test("a wrong key is refused instead of counting as none", async () => {
  const app = new TestApp();
  const refused = await call(app, bearer("ettk_nonsense"));
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ result: "Failed", status: 401 });
});

test("without a key the address is limited, as it was", async () => {
  const app = new TestApp();
  const asked = { service_uuid: "u", imsi: "1", days: 7, topup_amount: 70 };
  await app.post("/oam/topup_dongle", { ...asked, payment_intent_id: "pi_1" });
  expect(app.limited).toEqual(["pays 203.0.113.7"]);
});
