import { readdirSync } from "node:fs";
import { matchesGlob } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../dev/paths.ts";
import { WORDS } from "../runner/steps.ts";
import nodeConfig from "../vitest.config.ts";
import workersConfig from "../vitest.workers.config.ts";
import { code, documents, filesBelow, isTest, read } from "./support/files.ts";
import { forbiddenWords } from "./support/forbidden.ts";

/** What a new reader sees first; another name here needs a decision. */
const TOP_LEVEL = [
  "LICENSE",
  "README.md",
  "migrations",
  "package-lock.json",
  "package.json",
  "public",
  "src",
  "test",
  "tsconfig.json",
  "wrangler.toml",
];
const DOTFILES = [
  ".biome.json",
  ".ci",
  ".dev.vars.example",
  ".editorconfig",
  ".github",
  ".gitignore",
  ".npmrc",
  ".nvmrc",
  ".vscode",
];
const NOT_COMMITTED = [
  "node_modules",
  ".git",
  ".dev.vars",
  ".deploy",
  ".wrangler",
  ".tmp",
  ".DS_Store",
];

const includes = (config: unknown): readonly string[] =>
  (config as { test: { include: string[] } }).test.include;

describe("the repository", () => {
  test("has the agreed top level and nothing else", () => {
    const there = readdirSync(ROOT).filter((name) => !NOT_COMMITTED.includes(name));
    const advice = "things belong below src, test, migrations or public";
    expect(there.sort(), advice).toEqual([...TOP_LEVEL, ...DOTFILES].sort());
  });

  test("contains no word for unfinished or unchecked work", () => {
    const found = [...code("src", "test"), ...documents()].flatMap(forbiddenWords);
    expect(found, "see the advice behind each").toEqual([]);
  });

  test("has every test in exactly one runner", () => {
    const runners = [...includes(nodeConfig), ...includes(workersConfig), "test/e2e/**/*.spec.ts"];
    const homeless = filesBelow("test")
      .filter((path) => isTest({ path, text: "" }))
      .filter((path) => runners.filter((glob) => matchesGlob(path, glob)).length !== 1);
    const advice = "see the includes of test/vitest.config.ts and test/vitest.workers.config.ts";
    expect(homeless, advice).toEqual([]);
  });

  test("has every folder of tests among the words of the test command", () => {
    const folders = new Set(
      filesBelow("test")
        .filter((path) => isTest({ path, text: "" }))
        .map((path) => path.split("/")[1] ?? ""),
    );
    const unknown = [...folders].filter((folder) => !WORDS.includes(folder));
    expect(unknown, "name it in test/runner/steps.ts").toEqual([]);
  });

  test("pins every version, so that a clean clone is the same everywhere", () => {
    const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^\d/.test(version))
      .map(([name, version]) => `${name}@${version}`);
    expect(loose, "write the exact version").toEqual([]);
  });
});

describe("the check on words can fail", () => {
  test.each([
    ["// TO", "DO later"],
    ["const x = y as a", "ny;"],
    ["const x = y as unk", "nown as Z;"],
    ["// @ts-ig", "nore"],
    ["test.on", 'ly("x")'],
    ["describe.sk", 'ip("x")'],
  ])("on %s%s", (first, second) => {
    expect(forbiddenWords({ path: "x.ts", text: `\n${first}${second}` })).toHaveLength(1);
  });

  test("and passes what only looks like it", () => {
    const text = "const skip = only; // as readers know, todos are fine in prose";
    expect(forbiddenWords({ path: "x.ts", text })).toEqual([]);
  });
});
