/** What holds for whole groups of answers: caches, origins, https, and what staff are shown. */
import { Hono } from "hono";
import { expect, test } from "vitest";
import type { HttpEnv } from "../../src/http/base/http-env.ts";
import { httpsOnly } from "../../src/http/middleware/https-only.ts";
import { SESSION } from "../app/journeys.ts";
import { SERVICE_ID } from "../app/test-backend.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";
import { TestApp } from "./test-app.ts";

test.each(["production", "development"] as const)("in %s: http and https", async (ENVIRONMENT) => {
  const reached: string[] = [];
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    const { settings } = { settings: { ...c.get("settings"), ENVIRONMENT } };
    c.set("settings", settings);
    await next();
  }, httpsOnly());
  app.post("*", (c) => {
    reached.push(c.req.url);
    return c.text("reached");
  });
  const path = "topup.example.com/api/top-ups?x=1";
  const plain = await app.request(`http://${path}`, { method: "POST", body: "{}" });
  const isProduction = ENVIRONMENT === "production";
  expect(plain.status).toBe(isProduction ? 308 : 200);
  expect(plain.headers.get("Location")).toBe(isProduction ? `https://${path}` : null);
  expect((await app.request(`https://${path}`, { method: "POST", body: "{}" })).status).toBe(200);
  expect(reached).toHaveLength(isProduction ? 1 : 2);
});

test("what staff read is kept by no cache, refusals too", async () => {
  const app = new TestApp();
  for (const path of ["/operator/unresolved", "/operator/keys", "/crm/provision/provision_id/1"]) {
    for (const answer of [await app.operate(path), await app.call(path)]) {
      expect(answer.headers.get("Cache-Control"), path).toBe("no-store");
    }
  }
});

test("no answer to staff holds a session id, or by what a card is known again", async () => {
  const app = new TestApp();
  const created = await pressPay(app);
  const paid = { status: "succeeded", method: "visa 4242", cardFingerprint: "fp_of_anna" } as const;
  app.backend.stripe.change(intentOf(created), paid);
  await app.post(`${pathOf(created)}/sync`);
  const id = created.top_up.id;
  const paths = ["/operator/unresolved", `/operator/find?top_up=${id}`];
  for (const path of [...paths, `/operator/top-ups/${SERVICE_ID}/${id}`]) {
    const text = await (await app.operate(path)).text();
    for (const secret of [SESSION, "fp_of_anna", '"cardKey"']) {
      expect(text, path).not.toContain(secret);
    }
  }
});
