/** A release reaches the customers in steps, or not at all: wrangler itself against a stand-in. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ROOT } from "../dev/paths.ts";
import { quietEnv } from "../dev/quiet.ts";
import { CloudflareStandIn, type StandInFaults } from "./cloudflare-stand-in.ts";

let stop: () => void = () => {};
afterEach(() => stop());

const DATABASE = "00000000-0000-0000-0000-00000000000";
const CONFIG = `name = "app"
workers_dev = false
preview_urls = false
main = "index.js"
compatibility_date = "2026-10-20"
[[d1_databases]]
binding = "DB"
database_name = "app"
database_id = "${DATABASE}1"
[[d1_databases]]
binding = "LEDGER_1"
database_name = "app-ledger"
database_id = "${DATABASE}2"
migrations_dir = "ledger"
[[durable_objects.bindings]]
name = "OBJECT"
class_name = "Thing"
[[migrations]]
tag = "v2"
new_sqlite_classes = ["Thing"]
`;

const WORKER = `import { DurableObject } from "cloudflare:workers";
export class Thing extends DurableObject {}
export default { fetch: () => new Response() };
`;

/** A small Worker with two databases. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), "edge-topup-release-"));
  writeFileSync(join(folder, "wrangler.toml"), CONFIG);
  writeFileSync(join(folder, "index.js"), WORKER);
  for (const name of ["migrations", "ledger"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "0000_a.sql"), "CREATE TABLE a (b TEXT);\n");
  }
  return folder;
}

async function release(faults: StandInFaults, ...more: readonly string[]) {
  const cloudflare = new CloudflareStandIn(faults);
  const { api, url } = await cloudflare.start();
  stop = () => cloudflare.stop();
  const args = ["--env", "production", "--url", url, "--tag", "now", "--within", "20", ...more];
  const child = spawn(process.execPath, [`${ROOT}src/cli/release.ts`, ...args], {
    cwd: project(),
    env: {
      ...quietEnv(),
      CLOUDFLARE_API_BASE_URL: api,
      CLOUDFLARE_API_TOKEN: "token",
      CLOUDFLARE_ACCOUNT_ID: "account",
      OPERATOR_TOKEN: "etk_of_no_value",
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const exitCode = await new Promise((resolve) => child.once("close", resolve));
  return { cloudflare, exitCode, said };
}
const LONG = 240_000;

test(
  "every database, then 0, 10 and 100 percent of the traffic; each step is asked itself",
  async () => {
    const { cloudflare, exitCode, said } = await release({});
    expect(exitCode, said).toBe(0);
    expect(cloudflare.migrated).toEqual([`${DATABASE}1`, `${DATABASE}2`]);
    expect(cloudflare.deployments).toEqual([
      ["before@100"],
      ["now@0", "before@100"],
      ["now@10", "before@90"],
      ["now@100"],
    ]);
    expect(cloudflare.overridden).toBeGreaterThanOrEqual(4);
    expect(said).toContain("production runs now");
  },
  LONG,
);

test(
  "a version that is not ready reaches no customer, and the one before serves all",
  async () => {
    const { cloudflare, exitCode, said } = await release({ notReady: "now" });
    expect(exitCode).toBe(1);
    expect(cloudflare.deployments).toEqual([
      ["before@100"],
      ["now@0", "before@100"],
      ["before@100"],
    ]);
    expect(said).toContain("rolled back: not ready: HTTP 503 d1");
  },
  LONG,
);

test(
  "classes of objects that have changed go at once, because no version can carry them",
  async () => {
    const { cloudflare, exitCode, said } = await release({ classesChanged: true });
    expect(exitCode, said).toBe(0);
    expect(cloudflare.deployments).toEqual([["before@100"], ["now@100"]]);
    expect(said).toContain("[[migrations]] has changed");
  },
  LONG,
);

test(
  "the first deploy has nothing to share the traffic with",
  async () => {
    const { cloudflare, exitCode, said } = await release({ isNew: true });
    expect(exitCode, said).toBe(0);
    expect(cloudflare.deployments).toEqual([["now@100"]]);
  },
  LONG,
);

test(
  "an operator's token is needed before anything is changed",
  async () => {
    const { cloudflare, exitCode } = await release({}, "--percent", "100");
    expect(exitCode).toBe(1);
    expect(cloudflare.migrated).toEqual([]);
  },
  LONG,
);
