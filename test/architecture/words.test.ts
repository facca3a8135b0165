import { describe, expect, test } from "vitest";
import { CATALOGUES } from "../../src/i18n/generated/catalogues.ts";
import { customerProse } from "./support/customer-prose.ts";
import { code } from "./support/files.ts";

/** Samples of what pages are given, and the build's own names. */
const NO_WORDS = /\.states\.ts$|^src\/ui\/build\.ts$/;

describe("words for customers are in the catalogue of messages alone", () => {
  test.each(["src/domain", "src/object", "src/app/notice", "src/ui", "src/http/portal"])(
    "%s says nothing of its own",
    (room) => {
      const files = code(room).filter(({ path }) => !NO_WORDS.test(path));
      const advice = "write it in src/i18n/messages, then `npm run messages`";
      expect(files.flatMap(customerProse), advice).toEqual([]);
    },
  );
});

test("every sentence of the catalogue is named by the code", () => {
  const source = code("src")
    .filter(({ path }) => !path.startsWith("src/i18n/generated/"))
    .map(({ text }) => text)
    .join("\n");
  const named = new Set(source.match(/(?<=\bm\.)\w+/g));
  const sentences = Object.keys(CATALOGUES.en).filter((name) => name !== "language");
  expect(sentences.length).toBeGreaterThan(350);
  const advice = "take it out of src/i18n/messages, in every language";
  expect(
    sentences.filter((name) => !named.has(name)),
    advice,
  ).toEqual([]);
});

describe("these checks can fail", () => {
  const found = (text: string, path = "src/domain/a.ts") => customerProse({ path, text });

  test.each([
    'const a = "Nothing was charged.";',
    "const a = `You pay $" + "{price} now`;",
    'const a = { why: "your days could not be added." };',
    'const a = "يوم";',
    'f("Questions about it?");',
  ])("%s", (text) => {
    expect(found(text)).toHaveLength(1);
  });

  test("a text of a page", () => {
    expect(found("const a = <p>Pay now</p>;", "src/ui/a.tsx")).toEqual(["src/ui/a.tsx:1: Pay now"]);
  });

  test.each([
    'throw new Error("Not an amount");',
    "throw new Error(`Not for sale: $" + "{n}`);",
    'import { a } from "./Some thing.ts";',
    'export { a } from "./Some thing.ts";',
    'const why = "refunded while the OCS was silent";',
    'const a = "top_up" + "Content-Type";',
  ])("%s is none", (text) => {
    expect(found(text)).toEqual([]);
  });
});
