/** CI runs what a laptop runs, with fixed actions and no right to write. */
import { describe, expect, test } from "vitest";
import { planned } from "../runner/steps.ts";
import { filesBelow, read } from "./support/files.ts";
import { citedScripts } from "./support/prose.ts";

const workflows = filesBelow(".github/workflows").map((path) => ({ path, text: read(path) }));
const PINNED = /^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d/;

/** What comes behind `uses:`, comment included. */
const actionsOf = (text: string): string[] =>
  [...text.matchAll(/^[\s-]*uses: *(.+)$/gm)].map(([, action = ""]) => action);
const unpinned = (text: string): string[] =>
  actionsOf(text).filter((action) => !PINNED.test(action));

describe.each(workflows)("$path", ({ text }) => {
  test("takes every action by its commit, with the version beside it", () => {
    expect(actionsOf(text).length).toBeGreaterThan(0);
    expect(unpinned(text), "an action that is a tag can change overnight").toEqual([]);
  });

  test("may read the repository and nothing else", () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    expect(text.match(/permissions:/g)).toHaveLength(1);
    expect(text).not.toMatch(/secrets\.|pull_request_target/);
  });

  test("runs scripts that package.json has", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: object };
    expect(citedScripts(text).filter((script) => !(script in scripts))).toEqual([]);
  });
});

test("the jobs of CI together run every step of the whole run", () => {
  const words = [...read(".github/workflows/ci.yml").matchAll(/words: "?([^"}]+)"? }/g)].map(
    ([, each = ""]) => each.trim().split(" "),
  );
  const kindOf = (name: string) => (/^(journeys|alone)$/.test(name) ? "playwright" : name);
  const run = new Set(words.flatMap((each) => planned(each)).map(({ name }) => kindOf(name)));
  expect([...run].sort()).toEqual(
    planned([])
      .map(({ name }) => name)
      .sort(),
  );
  const shards = words.flat().filter((word) => word.startsWith("journeys:"));
  expect(shards).toEqual(shards.map((_, n) => `journeys:${n + 1}/${shards.length}`));
});

test("these checks can fail", () => {
  expect(unpinned("      - uses: actions/checkout@v4\n")).toEqual(["actions/checkout@v4"]);
  const commit = "a".repeat(40);
  expect(unpinned(`  - uses: a/b@${commit}\n`), "without its version").toHaveLength(1);
  expect(unpinned(`  - uses: a/b@${commit} # v1.0\n`)).toEqual([]);
});

test("the page for contributors is short", () => {
  expect(read(".github/CONTRIBUTING.md").trimEnd().split("\n").length).toBeLessThanOrEqual(80);
});
