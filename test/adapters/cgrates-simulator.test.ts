/** The simulator's switches, which tests, `npm run dev` and the bench rely on. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CgratesSimulator, startCgratesSimulator } from "../simulators/cgrates/server.ts";

let simulator: CgratesSimulator;
beforeAll(async () => {
  simulator = await startCgratesSimulator();
});
beforeEach(() => simulator.admin.reset());
afterAll(() => simulator.close());

const post = (url: URL | string, body: unknown) =>
  fetch(url, { method: "POST", body: JSON.stringify(body) });
const admin = async (operation: string, body: object = {}) => {
  const response = await post(new URL(`/_admin/${operation}`, simulator.url), body);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
};
const call = async (url: string, method: string, argument: object) => {
  const response = await post(url, { id: 1, method, params: [argument] });
  return (await response.json()) as { result: unknown; error: string | null };
};
const rpc = (method: string, argument: object) => call(simulator.url, method, argument);
const KEY = { Tenant: "cgrates.org", Account: "a1" };
const credit = () =>
  rpc("APIerSv1.SetBalance", { ...KEY, BalanceType: "*data", Value: 1, Balance: { ID: "top_1" } });

describe("the switches over HTTP", () => {
  test("seed, write, state: the dump shows accounts and every executed write", async () => {
    const endAt = Date.UTC(2035, 0, 1);
    await admin("seed-account", { account: "a1", buckets: [{ id: "plan_1", endAt }] });
    await credit();
    const { json } = await admin("state");
    expect(json).toMatchObject({
      version: "master",
      silent: false,
      accounts: {
        "cgrates.org:a1": { BalanceMap: { "*data": [{ ID: "plan_1" }, { ID: "top_1" }] } },
      },
      writes: [{ method: "APIerSv1.SetBalance", account: "a1", bucketId: "top_1", outcome: "OK" }],
    });
  });

  test("a fault is added, happens as often as it says, and is gone", async () => {
    await admin("faults", { kind: "error", text: "EXISTS", times: 2, method: "SetBalance$" });
    expect((await credit()).error).toBe("EXISTS");
    expect((await credit()).error).toBe("EXISTS");
    expect((await credit()).error).toBe(null);
  });

  test("lose, disable, remove, and reset", async () => {
    await credit();
    expect((await admin("lose-bucket", { account: "a1", bucketId: "top_1" })).json.result).toBe(
      true,
    );
    await admin("disable-account", { account: "a1" });
    expect((await rpc("APIerSv2.GetAccount", KEY)).result).toMatchObject({
      Disabled: true,
      BalanceMap: { "*data": null },
    });
    await admin("remove-account", { account: "a1" });
    expect((await rpc("APIerSv2.GetAccount", KEY)).error).toBe("NOT_FOUND");
    await admin("reset");
    expect(simulator.admin.state()).toMatchObject({ accounts: {}, writes: [] });
  });

  test.each([
    { operation: "nope", body: {}, status: 404 },
    { operation: "faults", body: { kind: "typo" }, status: 400 },
    { operation: "faults", body: { kind: "hang", times: "3" }, status: 400 },
    { operation: "remove-account", body: {}, status: 400 },
  ])("$operation $body is HTTP $status, not a silent pass", async ({ operation, body, status }) => {
    expect((await admin(operation, body)).status).toBe(status);
  });
});

describe("hanging", () => {
  test("given a caller that waits, when the fault is cleared, then it is answered", async () => {
    const id = simulator.admin.addFault({ kind: "hang", times: 1, method: "SetBalance$" });
    const waiting = credit();
    await simulator.admin.until((state) => state.pending === 1);
    expect((await rpc("CoreSv1.Ping", {})).result).toBe("Pong");
    simulator.admin.clearFaults(id);
    expect((await waiting).result).toBe("OK");
  });

  test("given silence, then every call but the switches waits until it is over", async () => {
    await admin("silent", { on: true });
    const waiting = rpc("CoreSv1.Ping", {});
    await simulator.admin.until((state) => state.pending === 1);
    await admin("silent", { on: false });
    expect((await waiting).result).toBe("Pong");
  });
});

describe("active sessions", () => {
  const session = (Account: string, ip: string) => ({
    Account,
    ExtraFields: { AllocatedIP: ip },
  });
  const find = (filter: string, url = simulator.url) =>
    call(url, "SessionSv1.GetActiveSessions", { Tenant: "cgrates.org", Filters: [filter] });

  test("are found by address; an unusable filter returns all of them", async () => {
    await admin("sessions", { sessions: [session("a1", "10.0.0.1"), session("a2", "10.0.0.2")] });
    const byAddress = await find("*string:~*req.AllocatedIP:10.0.0.2");
    expect(byAddress.result).toMatchObject([{ Account: "a2" }]);
    expect((await find("*string:~*req.AllocatedIP:10.0.0.9")).error).toBe("NOT_FOUND");
    expect((await find("nonsense")).result).toHaveLength(2);
  });

  test("on v0.10 an unusable filter is an error", async () => {
    const older = await startCgratesSimulator({ version: "v0.10" });
    older.admin.setSessions([session("a1", "10.0.0.1")]);
    expect((await find("nonsense", older.url)).error).toBe("NOT_FOUND:nonsense");
    await older.close();
  });
});

describe("expiry", () => {
  const set = (id: string, endAt: number) =>
    rpc("APIerSv1.SetBalance", {
      ...KEY,
      BalanceType: "*data",
      Value: 1,
      Balance: { ID: id, ExpiryTime: new Date(endAt).toISOString() },
    });
  const ids = () => {
    const account = simulator.admin.state().accounts["cgrates.org:a1"];
    const { BalanceMap } = account as { BalanceMap: Record<string, { ID: string }[]> };
    return (BalanceMap["*data"] ?? []).map((b) => b.ID);
  };

  test("ended buckets stay until a change, and the cleaner skips every second one", async () => {
    const now = Date.now();
    for (const id of ["x1", "x2", "x3", "x4"]) await set(id, now + 60_000);
    simulator.admin.setClockOffset(120_000);
    expect(ids()).toEqual(["x1", "x2", "x3", "x4"]);
    await set("live", now + 600_000);
    expect(ids()).toEqual(["x2", "x4", "live"]);
    await set("live", now + 600_000);
    expect(ids()).toEqual(["x4", "live"]);
    await set("live", now + 600_000);
    expect(ids()).toEqual(["live"]);
  });
});

describe("the control page", () => {
  test("is there, and its script names every operation the server knows", async () => {
    const response = await fetch(new URL("/", simulator.url));
    expect(response.headers.get("content-type")).toContain("text/html");
    const page = await response.text();
    for (const word of ["lose-bucket", "disable-account", "remove-account", "clear-faults"]) {
      expect(page).toContain(word);
    }
  });
});
