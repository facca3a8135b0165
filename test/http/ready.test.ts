/** GET /readyz and `npm run operator -- ready`. */
import { beforeEach, describe, expect, test } from "vitest";
import { OPERATORS } from "../fixtures/operators.ts";
import { runCli } from "./operator-cli.ts";
import { problemOf, TestApp } from "./test-app.ts";

const asked: string[] = [];
const probe = (name: string, ok: boolean, detail: string) => ({
  name,
  ask: async () => {
    asked.push(name);
    return { ok, detail };
  },
});
const GOOD = [probe("ocs main", true, "it speaks"), probe("stripe", true, "test mode")];
const BAD = [...GOOD, probe("queue NOTIFY", false, "no such queue")];
const bearer = { Authorization: `Bearer ${OPERATORS.olga.token}` };

let app: TestApp;
beforeEach(() => {
  app = new TestApp();
  asked.splice(0);
});

describe("GET /readyz", () => {
  test("200 when everything answers, with the version and a line per check", async () => {
    app.backend.probes = GOOD;
    const answer = await app.call("/readyz", { headers: bearer });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(await answer.json()).toEqual({
      ok: true,
      version: expect.any(String),
      checks: [
        { name: "ocs main", ok: true, ms: 0, detail: "it speaks" },
        { name: "stripe", ok: true, ms: 0, detail: "test mode" },
      ],
    });
  });

  test("503 when one does not, and the others are said all the same", async () => {
    app.backend.probes = BAD;
    const answer = await app.call("/readyz", { headers: bearer });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ok: false,
      checks: [{ ok: true }, { ok: true }, { name: "queue NOTIFY", ok: false }],
    });
  });

  test("without a key, or above the limit of one, nothing is asked", async () => {
    app.backend.probes = GOOD;
    expect((await app.call("/readyz")).status).toBe(401);
    app.exhausted = new RegExp(OPERATORS.olga.key.id);
    const limited = await app.call("/readyz", { headers: bearer });
    expect(await problemOf(limited)).toMatchObject({ code: "too_many_requests" });
    expect(asked).toEqual([]);
  });
});

describe("npm run operator -- ready", () => {
  test("prints each check and ends with 0 when all is well", async () => {
    app.backend.probes = GOOD;
    const { code, out } = await runCli(app, ["ready"]);
    expect(out).toEqual([
      "ok    ocs main      0 ms  it speaks",
      "ok    stripe        0 ms  test mode",
      expect.stringMatching(/^ready \(/),
    ]);
    expect(code).toBe(0);
  });

  test("ends with 1 when something fails, and says what", async () => {
    app.backend.probes = BAD;
    const { code, out } = await runCli(app, ["ready"]);
    expect(out).toContain("FAIL  queue NOTIFY      0 ms  no such queue");
    expect(out.at(-1)).toMatch(/^not ready: 1 failed/);
    expect(code).toBe(1);
    const asJson = await runCli(app, ["ready", "--json"]);
    expect(JSON.parse(asJson.out[0] ?? "")).toMatchObject({ ok: false });
    expect(asJson.code).toBe(1);
  });

  test("with a token that opens nothing it says so", async () => {
    const { code, err } = await runCli(app, ["ready"], "etk_wrong");
    expect([code, err]).toEqual([1, expect.stringContaining("unauthorized")]);
  });
});
