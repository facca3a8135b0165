import { describe, expect, test } from "vitest";
import { code, documents, exists, otherTexts, read } from "./support/files.ts";
import {
  ABOUT_WORDS,
  entriesOf,
  GENERATED,
  GLOSSARY,
  inWords,
  legacyNames,
  legacyView,
  missingNames,
  replacedWords,
  textIn,
  viewColumns,
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

test("the view that older systems read has its columns in order", () => {
  const { name, columns } = legacyView();
  expect(columns).toHaveLength(13);
  expect(viewColumns(textIn("migrations"), name), "never renamed").toEqual(columns);
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

  test("the columns of a view, renamed or not, over several lines or not", () => {
    const list = "a,\n  b AS c,\n  CASE WHEN x IN ('x',\n      'y') THEN f(1, 2) END AS d";
    const sql = `CREATE VIEW v AS\nSELECT\n  ${list}\nFROM t;`;
    expect(viewColumns(sql, "v")).toEqual(["a", "c", "d"]);
    expect(viewColumns(sql, "w")).toEqual([]);
  });

  test.each([
    ["isSettledAt", "is Settled At"],
    ["SETTLED_AT", "SETTLED AT"],
    ["--settled-at", "--settled at"],
    ["readHTMLDoor", "read HTML Door"],
    ["a_b - c", "a b - c"],
  ])("%s as words: %s", (name, words) => {
    expect(inWords(name)).toBe(words);
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
    "const settledAt = null;",
    "settle_top_up",
    "refuseAtTheDoor()",
    "--old-door: 1px;",
    "const NOBODY = null;",
    "forEverybodyElse()",
    "pk_test_of_somebody_else",
    "const lapsedTopUps = [];",
    "invoiceKeeper()",
    "isHeldPayment",
    "canWithdraw()",
    "// the credit was withdrawn",
    "strayIntents",
    "whoeverAsks(a)",
  ])("%s has a new word", (words) => {
    expect(found(`\n${words}`)).toHaveLength(1);
    expect(found(`\n${words}`)[0]).toMatch(/^src\/a\.ts:2: "/);
  });

  test.each([
    "lighthouse",
    "spoken",
    "elapsed",
    "already",
    "straight",
    "shadow",
    "doorstep",
    "allSettled",
    "withheld",
    "entries",
  ])("%s only looks like one", (word) => {
    expect(found(`const ${word} = 1;`)).toEqual([]);
  });

  test.each([
    ["// a letter is due", "src/app/notice/a.ts", 1],
    ["// a dead letter, to the letter", "src/app/notice/a.ts", 0],
    ["// letters and digits", "src/ui/kit/a.ts", 0],
    ["// withdraw the credit", "src/http/api/a.ts", 1],
    ["// the right to withdraw", "src/ui/portal/a.ts", 0],
    ["// withdrawalConsent, then withdraw", "src/ui/portal/a.ts", 1],
    ["const numberOfTries = 1;", "src/app/identification/a.ts", 1],
    ["// four tries of a consumer", "src/object/service/a.ts", 0],
  ])("%s in %s: %s", (words, path, count) => {
    expect(found(words, path)).toHaveLength(count);
  });

  test("a sentence for customers says it as people do, a comment beside it does not", () => {
    const messages = "src/i18n/messages/en.ts";
    expect(found('  askingBack: "Asking, so that nobody waits",', messages)).toEqual([]);
    expect(found("  /** Nobody knows. */", messages)).toHaveLength(1);
  });
});
