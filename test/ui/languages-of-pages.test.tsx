import { describe, expect, test } from "vitest";
import { ERRORS, type ErrorCode } from "../../src/domain/base/errors.ts";
import { type Given, kestrel, openedTopUp, portal } from "./portal.ts";
import { EVERY_STATE, leftInEnglish, serviceView, textOf, topUpJson } from "./samples.ts";

const ARABIC = { headers: { "accept-language": "ar" } };
/** The Arabic page; without anything given, of a service and of a top-up that was just paid. */
const page = (path: string, given: Given = {}) =>
  portal({ view: serviceView(), topUp: topUpJson("paid"), ...given }).page(path, ARABIC);

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
    const topUp = topUpJson(state, { decline_code: "insufficient_funds" });
    expect(leftInEnglish(await page("/t/svc_1/top_1", { topUp }))).toEqual([]);
  });

  test.each(Object.keys(ERRORS) as ErrorCode[])("has no English for %s", async (code) => {
    const refused = await portal({ refusal: code }).page("/l/x", ARABIC);
    expect(leftInEnglish(refused)).toEqual([]);
    const view = serviceView({ blocked: code, offers: [] });
    expect(leftInEnglish(await page("/", { view }))).toEqual([]);
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
    const app = portal({ view: serviceView() });
    const html = await app.page("/l/tok.en?days=9&step=billing");
    expect(html).toContain(
      '<a href="/l/tok.en?days=9&amp;step=billing&amp;lang=ar" ' +
        'lang="ar" dir="rtl" hreflang="ar">العربية</a>',
    );
    expect(await page("/?days=9")).toContain('href="/?days=9&amp;lang=en"');
  });

  test("a language in the address is kept for a year", async () => {
    const answer = await portal().request("/?lang=ar");
    expect(answer.headers.getSetCookie()).toContain(
      "et_lang=ar; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax",
    );
    expect(answer.headers.get("content-language")).toBe("ar");
  });

  test.each(["/", "/?lang=tlh"])("no language is kept at %s", async (path) => {
    const { headers } = await portal().request(path, ARABIC);
    expect(headers.getSetCookie().join()).not.toContain("et_lang");
  });

  test("a cookie goes before what the browser accepts", async () => {
    const headers = { ...ARABIC.headers, cookie: "et_lang=en" };
    const html = await portal().page("/", { headers });
    expect(html).toContain('<html lang="en" dir="ltr">');
  });

  test("what a bank put into the address is in no link", async () => {
    const backend = kestrel();
    const { path } = await openedTopUp(backend);
    backend.stripe.silent = true;
    const back = `${path}?payment_intent=pi_1&payment_intent_client_secret=s`;
    const html = await portal({ backend }).page(back, ARABIC);
    expect(html).toContain(`href="${path}?lang=en"`);
    expect(html).not.toContain("client_secret");
  });

  test("a refusal without a page of its own leads on by a button that says so", async () => {
    const html = await portal().page("/t/svc_1/top_1");
    expect(textOf(html)).toContain("Try again");
    expect(textOf(html)).not.toContain("Look again");
  });

  test("a refusal of a post links the page that it is about", async () => {
    const backend = kestrel();
    const { path } = await openedTopUp(backend);
    const html = await portal({ backend }).page(`${path}/refund`, { method: "POST" });
    expect(textOf(html)).toContain("This is not possible any more.");
    expect(html).toContain(`href="${path}?lang=ar"`);
  });
});
