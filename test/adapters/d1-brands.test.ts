import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createBrandRegister } from "../../src/adapters/d1/brand-register.ts";
import { brandStatement, KESTREL } from "../fixtures/brands.ts";
import { CAST } from "../fixtures/cast.ts";
import { T0 } from "./d1-log.ts";
import { all, registerWith, resetTables } from "./d1-world.ts";

const PUBLIC_URL = "https://topup.kestrel.example";
const HOST = new URL(PUBLIC_URL).host;
const ADA = CAST.ada.service.id;

async function insertBrand(change: object = {}): Promise<void> {
  const { sql, params } = brandStatement({ ...KESTREL, publicUrl: PUBLIC_URL, ...change });
  await env.DB.prepare(sql)
    .bind(...params)
    .run();
}
const run = (sql: string) => env.DB.prepare(sql).run();
const insertOffer = (id: string, tiers: string, brand = "default", settings = "{}") =>
  run(`INSERT INTO offer VALUES ('${id}', '${brand}', 'days', NULL, 'Days', 'usd', 900, '${tiers}',
    1, 30, 'exact', '*data', 5.5, 10, '${settings}', 'base_*', NULL, 0, 1, 1)`);
const findings = () =>
  all("SELECT subject, detail FROM deployment_finding WHERE closed_at IS NULL ORDER BY subject");

beforeEach(resetTables);

describe("given brands in D1", () => {
  test("a host name finds its brand; an unknown one the default brand", async () => {
    await insertBrand({ hosts: ["Kestrel.test.:8787"] });
    const { brands } = registerWith();
    expect(await brands.byHost(HOST)).toMatchObject({ id: "kestrel", withdrawalConsent: true });
    expect(await brands.byHost("Kestrel.test:8787")).toMatchObject({ id: "kestrel" });
    expect(await brands.byHost("kestrel.test.:8787")).toMatchObject({ id: "kestrel" });
    expect(await brands.byHost(`${HOST}.`)).toMatchObject({ id: "kestrel" });
    expect(await brands.byHost("elsewhere.example")).toMatchObject({ id: "default" });
    expect(await brands.byId("none")).toBeNull();
  });

  test("a row with the default brand's id takes the place of the configured one", async () => {
    await insertBrand({ id: "default", name: "Heron" });
    const { brands } = registerWith();
    expect(await brands.byHost("elsewhere.example")).toMatchObject({ name: "Heron" });
    expect(await brands.byId("default")).toMatchObject({ name: "Heron", publicUrl: PUBLIC_URL });
  });

  test("two brands with one host name: the first keeps it, and the other has a finding", async () => {
    await insertBrand();
    await insertBrand({ id: "osprey" });
    const { brands } = registerWith();
    expect(await brands.byHost(HOST)).toMatchObject({ id: "kestrel" });
    expect(await findings()).toMatchObject([{ subject: "brand/osprey" }]);
  });
});

