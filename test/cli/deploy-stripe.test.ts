import { afterEach, describe, expect, test } from "vitest";
import { ANSWERS, type DeployWorld, HOST, openDeployWorld } from "./deploy-world.ts";

let world: DeployWorld;
afterEach(() => world.close());

const EXAMPLE = "https://topup.example.com";
const URL_OF_OURS = `https://${HOST}/webhooks/stripe`;
const endpoints = () => world.stripe.admin.endpoints();
const path = "^/v1/webhook_endpoints";

/** A world after a first setup. */
async function setUp(): Promise<void> {
  world = await openDeployWorld({ isMigrated: true });
  await world.run("setup", "--apply", ...ANSWERS);
}

describe("a setup that ends in the middle: the secret of an endpoint is told once", () => {
  test("made, and no answer: the next run makes another one and deletes the first", async () => {
    world = await openDeployWorld({ isMigrated: true });
    world.stripe.admin.faults.add({ kind: "cut_after", method: "POST", path: `${path}$` });
    const first = await world.run("setup", "--apply", ...ANSWERS);
    expect(first.err).toMatch(/^failed: webhook endpoint /m);
    expect(endpoints()).toHaveLength(1);
    expect(world.secrets()).not.toHaveProperty("STRIPE_WEBHOOK_SECRET");
    const [orphan] = endpoints();

    expect((await world.run("check")).out).toMatch(
      /^wrong +webhook endpoint .* secret is nowhere/m,
    );
    expect((await world.run("setup", "--apply")).code).toBe(0);
    expect(endpoints()).toHaveLength(1);
    expect(endpoints()[0]?.id).not.toBe(orphan?.id);
    expect((await world.run("check")).code).toBe(0);
  });

  test("its secret kept, and not noted at the endpoint: it is replaced", async () => {
    world = await openDeployWorld({ isMigrated: true });
    const later = { method: "POST", path: `${path}/we_`, times: 2 } as const;
    world.stripe.admin.faults.add({ kind: "drop_before", ...later });
    await world.run("setup", "--apply", ...ANSWERS);
    const before = world.secrets().STRIPE_WEBHOOK_SECRET;
    expect(before).toMatch(/^whsec_/);
    expect((await world.run("setup", "--apply")).code).toBe(0);
    expect(endpoints()).toHaveLength(1);
    expect(world.secrets().STRIPE_WEBHOOK_SECRET).not.toBe(before);
  });

  test("the new one is good, and the old one was not deleted: the next run deletes it", async () => {
    await setUp();
    const [good] = endpoints();
    const { url } = world.stripe.admin.addEndpoint({
      url: URL_OF_OURS,
      metadata: { deployment: "kestrel-test", made_by: "edge-topup deploy:setup" },
    });
    expect(url).toBe(good?.url);
    const { out } = await world.run("check");
    expect(out).toMatch(/^wrong +webhook endpoint we_\w+: sends everything to .* a second time/m);
    expect((await world.run("setup", "--apply")).code).toBe(0);
    expect(endpoints().map(({ id }) => id)).toEqual([good?.id]);
  });
});

describe("an endpoint of an earlier version", () => {
  test("lacks an event: the check names what is new, setup adds it and keeps the secret", async () => {
    await setUp();
    const { id, enabled_events } = only();
    await change(id, { enabled_events: ["payment_intent.succeeded", "customer.created"] });
    const secret = world.secrets().STRIPE_WEBHOOK_SECRET;
    const { out, code } = await world.run("check");
    expect(out).toMatch(/lacks the events payment_intent\.created, .*review\.closed/);
    expect(code).toBe(1);
    expect((await world.run("setup", "--apply")).code).toBe(0);
    const events = only().enabled_events as string[];
    expect(events).toEqual(expect.arrayContaining(enabled_events as string[]));
    expect(events, "what others asked for stays").toContain("customer.created");
    expect(world.secrets().STRIPE_WEBHOOK_SECRET).toBe(secret);
  });

  test("has another API version, which stays for good: it is replaced", async () => {
    await setUp();
    const { id } = only();
    await change(id, { api_version: "2025-03-31.basil" });
    expect((await world.run("check")).out).toContain("sends API version 2025-03-31.basil");
    expect((await world.run("setup", "--apply")).code).toBe(0);
    expect(only().id).not.toBe(id);
  });

  test("was switched off, or lost its metadata: setup gives both back", async () => {
    await setUp();
    await change(only().id, { status: "disabled", metadata: { secret_digest: digest() } });
    const { out } = await world.run("check");
    expect(out).toMatch(/is disabled; lacks the metadata deployment/);
    expect((await world.run("setup", "--apply")).code).toBe(0);
    expect(only()).toMatchObject({ status: "enabled", metadata: { deployment: "kestrel-test" } });
  });

  test("another address with the same DEPLOYMENT_ID: a person decides", async () => {
    await setUp();
    const metadata = { deployment: "kestrel-test" };
    world.stripe.admin.addEndpoint({ url: "https://old.kestrel-mobile.net/hooks", metadata });
    const { out, code } = await world.run("setup", "--apply");
    expect(out).toMatch(/claims the same DEPLOYMENT_ID for https:\/\/old\./);
    expect(code).toBe(1);
    expect(endpoints()).toHaveLength(2);
  });
});

