/** A sibling host of the same site may not act with the session's cookie. */
import { describe, expect, test } from "vitest";
import { pathOf, pressPay } from "./journey.ts";
import { ORIGIN, problemOf, TestApp } from "./test-app.ts";

const JSON_TYPE = { "Content-Type": "application/json" };

describe.each(["cancel", "refund", "sync"])("POST …/%s with the session's cookie", (operation) => {
  test.each([
    ["of a sibling host", { "Sec-Fetch-Site": "same-site" }],
    ["of another site", { "Sec-Fetch-Site": "cross-site", Origin: ORIGIN }],
    ["of a sibling, from an older browser", { Origin: "https://blog.example.com" }],
    ["of no known origin", {}],
    ["as a form", { "Content-Type": "text/plain", "Sec-Fetch-Site": "same-site" }],
  ])("%s is refused, and nothing is done", async (_who, headers) => {
    const app = new TestApp();
    const path = pathOf(await pressPay(app));
    const call = { method: "POST", body: "", headers };
    const refused = await problemOf(await app.call(`${path}/${operation}`, call));
    expect(refused).toMatchObject({ code: "cross_site_form", status: 403 });
    const now = await (await app.call(path)).json();
    expect(now).toMatchObject({ state: "awaiting_payment" });
  });

  test.each([
    ["from our page", { "Sec-Fetch-Site": "same-origin" }],
    ["typed by the customer", { "Sec-Fetch-Site": "none" }],
    ["from our page in an older browser", { Origin: ORIGIN }],
    ["as JSON, which another host cannot send", JSON_TYPE],
    ["without the cookie", { Cookie: "" }],
    ["with the cookie's old name, which proves nothing", { Cookie: "et_session=ses_1" }],
  ])("%s is heard", async (_who, headers) => {
    const app = new TestApp();
    const path = pathOf(await pressPay(app));
    const answer = await app.call(`${path}/${operation}`, { method: "POST", body: "", headers });
    expect((await answer.text()).includes("cross_site_form")).toBe(false);
  });
});

test("under https the cookie is this host's alone; under http it has no prefix", async () => {
  const app = new TestApp();
  const first = { headers: { Cookie: "" } };
  const secure = (await app.call("/api/service", first)).headers.get("Set-Cookie");
  expect(secure).toMatch(/^__Host-et_session=ses_/);
  const plain = await app.call("http://127.0.0.1:8787/api/service", first);
  expect(plain.headers.get("Set-Cookie")).toMatch(/^et_session=ses_/);
});