describe("a bad row is left out, logged and raised as a finding; it stops no other", () => {
  test("a brand", async () => {
    await insertBrand();
    await insertBrand({ id: "osprey", publicUrl: "https://osprey.example" });
    await run(`UPDATE brand SET colour = 'blue', countries = '["061"]' WHERE id = 'osprey'`);
    const { brands, logged } = registerWith();
    expect(await brands.byHost("osprey.example")).toMatchObject({ id: "default" });
    expect(await brands.byId("osprey")).toBeNull();
    expect(await brands.byHost(HOST)).toMatchObject({ id: "kestrel" });
    const columns = ["colour", "countries"];
    expect(logged).toMatchObject([
      { event: "bad_row", fields: { table: "brand", id: "osprey", columns } },
    ]);
    expect(await findings()).toMatchObject([{ subject: "brand/osprey" }]);
  });

  test("an offer: `unit_minor` in `tiers`", async () => {
    await insertOffer("off_bad", '[{"from":7,"unit_minor":800}]');
    await insertOffer("off_good", '[{"from":7,"unitMinor":800}]');
    const { register, logged } = registerWith();
    const ada = (await register.byId(ADA))!;
    expect((await register.offersFor(ada)).map(({ id }) => id)).toEqual(["off_good"]);
    expect(logged).toMatchObject([
      { event: "bad_row", fields: { table: "offer", id: "off_bad", columns: ["tiers"] } },
    ]);
    await run("DELETE FROM offer WHERE id = 'off_good'");
    expect(await register.offersFor(ada), "nor the default offer in its place").toEqual([]);
  });

  test("an offer for one kind of service is not sold to another kind", async () => {
    await insertOffer("off_all", "[]");
    await insertOffer("off_home", "[]");
    await run("UPDATE offer SET service_kind = 'fixed_wireless' WHERE id = 'off_home'");
    const { register } = registerWith();
    const ada = (await register.byId(ADA))!;
    expect(ada.kind).not.toBe("fixed_wireless");
    expect((await register.offersFor(ada)).map(({ id }) => id)).toEqual(["off_all"]);
    const home = await register.offersFor({ ...ada, kind: "fixed_wireless" });
    expect(home.map(({ id }) => id)).toEqual(["off_all", "off_home"]);
    await run("DELETE FROM offer WHERE id = 'off_all'");
    const { register: later } = registerWith();
    expect(await later.offersFor(ada), "nor the default offer in its place").toEqual([]);
  });

  test("an offer that can be bought for 0.20: Stripe would refuse every payment of it", async () => {
    await insertOffer("off_bad", '[{"from":2,"unitMinor":10}]');
    await insertOffer("off_good", '[{"from":2,"unitMinor":25}]');
    const { register } = registerWith();
    const ada = (await register.byId(ADA))!;
    expect((await register.offersFor(ada)).map(({ id }) => id)).toEqual(["off_good"]);
    const detail =
      "unit_minor: its lowest price is 0.20 USD, and Stripe charges at least 0.50 USD: " +
      "raise unit_minor or min_quantity";
    expect(await findings()).toMatchObject([{ subject: "offer/off_bad", detail }]);
  });

  test("an offer finer than Stripe charges, in its price or a tier of it", async () => {
    for (const id of ["off_price", "off_tier", "off_good"]) await insertOffer(id, "[]");
    await run("UPDATE offer SET currency = 'kwd', unit_minor = 1250");
    await run("UPDATE offer SET unit_minor = 1255 WHERE id = 'off_price'");
    await run(`UPDATE offer SET tiers = '[{"from":7,"unitMinor":1125}]' WHERE id = 'off_tier'`);
    const { register } = registerWith();
    const ada = (await register.byId(ADA))!;
    expect((await register.offersFor(ada)).map(({ id }) => id)).toEqual(["off_good"]);
    const why = (take: string) => `KWD is charged in steps of 0.010: take ${take}`;
    expect(await findings()).toMatchObject([
      { subject: "offer/off_price", detail: `unit_minor: ${why("1.250 or 1.260")}` },
      { subject: "offer/off_tier", detail: `tiers.0.unitMinor: ${why("1.120 or 1.130")}` },
    ]);
  });

  test("an offer in a currency that its brand has not", async () => {
    await insertBrand();
    await insertOffer("off_usd", "[]", "kestrel");
    const { register } = registerWith();
    const ada = { ...(await register.byId(ADA))!, brand: "kestrel" };
    expect(await register.offersFor(ada)).toEqual([]);
    expect(await findings()).toMatchObject([{ subject: "offer/off_usd" }]);
  });

  test("an offer whose bucket the engine's adapter cannot render, before it is paid for", async () => {
    await insertOffer("off_bad", "[]", "default", '{"colour":"blue"}');
    await insertOffer("off_good", "[]", "default", '{"rating_subject":"*zero1048576ns"}');
    const { register, findings: port } = registerWith();
    const ada = (await register.byId(ADA))!;
    expect((await register.offersFor(ada)).map(({ id }) => id)).toEqual(["off_good"]);
    const why = /^bucket_settings.*engine "main": cgrates: unknown settings: colour$/;
    expect(await findings()).toEqual([
      { subject: "offer/off_bad", detail: expect.stringMatching(why) },
    ]);
    expect(await port.recheckRows(100)).toBe(0);
    await run("UPDATE offer SET bucket_settings = '{}'");
    expect(await port.recheckRows(100)).toBe(1);
    expect(await register.offersFor(ada)).toHaveLength(2);
  });

  test("a service whose `ocs` names no engine: it is found, and its finding names the engine", async () => {
    await run(`UPDATE service SET ocs = 'nowhere' WHERE id = '${ADA}'`);
    await insertOffer("off_good", "[]");
    const { register, findings: port } = registerWith();
    const ada = (await register.byId(ADA))!;
    expect(ada.account.ocs).toBe("nowhere");
    expect(await register.offersFor(ada), "the offer is not to blame").toHaveLength(1);
    const detail = 'ocs: no engine is configured under the name "nowhere"';
    expect(await findings()).toEqual([{ subject: `service/${ADA}`, detail }]);
    expect(await port.recheckRows(100)).toBe(0);
    await run(`UPDATE service SET ocs = 'main' WHERE id = '${ADA}'`);
    expect(await port.recheckRows(100)).toBe(1);
  });

  test("a closed service may name an engine that is gone", async () => {
    await run(`UPDATE service SET ocs = 'gone', status = 'closed' WHERE id = '${ADA}'`);
    await registerWith().register.byId(ADA);
    expect(await findings()).toEqual([]);
  });

  test("a time zone that is none (Asia/Beijing) stops no sale and no receipt: UTC, and a finding", async () => {
    await run(`UPDATE service SET time_zone = 'Asia/Beijing' WHERE id = '${ADA}'`);
    const { register } = registerWith();
    expect(await register.byId(ADA)).toMatchObject({ id: ADA, timeZone: "UTC" });
    expect(await findings()).toMatchObject([{ subject: `service/${ADA}` }]);
  });

  test("a service: the others at its network are not guessed in its place", async () => {
    await run(
      `UPDATE service SET label = '', kind = 'mobile_data', ocs = '' WHERE id = '${CAST.gina.service.id}'`,
    );
    const { register } = registerWith();
    expect(await register.byId(CAST.gina.service.id)).toBeNull();
    expect(await register.byAddress("198.51.100.77")).toEqual([]);
    expect(await register.byId(ADA)).not.toBeNull();
    expect(await findings()).toMatchObject([{ subject: `service/${CAST.gina.service.id}` }]);
  });

  test("it is told once an hour, and closed by the sweep when it is good again", async () => {
    await insertOffer("off_bad", '[{"from":0,"unitMinor":800}]');
    const clock = { at: T0 };
    const { register, findings: port, logged } = registerWith({ now: () => clock.at });
    const ada = (await register.byId(ADA))!;
    await register.offersFor(ada);
    await register.offersFor(ada);
    expect(logged).toHaveLength(1);
    clock.at += 3_600_000;
    await register.offersFor(ada);
    expect(logged).toHaveLength(2);
    expect(await port.recheckRows(100)).toBe(0);
    await run(`UPDATE offer SET tiers = '[]'`);
    expect(await port.recheckRows(100)).toBe(1);
    expect(await findings()).toEqual([]);
  });
});

