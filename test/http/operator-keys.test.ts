/** What the `Authorization` header must be, and `npm run operator -- key`. */
import { describe, expect, test } from "vitest";
import { keysView, madeKeyView } from "../../src/contract/operator-keys.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { runCli } from "./operator-cli.ts";
import { problemOf, TestApp } from "./test-app.ts";

const { olga, anna } = OPERATORS;
const PATH = "/operator/unresolved";

describe("Authorization", () => {
  test.each([
    [null, 'Bearer realm="operator"'],
    ["Basic b2xnYTp4", 'Bearer realm="operator"'],
    ["Bearer", 'Bearer realm="operator"'],
    ["Bearer two words", 'Bearer realm="operator", error="invalid_token"'],
    ["Bearer etk_wrong", 'Bearer realm="operator", error="invalid_token"'],
  ])("%s is refused as a problem, with a challenge", async (header, challenge) => {
    const headers: Record<string, string> = header === null ? {} : { Authorization: header };
    const answer = await new TestApp().call(PATH, { headers });
    expect(answer.headers.get("WWW-Authenticate")).toBe(challenge);
    expect(await problemOf(answer)).toMatchObject({ code: "unauthorized", status: 401 });
  });

  test("the scheme has no case", async () => {
    const headers = { Authorization: `bearer ${olga.token}` };
    expect((await new TestApp().call(PATH, { headers })).status).toBe(200);
  });

  test("a right token without the scope: 403, with a challenge that names it", async () => {
    const answer = await new TestApp().operate("/operator/keys");
    expect(answer.status).toBe(403);
    expect(answer.headers.get("WWW-Authenticate")).toBe(
      'Bearer realm="operator", error="insufficient_scope", scope="keys:manage"',
    );
  });

  const IP = "203.0.113.7";
  async function isLimited(answer: Response) {
    expect(answer.headers.get("Retry-After")).toBe("60");
    expect(answer.status).toBe(429);
  }

  test("calls are counted by address, then by key; wrong tokens by address once more", async () => {
    const app = new TestApp();
    await app.operate(PATH);
    expect(app.limited).toEqual([`operator-calls@${IP}`, olga.key.id]);
    app.limited.length = 0;
    await app.operate(PATH, undefined, "etk_wrong");
    expect(app.limited).toEqual([`operator-calls@${IP}`, `operator@${IP}`]);
  });

  test("too many wrong tokens: refused, and a right one from there still works", async () => {
    const app = new TestApp();
    app.exhausted = /^operator@/;
    const answer = await app.operate(PATH, undefined, "etk_wrong");
    await isLimited(answer);
    expect(await problemOf(answer)).toMatchObject({ code: "too_many_requests" });
    expect((await app.operate(PATH)).status).toBe(200);
  });

  test("too many calls from an address: refused before D1 is asked", async () => {
    const app = new TestApp();
    app.exhausted = /^operator-calls@/;
    app.backend.operatorKeys.down = true;
    await isLimited(await app.operate(PATH));
  });

  test.each([PATH, "/api/operator/top-ups", "/crm/provision/provision_id/1"])(
    "too many calls of a key: %s refuses",
    async (path) => {
      const app = new TestApp();
      app.exhausted = /^key_/;
      await isLimited(await app.operate(path));
    },
  );

  test("no log line has a token, right or wrong", async () => {
    const app = new TestApp();
    await app.operate(PATH);
    await app.operate(PATH, undefined, `${olga.token.slice(0, -4)}oops`);
    const lines = JSON.stringify(app.backend.logged);
    expect(lines).toContain("operator_refused");
    expect(lines).not.toContain(olga.token.slice(5, -5));
  });

  test("a silent D1 is a fault, no refusal: the token may be right", async () => {
    const app = new TestApp();
    app.backend.operatorKeys.down = true;
    expect(await problemOf(await app.operate(PATH))).toMatchObject({ code: "internal" });
  });
});

