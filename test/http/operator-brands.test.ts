import { describe, expect, test } from "vitest";
import { runOperatorCli } from "../../src/cli/operator/run.ts";
import { columnOf, renamed } from "../../src/contract/brand.ts";
import { brandView, writtenBrandView } from "../../src/contract/operator-brands.ts";
import { KESTREL } from "../fixtures/brands.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { problemOf, TestApp } from "./test-app.ts";

const { anna } = OPERATORS;
const PATH = "/operator/brands/kestrel";
const whole = renamed({ ...KESTREL, publicUrl: "https://kestrel.example" }, columnOf);
const order = { reason: "a second shop", set: whole };
const set = (app: TestApp, body: object, path = PATH) => app.operate(path, body, anna.token);

describe("a brand", () => {
  test("is made, changed in one column, and shown with who did what and why", async () => {
    const app = new TestApp();
    writtenBrandView.parse(await (await set(app, order)).json());
    const changed = { reason: "blue", set: { colour: "#112233" } };
    expect(await (await set(app, changed)).json()).toMatchObject({
      revision: 2,
      brand: { colour: "#112233", name: "Kestrel Mobile", countries: ["AU"] },
    });
    const shown = brandView.parse(await (await app.operate(PATH, undefined, anna.token)).json());
    expect(shown.history).toMatchObject([
      { revision: 2, actor: anna.key.id, reason: "blue", before: { colour: "#0a1f5c" } },
      { revision: 1, reason: "a second shop", before: null, after: { colour: "#0a1f5c" } },
    ]);
  });

  test("the default brand begins with what the configuration says", async () => {
    const app = new TestApp();
    const body = { reason: "renamed", set: { name: "Heron" } };
    const written = await (await set(app, body, "/operator/brands/default")).json();
    expect(written).toMatchObject({
      brand: { name: "Heron", public_url: "https://topup.example.com" },
    });
  });

  test("a bad one is refused by column, and not written", async () => {
    const app = new TestApp();
    const bad = {
      ...whole,
      colour: "blue",
      public_url: "https://topup.example.com",
      font: "Arial",
    };
    const answer = await problemOf(await set(app, { reason: "x", set: bad }));
    expect(answer.errors?.map(({ field }) => field).sort()).toEqual(["colour", "font"]);
    const taken = { ...whole, public_url: "https://topup.example.com" };
    const second = await problemOf(await set(app, { reason: "x", set: taken }));
    expect(second.errors?.map(({ field }) => field)).toEqual(["public_url"]);
    expect(app.backend.brandRegister.rows.size).toBe(0);
  });

  test.each([
    [{ approval_above: { usd: 0 } }, "at least 1"],
    [{ approval_above: { usd: 999 } }, "usd is too low: the least that is sold costs 10.00 USD"],
    [{ approval_above: { eur: 5000 } }, "has no limit for usd"],
  ])("no limit stops all sales: %j is refused", async (columns, words) => {
    const app = new TestApp();
    const body = { reason: "careful", set: columns };
    const answer = await problemOf(await set(app, body, "/operator/brands/default"));
    expect(answer.errors).toMatchObject([
      { field: "approval_above", message: expect.stringContaining(words) },
    ]);
    expect(app.backend.brandRegister.rows.size).toBe(0);
    const least = { reason: "careful", set: { approval_above: { usd: 1000 } } };
    expect((await set(app, least, "/operator/brands/default")).status).toBe(200);
  });

  test.each([
    ["languages", { languages: ["en", "xx"] }, "xx: there are en, ar"],
    ["statement_suffix", { statement_suffix: "2026" }, "needs a Latin letter, for example TOPUP"],
    ["statement_suffix", { statement_suffix: "TOP*UP" }, expect.stringContaining("without <")],
    ["statement_suffix", { statement_suffix: "A عربي" }, expect.stringContaining("Latin letters")],
    [
      "statement_suffix",
      { statement_descriptor: "", statement_suffix: "A".repeat(19) },
      expect.anything(),
    ],
    ["statement_descriptor", { statement_suffix: "TOPUP NOW" }, expect.stringContaining("longer")],
    ["statement_descriptor", { statement_descriptor: "KESTREL* DAYS" }, expect.anything()],
    ["hosts", { hosts: ["a.example:99999"] }, "has a port above 65535"],
    ["hosts", { hosts: ["a.example.", "A.example:443"] }, "names one twice"],
    ["hosts", { hosts: ["TOPUP.example.com.:443"] }, "topup.example.com belongs to default"],
    ["public_url", { public_url: "https://topup.example.com." }, expect.anything()],
    ["email_from", { email_from: "A <a@b.example,c@d.example>" }, expect.anything()],
    ["email_from", { email_from: 'A "B" <a@b.example>' }, expect.anything()],
    ["__proto__", JSON.parse('{"__proto__":{"name":"Heron"}}'), expect.stringContaining("unknown")],
  ])("a wrong %s is refused: %j", async (field, change, message) => {
    const app = new TestApp();
    await set(app, order);
    const body = JSON.stringify({ reason: "x", set: change });
    const answer = await problemOf(await set(app, JSON.parse(body)));
    expect(answer.errors).toEqual([{ field, message }]);
  });

  test("host names are kept in one spelling, the statement as Stripe writes it", async () => {
    const app = new TestApp();
    await set(app, order);
    const change = {
      hosts: ["K.Example.", "k.example:8443"],
      public_url: "https://Kestrel.example.",
      statement_descriptor: "KESTREL* TOPUP",
      email_from: '"Kestrel, Inc." <receipts@kestrel.example>',
    };
    expect(await (await set(app, { reason: "x", set: change })).json()).toMatchObject({
      brand: { hosts: ["k.example", "k.example:8443"], public_url: "https://kestrel.example" },
    });
  });

  test.each([
    ["logo", "//evil.example/logo.svg"],
    ["name", "Kestrel\u202egpj"],
    ["support_contact", "javascript:alert(1)"],
    ["support_contact", "http://kestrel.example/help"],
    ["public_url", "https://kestrel.example/shop"],
  ])("%s is not %s", async (field, value) => {
    const bad = { reason: "x", set: { ...whole, [field]: value } };
    const refused = await problemOf(await set(new TestApp(), bad));
    expect(refused.errors?.map((one) => one.field)).toEqual([field]);
  });

  test("two operators at once: both changes come true, one after the other", async () => {
    const app = new TestApp();
    await set(app, order);
    const { brandRegister } = app.backend;
    brandRegister.beforeWrite = () => {
      const { row } = brandRegister.rows.get("kestrel") ?? { row: {} };
      const after = { ...row, name: "Kestrel" };
      const change = { revision: 2, at: 0, actor: "key_other", reason: "shorter", before: row };
      brandRegister.changes.push({ brand: "kestrel", ...change, after });
      brandRegister.rows.set("kestrel", { revision: 2, row: after });
    };
    const written = await (await set(app, { reason: "blue", set: { colour: "#112233" } })).json();
    expect(written).toMatchObject({ revision: 3, brand: { name: "Kestrel", colour: "#112233" } });
  });

  const osprey = { ...whole, public_url: "https://osprey.example", hosts: ["kestrel.example"] };
  const thief = { reason: "x", set: osprey };
  const OSPREY = "/operator/brands/osprey";
  test("a host name stays with the brand that had it, also while the kept list is older", async () => {
    const app = new TestApp();
    await set(app, order);
    app.backend.brands.others = [];
    const refused = await problemOf(await set(app, thief, OSPREY));
    expect(refused.errors).toEqual([
      { field: "hosts", message: "kestrel.example belongs to kestrel" },
    ]);
    expect(app.backend.brandRegister.rows.has("osprey")).toBe(false);
  });

  test("two brands claim one at once: the second one is refused by name", async () => {
    const app = new TestApp();
    const { brandRegister } = app.backend;
    brandRegister.beforeWrite = () => {
      const row = { ...KESTREL, publicUrl: "https://kestrel.example" };
      brandRegister.rows.set("kestrel", { revision: 1, row });
    };
    const refused = await problemOf(await set(app, thief, OSPREY));
    expect(refused.errors).toMatchObject([{ field: "hosts" }]);
    expect(brandRegister.rows.has("osprey")).toBe(false);
  });

  test("a conflict from before blocks no other change", async () => {
    const app = new TestApp();
    await set(app, order);
    const row = { ...KESTREL, id: "osprey", publicUrl: "https://kestrel.example" };
    app.backend.brandRegister.rows.set("osprey", { revision: 1, row });
    const changed = { reason: "new name", set: { name: "Osprey" } };
    for (const path of [PATH, OSPREY]) expect((await set(app, changed, path)).status).toBe(200);
  });

  test.each([
    ["reason_needed", { set: whole }],
    ["invalid_request", { reason: "x" }],
  ])("%s", async (code, body) => {
    expect(await problemOf(await set(new TestApp(), body))).toMatchObject({ code });
  });
});

