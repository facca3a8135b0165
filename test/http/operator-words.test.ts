/** What the operator's program says when something is wrong: the way out, and nothing else. */
import { beforeEach, describe, expect, test } from "vitest";
import { runOperatorCli } from "../../src/cli/operator/run.ts";
import { provisionAll } from "../app/legacy-caller.ts";
import { SERVICE_ID } from "../app/test-backend.ts";
import { KESTREL } from "../fixtures/brands.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";
import { runCli } from "./operator-cli.ts";
import { TestApp } from "./test-app.ts";

const { anna, olga, crm } = OPERATORS;
let app: TestApp;
beforeEach(() => {
  app = new TestApp();
});
const asAnna = (...argv: string[]) => runCli(app, argv, anna.token);

describe("usage", () => {
  test.each([["--help"], ["-h"], ["help"], ["find", "--help"]])(
    "%s is no mistake: the usage, on stdout",
    async (...argv) => {
      const { code, out, err } = await asAnna(...argv);
      expect([code, err]).toEqual([0, ""]);
      expect(out.join("\n")).toContain("npm run operator -- <command>");
    },
  );

  test("a mistake is one line, which is not lost in a page of usage", async () => {
    const { code, err } = await asAnna("delete");
    expect(code).toBe(2);
    expect(err).toBe("there is no command delete (see npm run operator -- --help)");
  });

  test("an address without a scheme", async () => {
    const err: string[] = [];
    const code = await runOperatorCli(["list", "--url", "127.0.0.1:8787"], {
      env: { OPERATOR_TOKEN: olga.token },
      fetch: () => Promise.reject(new Error("nothing is asked")),
      out: () => {},
      err: (line) => err.push(line),
    });
    expect(code).toBe(2);
    expect(err.join()).toContain("http://… or https://… in front of 127.0.0.1:8787");
  });
});

describe("a refusal says what to do", () => {
  test("a refund of what is credited, which is not built", async () => {
    const created = await pressPay(app);
    app.backend.stripe.pay(intentOf(created));
    await app.post(`${pathOf(created)}/sync`);
    await provisionAll(app.backend);
    const id = `${SERVICE_ID}/${created.top_up.id}`;
    const { err } = await runCli(app, ["refund", id, "--reason", "called"]);
    expect(err).toContain("[not_available]: Refunding what is credited is not built");
    expect(err).toContain("refunded_externally_after_credit");
  });

  test("another person's key", async () => {
    const { err } = await asAnna("key", "rotate", olga.key.id);
    expect(err).toContain("is rotated by its holder: ask them, or create a new key and revoke");
    expect(err).not.toContain("scope");
  });

  test("a fault: its number in the log, and no advice for programs that buy", async () => {
    app.backend.operatorKeys.down = true;
    const { err } = await asAnna("list");
    expect(err).toMatch(/^Internal error \[internal\]: repeat it, or look for \S{8,} in the log$/);
  });
});

describe("brand", () => {
  const set = (...pairs: string[]) =>
    asAnna("brand", "set", "default", "--reason", "x", ...pairs.flatMap((one) => ["--set", one]));

  test.each([
    ["colr=#112233", "colr: unknown column; there are id, public_url, hosts, name"],
    ["languages=en", 'languages: has to be a JSON list, for example ["en","ar"]'],
    ["approval_above=5", "approval_above: has to be JSON, minor units per currency"],
    ["typed_identity=yes", "typed_identity: has to be true or false"],
    ["name=", "name: must not be empty"],
    ["colour=blue", "colour: as #0a1f5c"],
    ["terms_url=kestrel", "terms_url: has to be a web address (https://…)"],
  ])("%s: %s", async (pair, words) => {
    const { code, err } = await set(pair);
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err).not.toMatch(/Invalid input|expected/);
  });

  test("a column that a new brand lacks", async () => {
    const { err } = await asAnna("brand", "set", "heron", "--reason", "x", "--set", "name=Heron");
    expect(err).toContain("\n  public_url: is missing: a text");
    expect(err).toContain('\n  countries: is missing: a JSON list, for example ["AU"]');
  });

  test("a field's name instead of the column's", async () => {
    const { code, err } = await set("publicUrl=https://heron.example");
    expect(code).toBe(2);
    expect(err).toContain("the column is public_url, not publicUrl");
  });

  test("show without any change says so", async () => {
    const { out } = await asAnna("brand", "show", "default");
    expect(out.at(-1)).toBe("no operator has changed it");
  });

  test("list: host names, newest change, and rows that are left out", async () => {
    await set("name=Heron");
    const bad = { ...KESTREL, publicUrl: "https://topup.kestrel.example", hosts: ["k.example"] };
    const row = { ...bad, languages: "en" };
    app.backend.brandRegister.rows.set("kestrel", { revision: 0, row });
    const { code, out } = await asAnna("brand", "list");
    expect(code).toBe(0);
    expect(out.sort()).toEqual([
      expect.stringMatching(/^default {2}Heron {2}topup\.example\.com {2}changed 20\d\d-/),
      "kestrel  Kestrel Mobile  topup.kestrel.example, k.example  never changed  BAD ROW: left out",
    ]);
  });
});

describe("the last administrator", () => {
  const revoke = (keyId: string, ...more: string[]) =>
    asAnna("key", "revoke", keyId, "--reason", "left", ...more);

  test("is not revoked by chance", async () => {
    const { code, err } = await revoke(anna.key.id);
    expect(code).toBe(1);
    expect(err).toContain("OPERATOR_BOOTSTRAP_TOKEN");
    expect((await asAnna("key", "list")).code).toBe(0);
    expect(await revoke(anna.key.id, "--yes")).toMatchObject({ code: 0 });
    expect((await asAnna("key", "list")).code).toBe(1);
  });

  test("any other key is, and one of two administrators", async () => {
    expect(await revoke(crm.key.id)).toMatchObject({ code: 0 });
    await asAnna("key", "create", "--person", "zoe", "--role", "administrator");
    expect(await revoke(anna.key.id)).toMatchObject({ code: 0 });
  });

  test("who may make no keys revokes their own as before", async () => {
    const own = await runCli(app, ["key", "revoke", olga.key.id, "--reason", "lost"]);
    expect(own).toMatchObject({ code: 0, err: "" });
  });
});

test("payer reseal with nothing to do is one line", async () => {
  const { code, out } = await asAnna("payer", "reseal");
  expect(code).toBe(0);
  expect(out).toEqual(["nothing to do: every row is under the newest keys"]);
});
