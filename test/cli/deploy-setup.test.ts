import { readFileSync, statSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { HANDLED_EVENTS } from "../../src/contract/stripe-events.ts";
import { ROOT } from "../dev/paths.ts";
import { ANSWERS, type DeployWorld, HOST, openDeployWorld } from "./deploy-world.ts";

let world: DeployWorld;
afterEach(() => world.close());

const QUEUES = 6;

describe("given an empty account", () => {
  test("check lists all that is missing and asks what is chosen once", async () => {
    world = await openDeployWorld();
    const before = world.everything();
    const { code, out } = await world.run("check");
    expect(code).toBe(1);
    for (const name of ["--databases", "--objects", "--deployment-id"]) {
      expect(out).toMatch(new RegExp(`^missing choice ${name}: not answered`, "m"));
    }
    expect(out).toMatch(/^missing database edge-topup: is not in the account/m);
    expect(out).toMatch(/^missing migrations of edge-topup: /m);
    expect(out.match(/^missing queue edge-topup-/gm)?.length).toBeGreaterThanOrEqual(QUEUES);
    expect(out).toMatch(/^missing secret SEAL_KEYS: is nowhere/m);
    expect(out).toMatch(/^missing webhook endpoint /m);
    expect(out).toMatch(new RegExp(`^missing wallets on ${HOST}`, "m"));
    expect(out).toMatch(/^wrong +setting DEPLOYMENT_ID: is needed/m);
    expect(world.everything()).toBe(before);
  });

  test("a dry run changes nothing; apply makes all; then check is clean, apply idle", async () => {
    world = await openDeployWorld();
    const before = world.everything();
    const dry = await world.run("setup", ...ANSWERS);
    expect(dry.out).toMatch(/^would make queue edge-topup-dead, 14 days of retention$/m);
    expect(dry.out).toMatch(/^would make database edge-topup \(eu\)/m);
    expect(dry.out).toContain("nothing was done");
    expect(dry.code).toBe(1);
    expect(world.everything()).toBe(before);

    const applied = await world.run("setup", "--apply", ...ANSWERS);
    expect(applied.err).toBe("");
    expect(applied.out).toContain('npx wrangler deploy --env=""');
    expect(applied.code).toBe(0);
    expect(madeIn(world)).toMatchObject({
      jurisdictions: ["eu"],
      retentions: [1_209_600],
      events: [[...HANDLED_EVENTS]],
      domains: [HOST],
    });
    expect(Object.keys(world.secrets()).toSorted()).toEqual([
      "OPERATOR_BOOTSTRAP_TOKEN",
      "PAYER_KEY_SECRETS",
      "SEAL_KEYS",
      "SIGNING_KEY",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
    ]);

    const after = world.everything();
    expect(await world.run("check")).toMatchObject({ code: 0, err: "" });
    const again = await world.run("setup", "--apply");
    expect(again.out).toMatch(/^Nothing to make\.$/m);
    expect(world.everything()).toBe(after);
  });

  test("no secret is printed, and the file of secrets is its owner's alone", async () => {
    world = await openDeployWorld({ isMigrated: true });
    const applied = await world.run("setup", "--apply", ...ANSWERS);
    const secrets = Object.values(world.secrets());
    expect(secrets.length).toBeGreaterThan(4);
    for (const secret of secrets) expect(applied.out + applied.err).not.toContain(secret);
    const file = statSync(`${world.folder}.deploy/production.secrets.json`);
    expect(file.mode & 0o777).toBe(0o600);
    expect(readFileSync(`${ROOT}.gitignore`, "utf8").split("\n")).toContain(".deploy/");
  });

  test("a permission that the token lacks is named, and the other steps still run", async () => {
    world = await openDeployWorld({ isMigrated: true });
    world.cloudflare.account.allowed.delete("queues");
    const applied = await world.run("setup", "--apply", ...ANSWERS);
    expect(applied.code).toBe(1);
    expect(applied.out).toMatch(/^unknown queues: the API token lacks "Account, Queues, Edit"/m);
    const { jurisdictions, domains } = madeIn(world);
    expect({ jurisdictions, domains }).toEqual({ jurisdictions: ["eu"], domains: [HOST] });
    expect(world.stripe.admin.endpoints()).toHaveLength(1);
    expect(world.cloudflare.account.queues).toEqual([]);
  });

  test("a step that fails is said, the others run, and the next run makes the rest", async () => {
    world = await openDeployWorld({ isMigrated: true });
    world.cloudflare.faults.push({ method: "POST", path: /\/queues$/, kind: "fail_before" });
    const applied = await world.run("setup", "--apply", ...ANSWERS);
    expect(applied.err).toMatch(/^failed: queue edge-topup-dead: .*Internal error/);
    expect(applied.code).toBe(1);
    expect(world.stripe.admin.endpoints()).toHaveLength(1);
    expect((await world.run("setup", "--apply")).code).toBe(0);
  });

  test("a queue whose making got no answer is not made twice", async () => {
    world = await openDeployWorld({ isMigrated: true });
    world.cloudflare.faults.push({ method: "POST", path: /\/queues$/, kind: "drop_after" });
    await world.run("setup", "--apply", ...ANSWERS);
    expect((await world.run("setup", "--apply")).code).toBe(0);
    const names = world.cloudflare.account.queues.map(({ queue_name }) => queue_name);
    expect(new Set(names).size).toBe(names.length);
  });
});

function madeIn({ cloudflare, stripe }: DeployWorld) {
  const { databases, queues } = cloudflare.account;
  return {
    jurisdictions: [...new Set(databases.map(({ jurisdiction }) => jurisdiction))],
    retentions: [...new Set(queues.map(({ settings }) => settings.message_retention_period))],
    events: stripe.admin.endpoints().map(({ enabled_events }) => enabled_events),
    domains: stripe.admin.domains().map(({ domain_name }) => domain_name),
  };
}
