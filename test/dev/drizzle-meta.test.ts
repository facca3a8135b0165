/** drizzle-kit compares the schema with `meta/`: the next migration holds what changed, no more. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { ROOT } from "./paths.ts";

// drizzle-kit takes paths from its working directory alone.
const folder = mkdtempSync(`${ROOT}.tmp/drizzle-`);
afterAll(() => rmSync(folder, { recursive: true }));
const inRoot = (path: string) => path.slice(ROOT.length);

/** Generates into a copy of this folder of migrations; answers with what drizzle-kit said. */
function generated(config: string, migrations: string): string {
  const out = `${folder}/${migrations.replaceAll("/", "-")}`;
  cpSync(`${ROOT}${migrations}`, out, { recursive: true });
  const text = readFileSync(`${ROOT}src/adapters/d1/${config}`, "utf8");
  const copy = `${folder}/${config}`;
  writeFileSync(copy, text.replace(`out: "./${migrations}"`, `out: "./${inRoot(out)}"`));
  const args = ["generate", "--config", inRoot(copy), "--name", "what_changed"];
  const run = spawnSync(`${ROOT}node_modules/.bin/drizzle-kit`, args, {
    cwd: ROOT,
    encoding: "utf8",
  });
  return run.stdout + run.stderr;
}

describe("nothing has changed since the newest migration", () => {
  test.each([
    ["drizzle.config.ts", "migrations"],
    ["drizzle-ledger.config.ts", "migrations/ledger"],
  ])(
    "%s",
    (config, migrations) => {
      expect(generated(config, migrations)).toContain("No schema changes");
    },
    60_000,
  );
});
