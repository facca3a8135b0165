/** Sessions at an address, asked of the simulator; and the simulator compared with real engines. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSessions } from "../../src/adapters/cgrates/sessions.ts";
import recorded from "../fixtures/cgrates/sessions.json";
import type { Session } from "../simulators/cgrates/engine.ts";
import { type CgratesSimulator, startCgratesSimulator } from "../simulators/cgrates/server.ts";

const VERSIONS = ["master", "v0.10"] as const;
const IP = "10.45.0.7";
const at = (Account: string, ip = IP, more: Partial<Session> = {}): Session => ({
  Account,
  ExtraFields: { AllocatedIP: ip },
  ...more,
});
const one = (account: string, tenant = "cgrates.org") => ({
  kind: "one",
  identity: { account: { ocs: "main", tenant, account } },
});

describe.each(VERSIONS)("the simulator (%s) lists sessions as that engine did", (version) => {
  const { sessions, asked } = recorded[version];
  test.each(asked)("$request", async ({ request, answer }) => {
    const simulator = await startCgratesSimulator({ version });
    simulator.admin.setSessions(sessions);
    const body = { id: 1, method: "SessionSv1.GetActiveSessions", params: [request] };
    const response = await fetch(simulator.url, { method: "POST", body: JSON.stringify(body) });
    const { result, error } = (await response.json()) as { result: unknown[]; error: unknown };
    const expected = typeof answer === "string" ? null : answer.map((i) => sessions[i]);
    expect(error).toBe(typeof answer === "string" ? answer : null);
    expect(result).toEqual(expected);
    await simulator.close();
  });
});

describe.each(VERSIONS)("given an engine (%s), when it is asked whose an address is", (version) => {
  let simulator: CgratesSimulator;
  const ask = (ip = IP, addressField = "AllocatedIP") =>
    createSessions({ url: simulator.url, timeoutMs: 2000, ocs: "main", addressField }).ask(ip);
  const given = (...sessions: Session[]) => simulator.admin.setSessions(sessions);
  beforeEach(async () => {
    simulator = await startCgratesSimulator({ version });
  });
  afterEach(() => simulator.close());

  test("then the one account with sessions there is named, with its tenant", async () => {
    given(at("a1", IP, { Tenant: "other.org" }), at("a2", "10.45.0.8"));
    expect(await ask()).toEqual(one("a1", "other.org"));
  });

  test("then several sessions and runs of one account are one", async () => {
    given(at("a1"), at("a1", IP, { RunID: "second" }), at("a1", IP, { OriginID: "s2" }));
    expect(await ask()).toEqual(one("a1"));
  });

  test.each([
    ["two accounts, one of them forgotten there", [at("a1"), at("a2", IP, { Usage: 0 })]],
    ["one name in two tenants", [at("a1"), at("a1", IP, { Tenant: "other.org" })]],
    ["two runs that charge different accounts", [at("a1"), at("reseller", IP, { RunID: "r" })]],
  ])("then %s are several", async (_what, sessions) => {
    given(...sessions);
    expect(await ask()).toEqual({ kind: "several" });
  });

  test("then more runs than it lists are several, because accounts may be missing", async () => {
    given(...Array.from({ length: 60 }, (_, i) => at("a1", IP, { RunID: `r${i}` })), at("a2"));
    expect(await ask()).toEqual({ kind: "several" });
  });

  test("then an address without a session is none, and so is a text that is no address", async () => {
    given(at("a1", "10.45.0.8"));
    expect(await ask()).toEqual({ kind: "none" });
    expect(await ask("not an address")).toEqual({ kind: "none" });
    expect(await ask(IP, "FramedIP")).toEqual({ kind: "none" });
  });

  test("then an address is found in every spelling", async () => {
    given(at("a1", "2001:db8::1"), at("a2"));
    expect(await ask("2001:0DB8:0:0::1")).toEqual(one("a1"));
    expect(await ask(`::ffff:${IP}`)).toEqual(one("a2"));
  });

  test.each([
    ["without SessionS", () => simulator.admin.setSessionService(false), /can't find service/],
    ["with a fault", () => simulator.admin.addFault({ kind: "error" }), /simulated/],
    ["that wants a login", () => simulator.admin.addFault({ kind: "unauthorized" }), /HTTP 401/],
    ["that answers nothing", () => simulator.admin.addFault({ kind: "empty_200" }), /empty answer/],
    ["that hangs up", () => simulator.admin.addFault({ kind: "drop_before" }), /no answer/],
  ])("then an engine %s is silent, and says why", async (_what, arrange, why) => {
    given(at("a1"));
    arrange();
    expect(await ask()).toEqual({ kind: "silent", why: expect.stringMatching(why) });
  });

  test("then an engine that hangs is silent within the time", async () => {
    simulator.admin.setSilent(true);
    const url = simulator.url;
    const hurried = { url, timeoutMs: 30, ocs: "main", addressField: "AllocatedIP" };
    expect(await createSessions(hurried).ask(IP)).toMatchObject({ kind: "silent" });
    const calm = createSessions({ ...hurried, timeoutMs: 60_000 });
    const why = "timeout after 30 ms";
    expect(await calm.ask(IP, 30), "the caller may have less time").toMatchObject({ why });
  });
});

describe("given an engine that ignores the filter, as master does with one it cannot use", () => {
  const gatewayWith = (...sessions: object[]): typeof fetch => {
    const result = sessions.map((s, i) => ({ CGRID: `c${i}`, Tenant: "cgrates.org", ...s }));
    return async (_input, init) => {
      const { id } = JSON.parse(String(init?.body)) as { id: string };
      return Response.json({ id, result, error: null });
    };
  };
  const ask = (send: typeof fetch) =>
    createSessions({
      url: "http://engine.test/jsonrpc",
      timeoutMs: 100,
      ocs: "main",
      fetch: send,
      addressField: "AllocatedIP",
    }).ask(IP);

  test("then sessions at other addresses name no service", async () => {
    expect(await ask(gatewayWith(at("a2", "10.45.0.8"), at("a3", "10.45.0.9")))).toEqual({
      kind: "none",
    });
    expect(await ask(gatewayWith(at("a2", "10.45.0.8"), at("a1")))).toEqual(one("a1"));
    expect(await ask(gatewayWith({ Account: "a4" }, { Account: "a5", ExtraFields: null }))).toEqual(
      {
        kind: "none",
      },
    );
  });

  test("then a list that was cut off proves nothing about what is missing", async () => {
    const others = Array.from({ length: 50 }, (_, i) => at(`b${i}`, `10.46.0.${i}`));
    expect(await ask(gatewayWith(...others))).toMatchObject({ kind: "silent" });
    expect(await ask(gatewayWith(at("a1"), ...others.slice(1)))).toEqual({ kind: "several" });
  });

  test("then an element without an account makes the answer unusable", async () => {
    expect(await ask(gatewayWith({ ExtraFields: { AllocatedIP: IP } }))).toMatchObject({
      kind: "silent",
    });
  });
});
