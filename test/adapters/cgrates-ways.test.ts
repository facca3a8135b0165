/** The ways to an engine: Access with a service token, a binding; and how a closed way looks. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { chargingSystemOf, sessionSourcesOf } from "../../src/compose/engines.ts";
import { settingsOf } from "../../src/config/settings-of.ts";
import { VARS } from "../http/test-app.ts";
import { type CgratesSimulator, startCgratesSimulator } from "../simulators/cgrates/server.ts";

const TOKEN = { id: "0b5f6c0e.access", secret: "f00d-of-the-token" };
const ENGINE_USER = { user: "engine", password: "Pässwört-🔑" };
const AUTH = `${ENGINE_USER.user}:${ENGINE_USER.password}`;
const account = (ocs = "main") => ({ ocs, tenant: "cgrates.org", account: "001" });

let guarded: CgratesSimulator;
let open: CgratesSimulator;
const lines: unknown[] = [];
beforeAll(async () => {
  guarded = await startCgratesSimulator({ access: TOKEN, basicAuth: ENGINE_USER });
  open = await startCgratesSimulator();
  guarded.admin.seedAccount(account());
  open.admin.seedAccount(account());
});
afterEach(() => void lines.splice(0));
afterAll(async () => {
  await Promise.all([guarded.close(), open.close()]);
});

const line = (...one: unknown[]) => void lines.push(one);
const needs = { clock: { now: () => 1_000 }, log: { info: line, warn: line, error: line } };
const envOf = (change: object) => ({ ...VARS, OCS_SESSIONS: "on", ...change });
const ocsOf = (change: object) => {
  const env = envOf(change);
  return chargingSystemOf(settingsOf(env), env, needs);
};
const sourcesOf = (change: object) => {
  const env = envOf(change);
  return sessionSourcesOf(settingsOf(env), env);
};
const withToken = () => ({
  CGRATES_URL: guarded.url,
  CGRATES_AUTH: AUTH,
  CGRATES_ACCESS_ID: TOKEN.id,
  CGRATES_ACCESS_SECRET: TOKEN.secret,
});

describe("an engine behind Cloudflare Access and basic auth", () => {
  test("is read and asked for sessions with the two headers of the service token", async () => {
    expect(await ocsOf(withToken()).read(account())).toMatchObject({ kind: "account" });
    const [source] = sourcesOf(withToken());
    expect(await source?.ask("203.0.113.9")).toEqual({ kind: "none" });
  });

  test("is read by its entry in OCS_ENGINES", async () => {
    guarded.admin.seedAccount(account());
    const west = { vendor: "cgrates", url: guarded.url, auth: AUTH, access: TOKEN };
    const ocs = ocsOf({ OCS_ENGINES: JSON.stringify({ west }) });
    expect(await ocs.read(account("west"))).toMatchObject({ kind: "account" });
  });

  test.each([
    ["no token", { CGRATES_ACCESS_ID: "", CGRATES_ACCESS_SECRET: "" }],
    ["a wrong token", { CGRATES_ACCESS_SECRET: "of-another" }],
  ])("with %s: a fault of the configuration, which names the settings", async (_, change) => {
    const reading = await ocsOf({ ...withToken(), ...change }).read(account());
    expect(reading).toEqual({
      kind: "unreadable",
      at: 1_000,
      misconfigured: true,
      why: expect.stringMatching(/^HTTP 302 to a login page: .*CGRATES_ACCESS_ID/),
    });
    const [source] = sourcesOf({ ...withToken(), ...change });
    expect(await source?.ask("203.0.113.9")).toMatchObject({
      kind: "silent",
      why: expect.stringContaining("CGRATES_ACCESS_ID"),
    });
    expect(lines).toMatchObject([["ocs_access_refused", { ocs: "main" }]]);
    const said = JSON.stringify([reading, lines]);
    for (const secret of [TOKEN.id, TOKEN.secret, "of-another", AUTH, "a-token-of-login"]) {
      expect(said).not.toContain(secret);
    }
  });
});

describe("what stands before the engine answers instead of it", () => {
  const answering = async (status: number, type: string) => {
    const server = createServer((_, response) => {
      response.writeHead(status, { "content-type": type });
      response.end("<html>Sign in</html>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const reading = await ocsOf({ CGRATES_URL: `http://127.0.0.1:${port}/jsonrpc` }).read(
      account(),
    );
    server.close();
    return reading;
  };
  test.each([
    [200, "text/html; charset=utf-8", /^a page, not an answer/],
    [401, "application/json", /^HTTP 401: CGRATES_AUTH/],
    [403, "text/html", /^HTTP 403: the Access service token/],
  ])("HTTP %i of %s is a fault of the configuration", async (status, type, why) => {
    expect(await answering(status, type)).toMatchObject({
      misconfigured: true,
      why: expect.stringMatching(why),
    });
  });
  test.each([500, 502, 530])("HTTP %i is an outage like any other", async (status) => {
    expect(await answering(status, "text/html")).toEqual({
      kind: "unreadable",
      at: 1_000,
      why: `HTTP ${status}`,
    });
  });
});

describe("a binding carries the calls", () => {
  /** As Workers VPC: the target is the binding's own; the URL's host is only a header. */
  const bindingTo = (simulator: CgratesSimulator) => {
    const hosts: string[] = [];
    const fetcher = {
      async fetch(this: unknown, url: string, init: RequestInit) {
        if (this !== fetcher) throw new TypeError("Illegal invocation");
        hosts.push(new URL(url).host);
        return fetch(simulator.url, init);
      },
    };
    return { fetcher, hosts };
  };

  test("of the main engine where CGRATES is bound", async () => {
    const { fetcher, hosts } = bindingTo(open);
    const change = { CGRATES: fetcher, CGRATES_URL: "http://cgrates.internal/jsonrpc" };
    expect(await ocsOf(change).read(account())).toMatchObject({ kind: "account" });
    const [source] = sourcesOf(change);
    expect(await source?.ask("203.0.113.9")).toEqual({ kind: "none" });
    expect(hosts).toEqual(["cgrates.internal", "cgrates.internal"]);
  });

  test("of a further engine by the name in its entry, and of no other one", async () => {
    const { fetcher, hosts } = bindingTo(guarded);
    const entry = { vendor: "cgrates", auth: AUTH, access: TOKEN, binding: "CGRATES_WEST" };
    const west = { ...entry, url: "http://10.0.1.50:2080/jsonrpc" };
    const ocs = ocsOf({
      CGRATES_URL: open.url,
      CGRATES_WEST: fetcher,
      OCS_ENGINES: JSON.stringify({ west }),
    });
    expect(await ocs.read(account("west"))).toMatchObject({ kind: "account" });
    expect(await ocs.read(account("main"))).toMatchObject({ kind: "account" });
    expect(hosts).toEqual(["10.0.1.50:2080"]);
  });
});
