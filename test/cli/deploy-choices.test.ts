import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { ANSWERS, type DeployWorld, openDeployWorld } from "./deploy-world.ts";

let world: DeployWorld;
afterEach(() => world.close());

describe("what is chosen once", () => {
  test("without a terminal and without an answer: said with what it means, and exit code 1", async () => {
    world = await openDeployWorld();
    const { out, code } = await world.run("setup", "--apply", "--databases", "weur");
    expect(code).toBe(1);
    expect(out).toMatch(/missing choice --objects: not answered → .*part of every object's id/);
    expect(out).toMatch(/missing choice --deployment-id: not answered → .*later stops sales/);
    expect(world.stripe.admin.endpoints(), "it would name no deployment").toEqual([]);
  });

  test("a person at the terminal is asked, each answer once, and it is kept", async () => {
    const asked: string[] = [];
    const said = ["eu", "oc", "new"];
    const ask = async (question: string) => {
      asked.push(question);
      return said[asked.length - 1] ?? "";
    };
    world = await openDeployWorld({ ask });
    const { out } = await world.run("check");
    expect(asked).toHaveLength(3);
    expect(out).toContain("They can never be moved.");
    await world.run("check");
    expect(asked).toHaveLength(3);
    await world.run("setup", "--apply");
    const toml = readFileSync(world.config, "utf8");
    expect(toml).toMatch(/^LOCATION_HINT = "oc"$/m);
    expect(toml).toMatch(/^OBJECT_JURISDICTION = ""$/m);
    expect(toml).toMatch(/^DEPLOYMENT_ID = "[0-9a-f-]{36}"$/m);
    const { databases } = world.cloudflare.account;
    expect(new Set(databases.map(({ jurisdiction }) => jurisdiction))).toEqual(new Set(["eu"]));
  });

  test("a jurisdiction of objects is written, and staging keeps its own", async () => {
    world = await openDeployWorld({ isMigrated: true });
    const before = readFileSync(world.config, "utf8");
    await world.run("setup", "--apply", ...ANSWERS.with(3, "us"));
    const changed = readFileSync(world.config, "utf8").split("\n");
    const lines = before.split("\n");
    expect(changed.filter((line) => !lines.includes(line))).toEqual(
      expect.arrayContaining(['OBJECT_JURISDICTION = "us"', 'DEPLOYMENT_ID = "kestrel-test"']),
    );
    expect(changed).toHaveLength(lines.length);
  });

  test("queues are where the databases are, and none is made before that was chosen", async () => {
    world = await openDeployWorld();
    await world.run("setup", "--apply", "--objects", "weur");
    expect(world.cloudflare.account.queues).toEqual([]);
    await world.close();
    world = await openDeployWorld({ isMigrated: true });
    await world.run("setup", "--apply", "--objects", "weur");
    const places = world.cloudflare.account.queues.map(({ jurisdiction }) => jurisdiction);
    expect([...new Set(places)]).toEqual(["eu"]);
  });

  test("an answer that is none is wrong usage, and names what can be answered", async () => {
    world = await openDeployWorld();
    const { code, err } = await world.run("check", "--databases", "mars");
    expect([code, err]).toEqual([2, expect.stringContaining("one of eu, us, fedramp, wnam")]);
    expect((await world.run("check", "--nonsense")).code).toBe(2);
    const lost = await world.run("check", "--config", `${world.folder}lost.toml`);
    expect([lost.code, lost.err]).toEqual([2, expect.stringContaining("lost.toml")]);
  });

  test("a database that is somewhere else than the answer: a person decides", async () => {
    world = await openDeployWorld({ isMigrated: true });
    const { out, code } = await world.run("check", ...ANSWERS.with(1, "weur"));
    expect(out).toMatch(
      /^wrong +choice --databases: edge-topup.*: jurisdiction eu; the answer is weur/m,
    );
    expect(code).toBe(1);
  });
});

describe("answers of a program", () => {
  test("a file holds answers for a program; what is no answer in it is named", async () => {
    world = await openDeployWorld({ isMigrated: true });
    const file = `${world.folder}answers.json`;
    const given = { databases: "eu", objects: "me", deploymentId: "kestrel-2" };
    writeFileSync(file, JSON.stringify(given));
    expect((await world.run("setup", "--apply", "--answers", file)).code).toBe(0);
    expect(readFileSync(world.config, "utf8")).toMatch(/^DEPLOYMENT_ID = "kestrel-2"$/m);
    writeFileSync(file, JSON.stringify({ ...given, objects: "moon" }));
    const { code, err } = await world.run("check", "--answers", file);
    expect([code, err]).toEqual([2, expect.stringMatching(/answers\.json: [\s\S]*at objects/)]);
  });

  test("Access is made only where it is wanted, for the routes of staff", async () => {
    world = await openDeployWorld({ isMigrated: true });
    await world.run("setup", "--apply", ...ANSWERS);
    expect(world.cloudflare.account.applications).toEqual([]);
    const people = "ops@kestrel-mobile.net,@kestrel-mobile.net";
    await world.run("setup", "--apply", "--access", people);
    const [token] = world.cloudflare.account.serviceTokens;
    const kept = readFileSync(`${world.folder}.deploy/production.access.env`, "utf8");
    expect(kept).toContain(`CF_ACCESS_CLIENT_SECRET=${token?.client_secret}`);
    expect(world.cloudflare.account.applications).toMatchObject([
      {
        name: "edge-topup: operators",
        destinations: [
          { type: "public", uri: "topup.kestrel-mobile.net/operator" },
          { type: "public", uri: "topup.kestrel-mobile.net/api/operator" },
          { type: "public", uri: "topup.kestrel-mobile.net/console" },
        ],
        policies: [
          {
            decision: "allow",
            include: [
              { email: { email: "ops@kestrel-mobile.net" } },
              { email_domain: { domain: "kestrel-mobile.net" } },
            ],
          },
          {
            decision: "non_identity",
            include: [{ service_token: { token_id: token?.id } }],
          },
        ],
      },
    ]);
    expect((await world.run("check")).code).toBe(0);
  });

  test("a service token whose secret got lost on the way gets a new one", async () => {
    world = await openDeployWorld({ isMigrated: true });
    const wanted = [...ANSWERS, "--access", "@kestrel-mobile.net"];
    world.cloudflare.faults.push({ method: "POST", path: /service_tokens$/, kind: "drop_after" });
    await world.run("setup", "--apply", ...wanted);
    const [lost] = world.cloudflare.account.serviceTokens.map((one) => one.client_secret);
    expect((await world.run("setup", "--apply")).code).toBe(0);
    const tokens = world.cloudflare.account.serviceTokens;
    expect(tokens).toHaveLength(1);
    expect(tokens[0]?.client_secret).not.toBe(lost);
  });
});

describe("the zone", () => {
  test("what stops webhooks or lets http in is named, with where to change it", async () => {
    world = await openDeployWorld({ isMigrated: true });
    const [zone] = world.cloudflare.account.zones;
    if (!zone) throw new Error("no zone");
    zone.bots.fight_mode = true;
    Object.assign(zone.settings, { always_use_https: "off", min_tls_version: "1.0" });
    const { out } = await world.run("check", ...ANSWERS);
    expect(out).toMatch(/^wrong +zone .*: Bot Fight Mode: is on: it stops Stripe's webhooks → /m);
    expect(out).toMatch(/^wrong +zone .*: HTTPS only: off → /m);
    expect(out).toMatch(/^wrong +zone .*: TLS: takes 1\.0 → /m);
  });

  test("a domain that is in no zone of the account", async () => {
    world = await openDeployWorld({ vars: { PUBLIC_URL: "https://topup.other-mobile.net" } });
    const { out } = await world.run("check", ...ANSWERS);
    expect(out).toMatch(/^wrong +zone of topup\.other-mobile\.net: is not in this account/m);
  });
});

test("without credentials every part says so, and nothing is asked", async () => {
  world = await openDeployWorld();
  for (const name of ["CLOUDFLARE_API_TOKEN", "STRIPE_SECRET_KEY"]) delete world.env[name];
  const { out, code } = await world.run("check", ...ANSWERS);
  expect(code).toBe(1);
  expect(out).toMatch(/^unknown queues: set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID/m);
  expect(out).toMatch(/^wrong +setting DEPLOYMENT_ID: is needed/m);
});
