/** CI runs what a laptop runs, with fixed actions and no right to write. */
import { describe, expect, test } from "vitest";
import { planned } from "../runner/steps.ts";
import { filesBelow, read } from "./support/files.ts";
import { citedScripts } from "./support/prose.ts";

const workflows = filesBelow(".github/workflows").map((path) => ({ path, text: read(path) }));
/** Another workflow of the same commit needs no pin. */
const PINNED = /^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d|^\.\/\.github\/workflows\//;

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
    expect(text).not.toMatch(/pull_request_target/);
  });

  test("runs scripts that package.json has", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: object };
    expect(citedScripts(text).filter((script) => !(script in scripts))).toEqual([]);
  });
});

describe("secrets", () => {
  const secretsIn = (text: string) => [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);

  test.each(workflows.filter(({ path }) => !path.endsWith("/deploy.yml")))(
    "$path has none",
    ({ text }) => expect(secretsIn(text)).toEqual([]),
  );

  test("a deployment's are those of an environment, for single steps, and never of a pull request", () => {
    const text = read(".github/workflows/deploy.yml");
    expect(new Set(secretsIn(text))).toEqual(new Set(["CLOUDFLARE_API_TOKEN", "OPERATOR_TOKEN"]));
    expect(text).not.toMatch(/pull_request|^ {6}\w+: \$\{\{ secrets/m);
    for (const [, job = ""] of text.matchAll(/^ {2}(staging|production):$/gm)) {
      expect(text, job).toMatch(new RegExp(`^    environment:\n      name: ${job}$`, "m"));
    }
  });
});

describe("a deployment", () => {
  const text = read(".github/workflows/deploy.yml");

  test("is tested first, goes to staging, and then to production", () => {
    expect(text).toMatch(/^ {2}test:\n {4}uses: \.\/\.github\/workflows\/ci\.yml$/m);
    expect(text).toMatch(/^ {2}staging:\n {4}needs: test$/m);
    expect(text).toMatch(/^ {2}production:\n {4}needs: staging$/m);
    expect(read(".github/workflows/ci.yml")).toContain("workflow_call:");
  });

  test("is never cut off by the next one", () => {
    expect(text).toMatch(/^concurrency:\n {2}group: deploy\n {2}cancel-in-progress: false$/m);
  });

  test("releases, and then asks whether it is ready, in each environment", () => {
    const runs = [...text.matchAll(/^ {6}- run: (.+)$/gm)].map(([, run = ""]) => run);
    const release = (env: string) =>
      runs.findIndex((run) => run.includes(`release -- --env ${env} `));
    for (const env of ["staging", "production"]) {
      expect(runs[release(env) + 1], env).toMatch(/^npm run operator -- ready /);
    }
    expect(runs[release("production") - 1]).toMatch(/^node src\/cli\/keep-assets\.ts /);
    expect(
      runs.filter((run) => /npx|wrangler/.test(run)),
      "only the locked version",
    ).toEqual([]);
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
