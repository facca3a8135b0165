import { describe, expect, test } from "vitest";
import { code } from "./support/files.ts";
import { LIMITS, longFunctions, tooLong, tooWide } from "./support/sizes.ts";

const all = code("src", "test");

describe("sizes", () => {
  test(`no file is longer than ${LIMITS.fileLines} lines, of tests ${LIMITS.testFileLines}`, () => {
    expect(all.flatMap(tooLong), "split it where the second idea begins").toEqual([]);
  });

  test(`no function is longer than ${LIMITS.functionLines} lines`, () => {
    expect(all.flatMap(longFunctions), "give the parts names of their own").toEqual([]);
  });

  test(`no line is wider than ${LIMITS.columns} columns`, () => {
    expect(all.flatMap(tooWide), "break the line; for comments the formatter does not").toEqual([]);
  });
});

describe("these checks can fail", () => {
  const file = (text: string) => ({ path: "x.ts", text });
  const body = (lines: number) => "  f();\n".repeat(lines);

  test.each([
    ["src/a.ts", 300],
    ["test/domain/a.test.ts", 350],
  ])("%s of %i lines and one", (path, most) => {
    const lines = (count: number) => ({ path, text: "f();\n".repeat(count) });
    expect(tooLong(lines(most))).toEqual([]);
    expect(tooLong(lines(most + 1))).toEqual([`${path}: ${most + 1} lines`]);
  });

  test("a function of 61 lines", () => {
    expect(longFunctions(file(`function g() {\n${body(58)}}`))).toEqual([]);
    expect(longFunctions(file(`\nconst g = () => {\n${body(59)}}`))).toEqual([
      "x.ts:2: a function of 61 lines",
    ]);
  });

  test("a long chapter of tests is none, a long test in it is", () => {
    expect(longFunctions(file(`describe("a", () => {\n${body(99)}});`))).toEqual([]);
    expect(longFunctions(file(`describe.each([1])("a", () => {\n${body(99)}});`))).toEqual([]);
    expect(longFunctions(file(`test("a", () => {\n${body(99)}});`))).toHaveLength(1);
  });

  test("a line of 101 columns, unless it cannot be broken", () => {
    expect(tooWide(file("x".repeat(100)))).toEqual([]);
    expect(tooWide(file(`\n${"x".repeat(101)}`))).toEqual(["x.ts:2: 101 columns"]);
    expect(tooWide(file(`  test("${"x".repeat(101)}", () => {`))).toEqual([]);
    expect(tooWide(file(`// https://example.com/${"x".repeat(101)}`))).toEqual([]);
  });
});
