import { describe, expect, test } from "vitest";
import {
  type Citable,
  citable,
  citationsOf,
  citingFiles,
  crossedLinks,
  DECISIONS,
  decisionFiles,
  decisionNumber,
  FEATURES,
  INVARIANTS,
  numberedHeadings,
  rowsOf,
  unresolved,
} from "./support/citations.ts";
import { read } from "./support/files.ts";

const there = citable();
const files = citingFiles();
const citations = files.flatMap(citationsOf);

describe("what code and documents cite is in the repository", () => {
  test.each([
    ["row", FEATURES, there.row.size, 80],
    ["invariant", INVARIANTS, there.invariant.size, 11],
    ["decision", DECISIONS, there.decision.size, 17],
  ])("every kind has its document: %s in %s", (_kind, _place, count, least) => {
    expect(count).toBeGreaterThanOrEqual(least);
  });

  test("every row, invariant and decision that is cited can be read there", () => {
    const advice = "correct the number, or write the row into the document";
    expect(unresolved(citations, there), advice).toEqual([]);
  });

  test("a link to a decision leads to the decision that it names", () => {
    expect(files.flatMap(crossedLinks), "number and file differ").toEqual([]);
  });

  test("no id is given twice", () => {
    const twice = (ids: readonly string[]) => ids.filter((id, i) => ids.indexOf(id) !== i);
    expect(twice(rowsOf(read(FEATURES))), FEATURES).toEqual([]);
    expect(twice(numberedHeadings(read(INVARIANTS))), INVARIANTS).toEqual([]);
    expect(twice(decisionFiles().map((path) => path.slice(0, DECISIONS.length + 5)))).toEqual([]);
  });

  test("the heading of a decision has the number of its file", () => {
    const differing = decisionFiles().filter(
      (path) => numberedHeadings(read(path))[0] !== decisionNumber(path),
    );
    expect(differing, 'begin the file with "# 5. Its title"').toEqual([]);
  });

  test("citations are found at all", () => {
    for (const kind of ["row", "invariant", "decision"]) {
      expect(citations.filter((one) => one.kind === kind).length, kind).toBeGreaterThan(5);
    }
  });
});

/** In two pieces, so that this file cites nothing that is not there. */
const [row, rows, invariant, decision] = ["row", "rows", "invariant", "decision"];

describe("these checks can fail", () => {
  const cited = (text: string) =>
    citationsOf({ path: "x.ts", text }).map(({ kind, what }) => `${kind} ${what}`);

  test.each([
    [`(${row} R3)`, ["row R3"]],
    [`/** R${row.slice(1)} S5: everything. */`, ["row S5"]],
    [`(${row} P2, N3)`, ["row P2", "row N3"]],
    [`(${rows} R2, R6, and C4).`, ["row R2", "row R6", "row C4"]],
    [`${rows} P4, S2 to S4 and V5`, ["row P4", "row S2", "row S3", "row S4", "row V5"]],
    [`${rows} M1–M3`, ["row M1", "row M2", "row M3"]],
    [`${rows} M1 to N3`, [`${row} M1 to N3`]],
    [` * as in ${row}\n * V5.`, ["row V5"]],
    [`// ${invariant}\n  // 5`, ["invariant 5"]],
    [`${invariant}s 2 and 3`, ["invariant 2", "invariant 3"]],
    [`[${decision} 12](a.md), D${decision.slice(1)} 13`, ["decision 12", "decision 13"]],
    [`the ${row} in D1, a ${row} of D1, ${rows} 4, ${invariant} under load`, []],
  ])("%s", (text, expected) => {
    expect(cited(text)).toEqual(expected);
  });

  const known: Citable = {
    row: new Set(["R3"]),
    invariant: new Set(["5"]),
    decision: new Set(["12"]),
  };

  test("a citation that leads nowhere is listed with its place", () => {
    const text = `a\n${row} R4, ${row} R3, ${invariant} 5\n${invariant} 12, ${decision} 5`;
    expect(unresolved(citationsOf({ path: "x.ts", text }), known)).toEqual([
      `x.ts:2: ${row} R4`,
      `x.ts:3: ${invariant} 12`,
      `x.ts:3: ${decision} 5`,
    ]);
  });

  test("rows are read off tables, numbers off headings and names of files", () => {
    expect(rowsOf("| id | x |\n|---|---|\n| R1 | see R9 |\n|B12| y |")).toEqual(["R1", "B12"]);
    expect(numberedHeadings("# A\n## 1. One\n## Two\n### 3. no\n# 4. Four")).toEqual(["1", "4"]);
    expect(decisionNumber(`${DECISIONS}/0012-typed-numbers.md`)).toBe("12");
    expect(decisionNumber("README.md")).toBeNull();
  });

  test("a link whose number is not that of its file", () => {
    const link = (n: number) => ({ path: "x.md", text: `[${decision} ${n}](d/0005-x.md#why)` });
    expect(crossedLinks(link(5))).toEqual([]);
    expect(crossedLinks(link(6))).toHaveLength(1);
  });
});
