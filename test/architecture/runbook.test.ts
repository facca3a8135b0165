import { describe, expect, test } from "vitest";
import { ERRORS } from "../../src/domain/base/errors.ts";
import { code, read } from "./support/files.ts";
import { raisedFindings } from "./support/findings.ts";
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

describe("no refusal is only a promise", () => {
  test("every error code is in a test", () => {
    const notTests = /^test\/(architecture|simulators|dev|runner)\//;
    const tests = code("test").filter(({ path }) => !notTests.test(path));
    const said = tests.map(({ text }) => text).join("\n");
    const untested = codes.filter((each) => !new RegExp(`["'\`]${each}["'\`]`).test(said));
    expect(untested, "write a test in which it is refused for this reason").toEqual([]);
  });
});

describe("these checks can fail", () => {
  const raised = (text: string) => raisedFindings([{ path: "x.ts", text }]);

  test("kinds are read off calls, conditions included", () => {
    const text = 'finding(t, a ? "one" : b ? "two" : "three", x); books.raise({ kind: "four" });';
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
});
