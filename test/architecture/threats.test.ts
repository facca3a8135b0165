import { describe, expect, test } from "vitest";
import { exists, read } from "./support/files.ts";
import { hasTest, threatRows } from "./support/threats.ts";

const THREATS = "src/docs/threats.md";
const rows = threatRows(THREATS, read(THREATS));

describe("every threat has a test", () => {
  test("each row names what holds and at least one test", () => {
    expect(rows.length).toBeGreaterThan(20);
    const bare = rows.filter(({ tests }) => tests.length === 0);
    expect(bare, `write \`test/…\` "title" into the row`).toEqual([]);
  });

  test("each test that it names is there, under this title", () => {
    const lost = rows.flatMap(({ place, tests }) =>
      tests
        .filter(({ path, title }) => !exists(path) || !hasTest(read(path), title))
        .map(({ path, title }) => `${place}: ${path} "${title}"`),
    );
    expect(lost, "a test was renamed or removed: correct the row").toEqual([]);
  });
});

describe("these checks can fail", () => {
  test("a row without a test, and one without what holds, count as bare", () => {
    const text = '| a | b | none |\n| a |  | `test/x.ts` "t" |\n| a | b | `test/x.ts` "t" |';
    expect(threatRows("x.md", text).map(({ tests }) => tests.length)).toEqual([0, 0, 1]);
  });

  test.each([
    ['test("pays", () => {', true],
    ['  test.each([\n    [1],\n  ])("pays", () => {', true],
    ['test(\n    "pays", () => {', true],
    ['// it pays: "pays"', false],
    ['test("pays twice", () => {', false],
  ])("%j has the test: %s", (text, there) => {
    expect(hasTest(text, "pays")).toBe(there);
  });
});
