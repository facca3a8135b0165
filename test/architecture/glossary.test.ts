import { describe, expect, test } from "vitest";
import { code, documents, exists, otherTexts, read } from "./support/files.ts";
import {
  ABOUT_WORDS,
  entriesOf,
  GENERATED,
  GLOSSARY,
  legacyNames,
  missingNames,
  proseOf,
  replacedWords,
  textIn,
} from "./support/glossary.ts";

const text = read(GLOSSARY);
const entries = entriesOf(text);

describe("the glossary", () => {
  test("is short", () => {
    expect(entries.length).toBeGreaterThan(30);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(120);
  });

  test("says of every term where it is in the code, and the place is there", () => {
    const lost = entries.flatMap(({ term, paths }) =>
      paths.length === 0
        ? [`${term}: no place`]
        : paths.filter((path) => !exists(path)).map((path) => `${term}: ${path}`),
    );
    expect(lost, `correct the last column in ${GLOSSARY}`).toEqual([]);
  });

  test("names nothing that the code has not", () => {
    const src = code("src")
      .map((file) => file.text)
      .join("\n");
    const gone = entries.flatMap(({ names }) => missingNames(names, src));
    expect(gone, `correct the name in ${GLOSSARY}`).toEqual([]);
  });

  test("defines each term once", () => {
    const terms = entries.flatMap(({ term }) => term.split(", "));
    expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([]);
  });
});

describe("what older systems rely on stands to the letter", () => {
  test.each(legacyNames())("$what, in $in", ({ in: place, names }) => {
    expect(exists(place), `${place} is gone; name the new place`).toBe(true);
    expect(missingNames(names, textIn(place)), "never renamed").toEqual([]);
  });
});

describe("words that were replaced", () => {
  const advice = `say it in the words of ${GLOSSARY}`;

  test("do not come back into the code", () => {
    const found = code("src").flatMap((file) => replacedWords(file));
    expect(found, advice).toEqual([]);
  });

  test("do not come back into tests: comments, titles, names and strings", () => {
    const tests = code("test").filter(({ path }) => !path.startsWith("test/architecture/"));
    expect(
      tests.flatMap((file) => replacedWords(file)),
      advice,
    ).toEqual([]);
  });

  test("do not come back into styles, SQL, settings and pages of simulators", () => {
    const found = otherTexts().flatMap((file) => replacedWords(file));
    expect(found, advice).toEqual([]);
  });

  test("do not come back into documents", () => {
    const written = documents().filter(
      ({ path }) => !ABOUT_WORDS.includes(path) && !GENERATED.test(path),
    );
    expect(
      written.flatMap((file) => replacedWords(file)),
      advice,
    ).toEqual([]);
  });
});

describe("these checks can fail", () => {
  test("entries are read off tables with three columns, their heads left out", () => {
    const table = "| term | meaning | where |\n|---|---|---|\n| turn | `f` it | `src/a`, `src/b` |";
    expect(entriesOf(`${table}\n| a | b |\n`)).toEqual([
      { term: "turn", paths: ["src/a", "src/b"], names: ["f"] },
    ]);
  });

  test.each([
    ["days:", "const body = { days: 1 };", true],
    ["days:", "const body = { maxDays: 1 };", false],
    ["imsi", "SELECT imsi FROM", true],
    ["imsi", "SELECT imsis FROM", false],
    ["/oam/usage", 'app.get("/oam/usage", f)', true],
    ["/oam/usage", 'app.get("/oam/usages", f)', false],
    ["`pi:$", "{ key: `pi:$x` }", true],
    ["Reason:", "reason: text", false],
  ])("%s in %s: %s", (name, place, found) => {
    expect(missingNames([name], place)).toEqual(found ? [] : [name]);
  });

  test("a place that is gone is empty", () => {
    expect(textIn("src/nowhere.ts")).toBe("");
  });

  const found = (words: string, path = "src/a.ts") => replacedWords({ path, text: words });

  test.each([
    "// Whoever asks",
    "const otherHouse = 1;",
    "function household() {}",
    "ports.oldDoors.claim()",
    "StrayIntentSeen",
    '"money_back"',
    "lookAtService()",
    "await object.poke();",
    "env.numberKeeper",
    "// for the person at night",
    "// the nightly look",
    "// by another hand",
    "// which verb it is",
  ])("%s has a new word", (words) => {
    expect(found(`\n${words}`)).toHaveLength(1);
    expect(found(`\n${words}`)[0]).toMatch(/^src\/a\.ts:2: "/);
  });

  test.each(["lighthouse", "spoken", "elapsed", "already", "straight", "shadow", "doorstep"])(
    "%s only looks like one",
    (word) => {
      expect(found(`const ${word} = 1;`)).toEqual([]);
    },
  );

  test.each([
    ["// a letter is due", "src/app/notice/a.ts", 1],
    ["// a dead letter, to the letter", "src/app/notice/a.ts", 0],
    ["// letters and digits", "src/ui/kit/a.ts", 0],
    ["// withdraw the credit", "src/object/service/a.ts", 1],
    ["// the right to withdraw", "src/ui/portal/a.ts", 0],
  ])("%s in %s: %s", (words, path, count) => {
    expect(found(words, path)).toHaveLength(count);
  });

  test("of a test its comments and titles are read, not its code", () => {
    const text = [
      "/** One. */",
      'const door = "door"; // two',
      'test("three", () => {',
      "  // four",
      '  expect("door").toBe(door);',
      "});",
      'test.each([door])("five %s", () => {});',
    ].join("\n");
    expect(
      proseOf({ path: "a.ts", text })
        .text.split("\n")
        .map((line) => line.trim()),
    ).toEqual(["/** One. */", "// two", "three", "// four", "", "", "five %s"]);
  });

  test("a sentence for customers says it as people do, a comment beside it does not", () => {
    const messages = "src/ui/i18n/messages/en/result.ts";
    expect(found('  askingBack: "Asking, so that nobody waits",', messages)).toEqual([]);
    expect(found("  /** Nobody knows. */", messages)).toHaveLength(1);
  });
});
