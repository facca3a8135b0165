import { describe, expect, test } from "vitest";
import { chooseLang } from "../../src/i18n/languages.ts";
import { inLanguage } from "../../src/ui/kit/language-links/language-links.tsx";

describe("the language of a page", () => {
  const nothing = { asked: undefined, kept: undefined, accepts: undefined };
  test.each([
    ["there is no preference", nothing, "en"],
    ["it is in the address", { asked: "ar", kept: "en", accepts: "en" }, "ar"],
    ["it is in the cookie", { ...nothing, kept: "ar", accepts: "en" }, "ar"],
    ["it is the browser's first", { ...nothing, accepts: "ar-EG,ar;q=0.9,en;q=0.8" }, "ar"],
    ["it has the browser's highest weight", { ...nothing, accepts: "en;q=0.7, ar;q=0.8" }, "ar"],
    [
      "the browser prefers languages that we do not have",
      { ...nothing, accepts: "fr-CH, fr;q=0.9, ar;q=0.5" },
      "ar",
    ],
    ["the browser refuses it", { ...nothing, accepts: "ar;q=0, *" }, "en"],
    ["the browser accepts none of ours", { ...nothing, accepts: "fr-CH, de" }, "en"],
    ["it has a region", { ...nothing, asked: "AR-sa" }, "ar"],
    [
      "the preferences are nonsense",
      { asked: "<script>", kept: "x", accepts: ";;q=,,ar;q=z" },
      "ar",
    ],
    ["the tag is a property of every object", { ...nothing, asked: "constructor" }, "en"],
  ])("%s", (_when, wishes, tag) => {
    expect(chooseLang(wishes).tag).toBe(tag);
  });
});

describe("the same page in another language", () => {
  test.each([
    ["/", "/?lang=ar"],
    ["/l/tok.en?days=9&step=billing", "/l/tok.en?days=9&step=billing&lang=ar"],
    ["/?lang=en&days=9", "/?lang=ar&days=9"],
  ])("%s", (address, other) => {
    expect(inLanguage(address, "ar")).toBe(other);
  });
});
