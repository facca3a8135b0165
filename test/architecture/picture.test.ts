import { describe, expect, test } from "vitest";
import { TOP_UP_STATES } from "../../src/domain/top-up/states.ts";
import { read } from "./support/files.ts";
import {
  allowedArrows,
  closure,
  differences,
  drawnArrows,
  picturesOf,
  stateDiagramOf,
  stateDifferences,
} from "./support/picture.ts";

const MAP = "src/README.md";
const pictures = picturesOf(read(MAP));
/** Every folder whose rooms have rules among themselves. */
const FOLDERS = ["src", "src/app", "src/domain", "src/http", "src/object", "src/ui"];

describe("the pictures of rooms say what the rules say", () => {
  test("every ring with rooms has its picture", () => {
    expect([...pictures.keys()].sort(), `draw it in ${MAP}`).toEqual(FOLDERS);
  });

  test.each(FOLDERS)("%s", (folder) => {
    const drawn = drawnArrows(pictures.get(folder) ?? "");
    const advice = `change ${MAP}, or test/architecture/support/zones.ts`;
    expect(drawn.size).toBeGreaterThan(0);
    expect(differences(drawn, allowedArrows(folder)), advice).toEqual([]);
  });
});

test("the picture of states has every state of a top-up, and no other name", () => {
  const found = stateDifferences(stateDiagramOf(read(MAP)), TOP_UP_STATES);
  expect(found, `change ${MAP}; the states are those of src/domain/top-up/states.ts`).toEqual([]);
});

describe("these checks can fail", () => {
  const fence = "```";

  test("pictures are found by the folder in the heading above", () => {
    const text = `## One: \`src/app\`\nwords\n${fence}mermaid\nflowchart TD\n  a --> b\n${fence}\n`;
    expect([...picturesOf(text)]).toEqual([["src/app", "  a --> b\n"]]);
    expect([...picturesOf(text.replace("flowchart", "sequenceDiagram"))]).toEqual([]);
  });

  test("arrows are read with labels, groups and chains; dotted ones are left out", () => {
    const chart = '  a["a: one, two"] & top_up --> b --> c\n  cli -. HTTP .-> a\n';
    expect([...drawnArrows(chart)]).toEqual(["a > b", "top-up > b", "b > c"]);
  });

  test.each([
    ["  [*] --> a\n  a --> b: why\n  b --> [*]\n", []],
    ["  a --> a\n", ["b: not drawn"]],
    ["  a --> b\n  b --> c: why\n", ["c: no state"]],
    ["  a --> b\n  state b\n", ["state b: no arrow"]],
    ["", ["a: not drawn", "b: not drawn"]],
  ])("the states a and b drawn as %j: %j", (diagram, found) => {
    const text = `${fence}mermaid\nstateDiagram-v2\n${diagram}${fence}\n`;
    expect(stateDifferences(stateDiagramOf(text), ["a", "b"])).toEqual(found);
  });

  test("an arrow leads on", () => {
    const drawn = new Set(["a > b", "b > c", "c > d"]);
    expect([...closure(drawn)].sort()).toEqual([
      "a > b",
      "a > c",
      "a > d",
      "b > c",
      "b > d",
      "c > d",
    ]);
  });

  test("an arrow too many and one too few", () => {
    expect(differences(new Set(["a > b"]), new Set(["a > c"]))).toEqual([
      "a > b: drawn, not allowed",
      "a > c: allowed, not drawn",
    ]);
  });

  test("the rules know the rings", () => {
    expect(allowedArrows("src").has("object > ports")).toBe(true);
    expect(allowedArrows("src").has("object > app")).toBe(false);
    expect(allowedArrows("src/app").has("sale > payment")).toBe(false);
  });
});