describe("npm run operator -- brand", () => {
  async function cli(app: TestApp, ...argv: string[]) {
    const lines: string[] = [];
    const put = (line: string) => void lines.push(line);
    const code = await runOperatorCli(["brand", ...argv], {
      env: { OPERATOR_TOKEN: anna.token },
      fetch: (url, init) => Promise.resolve(app.hono.request(url, init, app.env)),
      out: put,
      err: put,
    });
    return { code, text: lines.join("\n") };
  }

  test("set and show", async () => {
    const app = new TestApp();
    const pairs = ["name=Heron", "withdrawal_consent=true", 'languages=["en"]'];
    const sets = pairs.flatMap((pair) => ["--set", pair]);
    expect((await cli(app, "set", "default", ...sets, "--reason", "new name")).code).toBe(0);
    const { code, text } = await cli(app, "show", "default");
    expect(code).toBe(0);
    expect(text).toContain('name                  "Heron"');
    expect(text).toContain('languages=["en"], withdrawal_consent=true');
  });

  test.each([
    [["set", "default", "--reason", "x"], "needs --set"],
    [["set", "default", "--set", "name=x"], "needs --reason"],
    [["show"], "needs the id of a brand"],
    [["burn", "default"], "not brand burn"],
    [["set", "default", "--set", "no pair", "--reason", "x"], "column=value"],
  ])("%j: a usage mistake", async (argv, words) => {
    const { code, text } = await cli(new TestApp(), ...argv);
    expect(code).toBe(2);
    expect(text).toContain(words);
  });
});