describe("the history of a brand", () => {
  test("is never changed, deleted or written twice", async () => {
    await run("INSERT INTO brand_history VALUES ('kestrel', 1, 1, 'kim', 'why', NULL, '{}')");
    const refused = /brand_history is append-only/;
    await expect(run("UPDATE brand_history SET actor = 'lee'")).rejects.toThrow(refused);
    await expect(run("DELETE FROM brand_history")).rejects.toThrow(refused);
    const again =
      "INSERT OR REPLACE INTO brand_history VALUES ('kestrel', 1, 1, 'lee', '', NULL, '{}')";
    await expect(run(again)).rejects.toThrow(refused);
  });
});

test("of two brands that claim a host name at once one gets it; nothing of the other is written", async () => {
  const register = createBrandRegister(env.DB);
  const change = { revision: 1, at: T0, actor: "key_1", reason: "x", before: null, after: {} };
  const write = (id: string, publicUrl: string, hosts: readonly string[]) =>
    register.write({ ...KESTREL, id, publicUrl, hosts: [...hosts] }, change, [
      new URL(publicUrl).host,
      ...hosts,
    ]);
  const answers = await Promise.all([
    write("heron", "https://heron.example", ["shop.example"]),
    write("osprey", "https://shop.example", []),
  ]);
  expect(answers.toSorted()).toEqual(["host_taken", "written"]);
  const ids = await all<{ id: string }>("SELECT id FROM brand");
  expect(ids).toEqual([{ id: answers[0] === "written" ? "heron" : "osprey" }]);
  expect(await all("SELECT brand FROM brand_history")).toHaveLength(1);
  const [{ id }] = ids as [{ id: string }];
  expect(await write(id, "https://shop.example", [])).toBe("overtaken");
});
