import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createIpApi } from "../../src/adapters/ip-api/ip-api.ts";
import { type IpApiSimulator, startIpApi } from "../simulators/ip-api/server.ts";

const TOKEN = "token-of-the-ip-api";
const IP = "203.0.113.45";
const UUID = "00000000-0000-4000-8000-00000000000a";
const OTHER = "00000000-0000-4000-8000-00000000000b";
const IMSI = "001010000000001";

let simulator: IpApiSimulator;
const ask = (ip = IP, token: string | null = TOKEN, timeoutMs = 2000) =>
  createIpApi({ url: simulator.url, token, timeoutMs }).ask(ip);
beforeEach(async () => {
  simulator = await startIpApi({ token: TOKEN });
});
afterEach(() => simulator.close());

describe("given the operator's API, when it is asked about an address", () => {
  test("then one service is named by its uuid or by its IMSI", async () => {
    simulator.admin.put(IP, { service_uuid: UUID.toUpperCase() });
    expect(await ask()).toEqual({ kind: "one", identity: { serviceUuid: UUID } });
    simulator.admin.put(IP, { imsi: IMSI });
    expect(await ask()).toEqual({ kind: "one", identity: { imsi: IMSI } });
  });

  test("then a list with one service is one, and so is one that names it twice", async () => {
    const same = { services: [{ service_uuid: UUID }, { service_uuid: UUID.toUpperCase() }] };
    simulator.admin.putRaw(IP, same);
    expect(await ask()).toEqual({ kind: "one", identity: { serviceUuid: UUID } });
  });

  test("then several are several, and an empty list or a 404 is none", async () => {
    simulator.admin.put(IP, { service_uuid: UUID }, { service_uuid: OTHER });
    expect(await ask()).toEqual({ kind: "several" });
    simulator.admin.put(IP, { service_uuid: UUID }, { imsi: IMSI });
    expect(await ask()).toEqual({ kind: "several" });
    simulator.admin.put(IP);
    expect(await ask()).toEqual({ kind: "none" });
    expect(await ask("203.0.113.46")).toEqual({ kind: "none" });
  });

  test("then it gets the usual spelling, and never a text that is no address", async () => {
    await ask(`::ffff:${IP}`);
    await ask("2001:0DB8:0:0:1::1");
    expect(await ask("203.0.113.045&x=1")).toEqual({ kind: "none" });
    expect(simulator.admin.asked).toEqual([IP, "2001:db8::1:0:0:1"]);
  });

  test.each([
    ["a null", null],
    ["a text", UUID],
    ["an empty object", {}],
    ["both names at once", { service_uuid: UUID, imsi: IMSI }],
    ["an unknown field", { service_uuid: UUID, confidence: 0.4 }],
    ["a uuid that is none", { service_uuid: "7" }],
    ["an IMSI that is none", { imsi: "12345" }],
    ["a number for an IMSI", { imsi: 1010000000001 }],
    ["a list with one odd service", { services: [{ imsi: IMSI }, { imsi: "" }] }],
    ["a list of another name", { service: [] }],
  ])("then %s is silence", async (_what, body) => {
    simulator.admin.putRaw(IP, body);
    expect(await ask()).toEqual({ kind: "silent", why: "not an answer of this protocol" });
  });

  test.each([
    ["garbage", "not an answer of this protocol"],
    ["failing", "HTTP 500"],
    ["redirect", "HTTP 302"],
    ["cut", expect.any(String)],
  ] as const)("then %s is silence, and says why", async (fault, why) => {
    simulator.admin.put(IP, { service_uuid: UUID });
    simulator.admin.fault(fault);
    expect(await ask()).toEqual({ kind: "silent", why });
    simulator.admin.fault(null);
    expect(await ask()).toMatchObject({ kind: "one" });
  });

  test("then one that hangs is silent in time, as are a wrong token and a closed port", async () => {
    simulator.admin.fault("silent");
    expect(await ask(IP, TOKEN, 30)).toEqual({ kind: "silent", why: "TimeoutError" });
    const calm = createIpApi({ url: simulator.url, token: TOKEN, timeoutMs: 60_000 });
    const why = "TimeoutError";
    expect(await calm.ask(IP, 30), "the caller may have less time").toMatchObject({ why });
    simulator.admin.fault(null);
    expect(await ask(IP, null)).toEqual({ kind: "silent", why: "HTTP 401" });
    const nowhere = createIpApi({ url: "http://127.0.0.1:1/", token: null, timeoutMs: 2000 });
    expect(await nowhere.ask(IP)).toMatchObject({ kind: "silent" });
  });
});
