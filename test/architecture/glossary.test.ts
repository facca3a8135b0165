import { describe, expect, test } from "vitest";
import { code, exists, read } from "./support/files.ts";
import {
  entriesOf,
  GLOSSARY,
  legacyNames,
  missingNames,
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
  test("do not come back into the code", () => {
    const found = code("src").flatMap((file) => replacedWords(file));
    expect(found, `say it in the words of ${GLOSSARY}`).toEqual([]);
  });
});

describe("these checks can fail", () => {
  test("entries are read off tables with three columns, their heads left out", () => {
    const table = "| term | meaning | where |\n|---|---|---|\n| turn | place | `src/a`, `src/b` |";
    expect(entriesOf(`${table}\n| a | b |\n`)).toEqual([
      { term: "turn", paths: ["src/a", "src/b"] },
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
    "env.NUMBER_KEEPER",
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

  test("a sentence for customers says it as people do, a comment beside it does not", () => {
    const messages = "src/ui/i18n/messages/en/result.ts";
    expect(found('  askingBack: "Asking, so that nobody waits",', messages)).toEqual([]);
    expect(found("  /** Nobody knows. */", messages)).toHaveLength(1);
  });
});
