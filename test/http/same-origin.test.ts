/** A page of another host may not act for a browser: by its cookie, or by its address. */
import { describe, expect, test } from "vitest";
import { KEY, pathOf, payBody, pressPay } from "./journey.ts";
import { ORIGIN, problemOf, TestApp } from "./test-app.ts";

const JSON_TYPE = { "Content-Type": "application/json" };
type Sent = [who: string, headers: Readonly<Record<string, string>>];
const FOREIGN: readonly Sent[] = [
  ["of a sibling host", { "Sec-Fetch-Site": "same-site" }],
  ["of another site", { "Sec-Fetch-Site": "cross-site", Origin: ORIGIN }],
  ["of a sibling, from an older browser", { Origin: "https://blog.example.com" }],
  ["of a page without an origin", { Origin: "null" }],
];

describe.each(["cancel", "refund", "sync"])("POST …/%s", (operation) => {
  test.each<Sent>([
    ...FOREIGN,
    ["as JSON", { ...JSON_TYPE, "Sec-Fetch-Site": "cross-site" }],
    ["as a form", { "Content-Type": "text/plain", "Sec-Fetch-Site": "same-site" }],
    ["without the cookie", { Cookie: "", Origin: "https://blog.example.com" }],
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
    ["of an app or a server, which send neither header", {}],
    ["of an app as JSON", JSON_TYPE],
    ["without the cookie", { Cookie: "" }],
  ])("%s is heard", async (_who, headers) => {
    const app = new TestApp();
    const path = pathOf(await pressPay(app));
    const answer = await app.call(`${path}/${operation}`, { method: "POST", body: "", headers });
    expect((await answer.text()).includes("cross_site_form")).toBe(false);
  });
});

test.each(FOREIGN)(
  "a JSON post to Pay %s is refused, and no top-up is made",
  async (_w, headers) => {
    const app = new TestApp();
    const refused = await app.post("/api/top-ups", await payBody(app), { ...KEY, ...headers });
    expect(await problemOf(refused)).toMatchObject({ code: "cross_site_form" });
    expect(app.backend.object.calls).not.toContain("requestTopUp");
  },
);

test("a page of another site may still use the legacy route: it proves nothing by a cookie", async () => {
  const headers = { Origin: "https://selfcare.example.com", "Sec-Fetch-Site": "cross-site" };
  const answer = await new TestApp().post("/oam/topup_dongle", {}, headers);
  expect((await answer.text()).includes("cross_site_form")).toBe(false);
});

test("under https the cookie is this host's alone; under http it has no prefix", async () => {
  const app = new TestApp();
  const first = { headers: { Cookie: "" } };
  const secure = (await app.call("/api/service", first)).headers.get("Set-Cookie");
  expect(secure).toMatch(/^__Host-et_session=[\w-]+\.[\w-]+;/);
  const plain = await app.call("http://127.0.0.1:8787/api/service", first);
  expect(plain.headers.get("Set-Cookie")).toMatch(/^et_session=[\w-]+\.[\w-]+;/);
});
