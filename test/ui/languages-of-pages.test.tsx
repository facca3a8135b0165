import { describe, expect, test } from "vitest";
import { ERRORS, type ErrorCode } from "../../src/domain/base/errors.ts";
import { ok, refuse } from "../../src/domain/base/result.ts";
import type { PortalDeps } from "../../src/http/portal/deps.ts";
import { portal } from "./portal.ts";
import { EVERY_STATE, leftInEnglish, serviceView, textOf, topUpJson } from "./samples.ts";

const ARABIC = { headers: { "accept-language": "ar" } };
const page = async (path: string, over: Partial<PortalDeps> = {}) =>
  (await portal(over).request(path, ARABIC)).text();

describe("a page in Arabic", () => {
  test("names its language and direction, and loads the Arabic script", async () => {
    const html = await page("/");
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('src="/assets/shop.ar.js"');
    expect(await page("/t/svc_1/top_1")).toContain('src="/assets/checkout.ar.js"');
  });

  test.each(["/", "/l/tok.en", "/?step=billing", "/?step=payment"])(
    "has no English at %s",
    async (path) => {
      expect(leftInEnglish(await page(path))).toEqual([]);
    },
  );

  test.each(EVERY_STATE)("has no English for a top-up in state %s", async (state) => {
    const topUp = async () => topUpJson(state, { decline_code: "insufficient_funds" });
    expect(leftInEnglish(await page("/t/svc_1/top_1", { topUp }))).toEqual([]);
  });

  test.each(Object.keys(ERRORS) as ErrorCode[])("has no English for %s", async (code) => {
    expect(leftInEnglish(await page("/l/x", { findService: async () => refuse(code) }))).toEqual(
      [],
    );
    const findService = async () => ok(serviceView({ blocked: code, offers: [] }));
    expect(leftInEnglish(await page("/", { findService }))).toEqual([]);
  });

  test("names mistakes in Arabic", async () => {
    const answer = await portal().request("/?step=billing", {
      ...ARABIC,
      method: "POST",
      body: new URLSearchParams({ first_name: "", last_name: "", email: "sam" }),
    });
    const html = await answer.text();
    expect(leftInEnglish(html)).toEqual([]);
    expect(textOf(html)).toContain("علامة @ ناقصة.");
  });

  test("keeps amounts in their own direction inside a sentence", async () => {
    expect(await page("/?days=7&step=payment")).toMatch(/ادفع \u206670\.00[^\u2069]*\u2069 الآن/u);
  });
});

describe("choosing a language", () => {
  test("the header links the same page in the other language, named in itself", async () => {
    const html = await (await portal().request("/l/tok.en?days=9&step=billing")).text();
    expect(html).toContain(
      '<a href="/l/tok.en?days=9&amp;step=billing&amp;lang=ar" ' +
        'lang="ar" dir="rtl" hreflang="ar">العربية</a>',
    );
    expect(await page("/?days=9")).toContain('href="/?days=9&amp;lang=en"');
  });

  test("the language in the address is kept in a cookie for a year", async () => {
    const answer = await portal().request("/?lang=ar");
    expect(answer.headers.get("set-cookie")).toBe(
      "et_lang=ar; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax",
    );
    expect(answer.headers.get("content-language")).toBe("ar");
  });

  test.each(["/", "/?lang=tlh"])("no cookie is set at %s", async (path) => {
    expect((await portal().request(path, ARABIC)).headers.get("set-cookie")).toBe(null);
  });

  test("the cookie is stronger than the browser's preference", async () => {
    const headers = { ...ARABIC.headers, cookie: "et_lang=en" };
    const html = await (await portal().request("/", { headers })).text();
    expect(html).toContain('<html lang="en" dir="ltr">');
  });

  test("the parameters that a bank adds to the address are in no link", async () => {
    const syncTopUp = async () => refuse("payment_system_unavailable" as const);
    const html = await page("/t/svc_1/top_1?payment_intent=pi_1&payment_intent_client_secret=s", {
      syncTopUp,
    });
    expect(html).toContain('href="/t/svc_1/top_1?lang=en"');
    expect(html).not.toContain("client_secret");
  });

  test("a refusal without a page of its own has a button to try again", async () => {
    const topUp = async () => null;
    const html = await (await portal({ topUp }).request("/t/svc_1/top_1")).text();
    expect(textOf(html)).toContain("Try again");
    expect(textOf(html)).not.toContain("Look again");
  });

  test("the refusal of a POST links the page of its GET", async () => {
    const app = portal({ requestRefund: async () => refuse("wrong_state") });
    const html = await (await app.request("/t/svc_1/top_1/refund", { method: "POST" })).text();
    expect(html).toContain('href="/t/svc_1/top_1?lang=ar"');
  });
});
