import { describe, expect, test } from "vitest";
import { PROBLEM_WORDS } from "../../src/contract/problem-words.ts";
import { ERRORS, type ErrorCode } from "../../src/domain/base/errors.ts";
import { ENGLISH, LANGS } from "../../src/i18n/languages.ts";
import { REFUSALS } from "../../src/i18n/refusals.ts";
import { brandOf } from "../fixtures/brands.ts";
import { problemOf, TestApp } from "./test-app.ts";

const codes = Object.keys(ERRORS) as ErrorCode[];

describe("what developers read of a refusal", () => {
  test.each(codes)("%s: a title, what is wrong and a remedy", (code) => {
    const { title, detail } = PROBLEM_WORDS[code];
    expect(title).toMatch(/^[A-Z][^.]+$/);
    expect(detail, "what is wrong: what to do").toMatch(/^[A-Z`].*: .*[a-z`)]\.$/);
    expect(detail).not.toBe(REFUSALS[code](ENGLISH));
  });

  test("customers read another sentence, beside it", async () => {
    const problem = await problemOf(await new TestApp().call("/api/service?link=forged"));
    expect(problem).toMatchObject({
      code: "link_invalid",
      detail: PROBLEM_WORDS.link_invalid.detail,
      customer_message: REFUSALS.link_invalid(ENGLISH),
    });
  });

  const accepts = (value: string) => ({ "Accept-Language": value });
  test.each([
    ["en", "/api/service?link=forged", {}],
    ["ar", "/api/service?link=forged&lang=ar", {}],
    ["ar", "/api/service?link=forged", { Cookie: "et_lang=ar" }],
    ["ar", "/api/service?link=forged", accepts("fr, ar-EG;q=0.8, en;q=0.5")],
    ["en", "/api/service?link=forged&lang=en", accepts("ar")],
    ["en", "/api/service?link=forged", accepts("fr")],
    ["ar", "/api/top-ups/none/none", accepts("ar")],
    ["ar", "/api/operator/top-ups", accepts("ar")],
  ])("in the customer's language, here %s: %s %j", async (tag, path, headers) => {
    const app = new TestApp();
    const answer = await app.call(path, { headers });
    expect(answer.headers.get("Content-Language")).toBe(tag);
    const { code, customer_message: words } = await problemOf(answer);
    const lang = LANGS.find((one) => one.tag === tag) ?? ENGLISH;
    expect(words).toBe(REFUSALS[code as ErrorCode](lang));
  });

  test("in no language that its brand does not speak: then in English", async () => {
    const app = new TestApp();
    const path = "/api/service?link=forged";
    app.backend.brand = brandOf({ languages: ["en"] });
    const only = await app.call(path, { headers: accepts("ar") });
    expect(only.headers.get("Content-Language")).toBe("en");
    app.backend.brand = brandOf({ languages: ["ar", "en"] });
    const unknown = await app.call(path, { headers: accepts("fr") });
    expect(unknown.headers.get("Content-Language"), "pages take the first one").toBe("en");
  });
});
