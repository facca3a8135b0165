import { describe, expect, test } from "vitest";
import { documents, exists, read } from "./support/files.ts";
import { citedPath, citedScripts, mentions } from "./support/prose.ts";

const scripts = Object.keys(
  (JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts,
);

describe("documents cite what is there", () => {
  test("every path they cite is there", () => {
    const lost = documents()
      .flatMap(mentions)
      .filter(({ what }) => {
        const path = citedPath(what);
        return path !== null && !exists(path);
      });
    const named = lost.map(({ place, what }) => `${place}: ${what}`);
    expect(named, "correct the path, or the plan").toEqual([]);
  });

  test("every command they cite is in package.json", () => {
    const unknown = documents().flatMap(({ path, text }) =>
      citedScripts(text)
        .filter((script) => !scripts.includes(script))
        .map((script) => `${path}: npm run ${script}`),
    );
    expect(unknown, "correct the document or add the script").toEqual([]);
  });

  test.each(["README.md", "src/README.md", "test/README.md", "migrations/README.md"])(
    "%s is there",
    (path) => {
      expect(exists(path), `write ${path}`).toBe(true);
    },
  );

  test("the README fits on two screens", () => {
    const lines = read("README.md").trimEnd().split("\n").length;
    expect(lines, "move details to src/README.md or test/README.md").toBeLessThanOrEqual(120);
  });
});

describe("these checks can fail", () => {
  test.each([
    ["src/domain/base/money.ts", "src/domain/base/money.ts"],
    ["src/domain/base/money.ts:12", "src/domain/base/money.ts"],
    ["test/e2e/", "test/e2e"],
    ["wrangler.toml", "wrangler.toml"],
    ["npm test", null],
    ["POST /api/top-ups", null],
    ["src/domain/*.ts", null],
    ["NNNN_what.sql", null],
    [".dev.vars", null],
    ["payment_intent.succeeded", null],
  ])("`%s` cites %s", (what, path) => {
    expect(citedPath(what)).toBe(path);
  });

  test("words in backticks and links count, code blocks do not", () => {
    const text = "see `a.ts` and [b](../b.md#part)\n```\n`c`\n```\n[web](https://x.test/)";
    expect(mentions({ path: "src/d/README.md", text })).toEqual([
      { place: "src/d/README.md:1", what: "a.ts" },
      { place: "src/d/README.md:1", what: "src/b.md" },
      { place: "src/d/README.md:5", what: "https://x.test/" },
    ]);
  });

  test("commands are found in prose and in code blocks", () => {
    const text = "`npm install && npm test`\n```\nnpm run conformance:cgrates -- --url x\n```";
    expect(citedScripts(text)).toEqual(["test", "conformance:cgrates"]);
  });
});