describe("the Worker's key", () => {
  test("a permission that it lacks is found by trying, and nothing is made by it", async () => {
    await setUp();
    const before = JSON.stringify(world.stripe.admin.state());
    world.stripe.admin.faults.add({ kind: "forbidden", method: "POST", path: "/v1/refunds" });
    const { out, code } = await world.run("check");
    expect(out).toMatch(/^wrong +permissions of STRIPE_SECRET_KEY: lacks Refunds: write/m);
    expect(code).toBe(1);
    expect(JSON.stringify(world.stripe.admin.state())).toBe(before);
  });

  test("where the key is not known, what a later version needs is named", async () => {
    await setUp();
    const note = String((only().metadata as Record<string, string>).key_permissions);
    expect(note).toContain("Refunds:write");
    const metadata = { ...only().metadata, key_permissions: note.replace("Refunds:write,", "") };
    await change(only().id, { metadata });
    world.env.STRIPE_SETUP_KEY = world.env.STRIPE_SECRET_KEY;
    delete world.env.STRIPE_SECRET_KEY;
    const { out } = await world.run("check", "--secrets-file", `${world.folder}none.json`);
    expect(out).toMatch(/^missing permissions of .*: new with this version: Refunds:write/m);
  });
});

test("while PUBLIC_URL is the example, nothing is made at Stripe under it", async () => {
  world = await openDeployWorld({ isMigrated: true, vars: { PUBLIC_URL: EXAMPLE } });
  const { out, code } = await world.run("setup", "--apply", ...ANSWERS);
  expect(out).toMatch(/^missing webhook endpoint: .* → set PUBLIC_URL first/m);
  expect(out).toMatch(/^wrong +setting PUBLIC_URL: is still the example/m);
  expect([code, endpoints(), world.stripe.admin.domains()]).toEqual([1, [], []]);
});

describe("wallets", () => {
  test("Stripe's sentence about one that stays inactive is shown, also an optional one's", async () => {
    world = await openDeployWorld({ isMigrated: true });
    world.stripe.admin.setInactiveWallet("apple_pay", "The domain could not be reached.");
    world.stripe.admin.setInactiveWallet("klarna", "Not offered in your country.");
    const { out, code } = await world.run("setup", "--apply", ...ANSWERS);
    expect(out).toMatch(/Apple Pay inactive \(The domain could not be reached\.\)/);
    expect(out).toMatch(/Klarna inactive \(Not offered in your country\.\)/);
    expect(code).toBe(1);
    world.stripe.admin.setInactiveWallet("apple_pay", null);
    expect((await world.run("setup", "--apply")).code, "Klarna depends on the account").toBe(0);
  });

  test("each host name of a brand's row in D1 is registered, and a broken row stops none", async () => {
    await setUp();
    const [database] = world.cloudflare.account.databases;
    database?.query(BRANDS);
    const { out } = await world.run("check");
    expect(out).toMatch(/^missing wallets on shop\.kestrel-mobile\.net/m);
    expect(out).toMatch(/^missing custom domain shop\.kestrel-mobile\.net: is no route/m);
    await world.run("setup", "--apply");
    const names = world.stripe.admin.domains().map(({ domain_name }) => domain_name);
    expect(names.toSorted()).toEqual(
      ["kestrel-mobile.net", "shop.kestrel-mobile.net", HOST].toSorted(),
    );
  });
});

const only = () => {
  const [one, ...others] = endpoints();
  expect(others).toEqual([]);
  if (!one) throw new Error("there is no endpoint");
  return one;
};
const digest = () => String((only().metadata as Record<string, string>).secret_digest);

/** What an earlier version or a person on the dashboard has left. */
async function change(id: string, fields: object): Promise<void> {
  const found = endpoints().find((one) => one.id === id);
  if (!found) throw new Error(`no endpoint ${id}`);
  Object.assign(found, fields);
}

const columns = `id, public_url, hosts, name, logo, colour, support_contact, merchant_name,
merchant_address, merchant_number, terms_url, privacy_url, refund_policy_url, currencies,
approval_above, languages, statement_descriptor, statement_suffix, withdrawal_consent,
typed_identity, countries, legacy_usage, email_from`;
const row = (id: string, url: string, hosts: string) =>
  `('${id}', '${url}', '${hosts}', 'K', '', '', 'a@b.net', '', '', '', '', '', '', '[]', '{}',
'["en"]', '', 'K', 0, 1, '[]', 'off', 'a@b.net')`;
const BRANDS = `INSERT INTO brand (${columns}) VALUES
${row("kestrel", "https://shop.kestrel-mobile.net", '["kestrel-mobile.net"]')},
${row("broken", "no address", "[1]")};`;
