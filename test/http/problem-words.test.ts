import { describe, expect, test } from "vitest";
import { PROBLEM_WORDS } from "../../src/contract/problem-words.ts";
import { ERRORS, type ErrorCode } from "../../src/domain/base/errors.ts";
import { ENGLISH } from "../../src/i18n/languages.ts";
import { REFUSALS } from "../../src/i18n/refusals.ts";
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
});
