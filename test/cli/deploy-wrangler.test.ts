/** The real wrangler against the account, as the guide has it: migrate, deploy, roll back. */
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { runInstalledWrangler } from "../../src/cli/deploy/machine.ts";
import { withVar } from "../../src/cli/deploy/toml-edit.ts";
import { readWorkerConfig } from "../../src/cli/deploy/worker-config.ts";
import { ANSWERS, type DeployWorld, HOST, openDeployWorld } from "./deploy-world.ts";

/** Wrangler takes seconds for each of its commands, and longer where the machine is busy. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let world: DeployWorld;

const wrangler = (...args: string[]) =>
  runInstalledWrangler([...args, "--config", world.config], world.wranglerEnv());
const deploy = () =>
  wrangler("deploy", "--env=", "--secrets-file", `${world.folder}.deploy/production.secrets.json`);
const script = () => {
  const found = world.cloudflare.account.scripts.get("edge-topup");
  if (!found) throw new Error("nothing was deployed");
  return found;
};
const editConfig = (name: string, value: string) =>
  writeFileSync(world.config, withVar(readFileSync(world.config, "utf8"), "", name, value));

describe("the guide", () => {
  afterEach(() => world.close());

  test("from an empty account to a rollback, by setup, wrangler and the check", async () => {
    world = await openDeployWorld();
    expect((await world.run("setup", "--apply", ...ANSWERS)).code).toBe(0);
    await deploy();
    const { secrets, schedules, migrationTag } = script();
    expect([...secrets.keys()].toSorted()).toEqual(Object.keys(world.secrets()).toSorted());
    const { crons } = readWorkerConfig(world.config, "");
    expect(schedules).toEqual(crons.map((cron) => ({ cron })));
    expect(migrationTag).toMatch(/^v\d+$/);
    expect(world.cloudflare.account.domains).toMatchObject([
      { hostname: HOST, service: "edge-topup" },
    ]);

    const checked = await world.run("check");
    expect(checked.out).not.toMatch(/^later/m);
    expect(checked.out).toMatch(/^ok +queue edge-topup-provision: dead letters: edge-topup-dead$/m);
    expect(checked.code).toBe(0);
    const after = world.everything();
    expect((await world.run("setup", "--apply")).out).toContain("Nothing to make.");
    expect(world.everything()).toBe(after);

    await deploy();
    const [first, second] = script().versions.map(({ id }) => id);
    expect(second).toBeDefined();
    await wrangler("rollback", String(first), "--yes", "--message", "a test", "--env=");
    expect(script().deployments.at(-1)).toMatchObject({
      versions: [{ version_id: first, percentage: 100 }],
      annotations: { "workers/message": "a test" },
    });
  });
});

describe("given it was deployed", () => {
  beforeAll(async () => {
    world = await openDeployWorld({ isMigrated: true });
    await world.run("setup", "--apply", ...ANSWERS);
    await deploy();
  });
  afterAll(() => world.close());

  test("a secret that only the store has is neither read nor written again", async () => {
    const stored = [...script().secrets];
    const elsewhere = ["--secrets-file", `${world.folder}none.json`];
    expect((await world.run("check", ...elsewhere)).code).toBe(0);
    await world.run("setup", "--apply", ...elsewhere);
    expect([...script().secrets]).toEqual(stored);
  });

  test("a secret that got lost in the store comes back from the file, the others stay", async () => {
    const kept = new Map(script().secrets);
    script().secrets.delete("SEAL_KEYS");
    script().secrets.set("SIGNING_KEY", "set by a person since");
    expect((await world.run("setup", "--apply")).code).toBe(0);
    expect(script().secrets.get("SEAL_KEYS")).toBe(kept.get("SEAL_KEYS"));
    expect(script().secrets.get("SIGNING_KEY")).toBe("set by a person since");
  });

  test("the bootstrap token stays away once there is an administrator's key", async () => {
    script().secrets.delete("OPERATOR_BOOTSTRAP_TOKEN");
    expect((await world.run("check")).out).toMatch(/^missing secret OPERATOR_BOOTSTRAP_TOKEN/m);
    world.cloudflare.account.databases[0]?.query(KEY);
    const { out, code } = await world.run("setup", "--apply");
    expect([code, out]).toEqual([0, expect.stringContaining("Nothing to make.")]);
  });

  test("what would lose every object or stop sales is refused by the check", async () => {
    editConfig("OBJECT_JURISDICTION", "eu");
    editConfig("DEPLOYMENT_ID", "another");
    const { out, code } = await world.run("check");
    expect(out).toMatch(
      /^wrong +choice --objects: OBJECT_JURISDICTION is "eu", and what runs has ""/m,
    );
    expect(out).toMatch(/^wrong +choice --deployment-id: .* what runs has "kestrel-test"/m);
    expect(code).toBe(1);
  });
});

describe("migrations", () => {
  afterEach(() => world.close());

  test("wrangler's own command and setup go on from each other", async () => {
    world = await openDeployWorld();
    await world.run("setup", "--apply", ...ANSWERS);
    const [database] = world.cloudflare.account.databases;
    const applied = () => database?.query("SELECT name FROM d1_migrations")[0]?.results.length;
    const before = applied();
    await wrangler("d1", "migrations", "apply", "DB", "--remote", "--env=");
    expect(applied()).toBe(before);
    expect((await world.run("check")).code).toBe(0);
  });

  test("a trigger of several lines passes an import, where D1's server cuts it", async () => {
    world = await openDeployWorld({ isMigrated: true });
    const [database] = world.cloudflare.account.databases;
    const trigger = "CREATE TRIGGER two_lines BEFORE DELETE ON brand BEGIN\nSELECT 1;\nEND;\n";
    expect(() => database?.query(trigger)).toThrow(/incomplete input/);
    const file = `${world.folder}trigger.sql`;
    writeFileSync(file, trigger);
    await world.run("setup", "--apply", ...ANSWERS);
    await wrangler("d1", "execute", "DB", "--remote", "--yes", "--file", file, "--env=");
    expect(JSON.stringify(database?.snapshot())).toContain("two_lines");
  });
});

const KEY = `INSERT INTO operator_key (id, kind, person, name, role, secret_hash, created_at)
VALUES ('key_1', 'person', 'olga', 'Olga', 'administrator', '${"a".repeat(64)}', 1);`;
