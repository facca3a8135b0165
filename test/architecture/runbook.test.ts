import { describe, expect, test } from "vitest";
import { ERRORS } from "../../src/domain/base/errors.ts";
import { code, filesBelow, read } from "./support/files.ts";
import { raisedFindings } from "./support/findings.ts";
import { citedEvents, createdTables, loggedEvents, queriedTables } from "./support/operations.ts";
import { hasHeading, headings } from "./support/prose.ts";

const RUNBOOK = "src/docs/runbook.md";
const titles = headings(read(RUNBOOK));
const findings = raisedFindings(code("src"));
const codes = Object.keys(ERRORS);

describe("on-call finds everything in the runbook", () => {
  test("every error code has a heading", () => {
    const missing = codes.filter((each) => !hasHeading(titles, each));
    expect(missing, `write a heading for each in ${RUNBOOK}`).toEqual([]);
  });

  test("every kind of finding has a heading", () => {
    const missing = [...findings.kinds].filter(([kind]) => !hasHeading(titles, kind));
    const named = missing.map(([kind, place]) => `${kind} (${place})`);
    expect(named, `write a heading for each in ${RUNBOOK}`).toEqual([]);
  });

  test("every kind of finding can be read off the place that raises it", () => {
    expect(findings.unreadable, "write the kind as a text where it is raised").toEqual([]);
    expect(findings.kinds.size).toBeGreaterThan(10);
  });
});

describe("what the runbook says to look at is there", () => {
  const documents = [RUNBOOK, "src/docs/troubleshooting.md"].map(read).join("\n");

  test("every log line that it names is written by the code", () => {
    const logged = loggedEvents(code("src"));
    const cited = citedEvents(documents);
    expect(cited.length).toBeGreaterThan(8);
    expect(cited.filter((event) => !logged.has(event))).toEqual([]);
  });

  test("every table that its queries read is made by a migration", () => {
    const files = filesBelow("migrations").filter((path) => path.endsWith(".sql"));
    const created = createdTables(files.map(read).join("\n"));
    const queried = queriedTables(documents);
    expect(queried.length).toBeGreaterThan(3);
    expect(queried.filter((table) => !created.includes(table))).toEqual([]);
  });
});

describe("no refusal is only a promise", () => {
  test("every error code is in a test", () => {
    const notTests = /^test\/(architecture|simulators|dev|runner)\//;
    const tests = code("test").filter(({ path }) => !notTests.test(path));
    const text = tests.map(({ text }) => text).join("\n");
    const untested = codes.filter((each) => !new RegExp(`["'\`]${each}["'\`]`).test(text));
    expect(untested, "write a test in which it is refused for this reason").toEqual([]);
  });
});

describe("these checks can fail", () => {
  const raised = (text: string) => raisedFindings([{ path: "x.ts", text }]);

  test("kinds are read off calls, conditions included", () => {
    const text =
      'finding(t, a ? "one" : b ? "two" : "three", x); findings.raise({ kind: "four" });';
    expect([...raised(text).kinds.keys()]).toEqual(["one", "two", "three", "four"]);
  });

  test("a kind in a variable is not readable", () => {
    expect(raised("\nfinding(t, kind, x);").unreadable).toEqual(["x.ts:2"]);
    expect(raised("const findAfter = (k) => finding(t, k, x);").unreadable).toEqual([]);
  });

  test("headings are found whatever their level, in backticks or among others", () => {
    const found = headings("# One\ntext\n### `wrong_amount` and surplus\n");
    expect(found).toEqual(["One", "wrong_amount and surplus"]);
    expect(hasHeading(found, "surplus")).toBe(true);
    expect(hasHeading(found, "amount")).toBe(false);
  });

  test("log lines are read off calls and off prose", () => {
    const text = 'log.warn("one", f); ports.log.error(a ? "two" : "three", e); x.info(four);';
    expect([...loggedEvents([{ path: "x.ts", text }])]).toEqual(["one", "two", "three"]);
    expect(citedEvents("Log line `one`; log lines: `two`,\n  `three` and `four`, `f()`")).toEqual([
      "one",
      "two",
      "three",
      "four",
    ]);
    expect(citedEvents("the log of `one`")).toEqual([]);
  });

  test("tables are read off queries and off migrations", () => {
    expect(queriedTables("`SELECT a FROM b WHERE c IN (SELECT d FROM e)`, from f")).toEqual([
      "b",
      "e",
    ]);
    expect(createdTables("CREATE TABLE `a` (\nCREATE VIEW b AS SELECT\n-- CREATE TABLE c")).toEqual(
      ["a", "b"],
    );
  });
});