describe("npm run operator -- key", () => {
  const run = (app: TestApp, ...argv: string[]) => runCli(app, ["key", ...argv], anna.token);

  test("create: the token is printed once and works; list and revoke", async () => {
    const app = new TestApp();
    const who = ["--person", "zoe", "--name", "Zoë", "--role", "viewer"];
    const made = await run(app, "create", ...who, "--scopes", "top_ups:read", "--brands", "a,b");
    expect(made).toMatchObject({ code: 0, err: "" });
    const token = made.out[2]?.trim() ?? "";
    expect(made.out.join()).toContain("shown once");
    expect(made.out[0]).toMatch(
      /^key_\w{26} {2}live {2}viewer, person {2}zoe \(Zoë\) {2}a, b {2}never/,
    );
    expect((await runCli(app, ["list"], token)).code).toBe(0);
    const keyId = made.out[0]?.slice(0, 30) ?? "";
    const listed = await run(app, "list");
    expect(listed.out.find((line) => line.startsWith(keyId))).toContain("used 2026-11-21");
    expect(listed.out.join()).not.toContain(token.slice(-43));
    expect((await run(app, "revoke", keyId, "--reason", "left")).out[0]).toContain("revoked");
    expect((await runCli(app, ["list"], token)).err).toContain("[unauthorized]");
  });

  test("rotate: a new token for the holder", async () => {
    const app = new TestApp();
    const rotated = await runCli(
      app,
      ["key", "rotate", olga.key.id, "--overlap-hours", "0", "--json"],
      olga.token,
    );
    const { token, key } = madeKeyView.parse(JSON.parse(rotated.out[0] ?? ""));
    expect(key.person).toBe("olga");
    expect((await app.operate(PATH, undefined, token)).status).toBe(200);
    expect((await app.operate(PATH)).status).toBe(401);
  });

  test.each([0.3333333, -1, 169, "2"])("rotate with an overlap of %j hours", async (hours) => {
    const path = `/operator/keys/${olga.key.id}/rotate`;
    const answer = await problemOf(await new TestApp().operate(path, { overlap_hours: hours }));
    expect(answer).toMatchObject({
      code: "invalid_request",
      errors: [{ field: "overlap_hours" }],
    });
  });

  test("revoke names the keys that were rotated from it", async () => {
    const app = new TestApp();
    const rotated = await app.operate(`/operator/keys/${olga.key.id}/rotate`, {});
    const { key } = madeKeyView.parse(await rotated.json());
    const { out } = await run(app, "revoke", olga.key.id, "--reason", "stolen");
    expect(out[0]).toContain(`${olga.key.id}  revoked`);
    expect(out[1]).toBe(`${key.id}  revoked: was rotated from it`);
  });

  test("list as JSON is what the contract says", async () => {
    const listed = await run(new TestApp(), "list", "--json");
    const { keys } = keysView.parse(JSON.parse(listed.out[0] ?? ""));
    expect(keys.map(({ name }) => name)).toEqual(["Olga", "Felix", "Anna", "Fred", "CRM"]);
  });

  test("what is wrong is named", async () => {
    const app = new TestApp();
    const refused = await run(app, "create", "--person", "zoe", "--role", "king");
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("\n  role: ") });
    const lacks = await runCli(app, ["key", "list"], olga.token);
    expect(lacks.err).toContain("(it lacks keys:manage) [forbidden]");
  });

  test.each([
    [["create", "--person", "zoe"], "--role"],
    [["rotate"], "needs an id"],
    [["list", "key_1"], "takes no id"],
    [["revoke", "key_1"], "--reason"],
    [["forge"], "not key forge"],
    [[], "needs an id"],
  ])("wrong usage (%j): usage, and nothing is sent", async (argv, says) => {
    const app = new TestApp();
    const ran = await run(app, ...argv);
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining(says) });
    expect(app.backend.operatorKeys.rows.get(anna.key.id)?.lastUsedAt).toBeNull();
  });

  test("without a token the program says which variable it needs", async () => {
    expect(await runCli(new TestApp(), ["list"], "")).toMatchObject({
      code: 2,
      err: expect.stringContaining("OPERATOR_TOKEN is not set"),
    });
  });
});
