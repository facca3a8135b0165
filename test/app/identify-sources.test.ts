/** Every source × every answer: sources that know a service must name the same one. */
import { describe, expect, test } from "vitest";
import { identify } from "../../src/app/identification/identify.ts";
import type { AddressAnswer, AddressSource } from "../../src/app/ports/address-source.ts";
import type { Service } from "../../src/app/ports/register.ts";
import { customer } from "./actors.ts";
import { codeOf } from "./journeys.ts";
import { dongle, IP, TestBackend } from "./test-backend.ts";

const other: Service = {
  ...dongle,
  id: `svc_${"1".repeat(26)}`,
  serviceUuid: "9f1b6d1e-0000-4000-8000-000000000002",
  imsi: "505010000000002",
  msisdn: null,
  account: { ...dongle.account, account: "dongle-2" },
};
const ANSWERS: Record<string, AddressAnswer> = {
  one: { kind: "one", identity: { serviceUuid: dongle.serviceUuid } },
  "another one": { kind: "one", identity: { account: other.account } },
  unregistered: { kind: "one", identity: { imsi: "505019999999999" } },
  none: { kind: "none" },
  several: { kind: "several" },
  silent: { kind: "silent", why: "HTTP 500" },
};
const source = (method: AddressSource["method"], said: string): AddressSource => ({
  method,
  ask: async () => ANSWERS[said] ?? { kind: "none" },
});
const LOST = "service_not_identified";
const SEVERAL = "several_services";

async function search(backend: TestBackend, ...says: [AddressSource["method"], string][]) {
  backend.addressSources = says.map(([method, said]) => source(method, said));
  const found = await identify(backend.ports, customer(), { link: null });
  if (!found.ok) return codeOf(found);
  const { method, ip, linkId } = found.value.identifiedBy;
  expect({ ip, linkId }).toEqual({ ip: IP, linkId: null });
  return `${method} ${found.value.service.id === other.id ? "other" : "dongle"}`;
}
function backendWith(...atAddress: Service[]): TestBackend {
  const backend = new TestBackend();
  backend.atAddress = atAddress;
  backend.others = [other];
  return backend;
}

describe("the register knows the address", () => {
  test.each(Object.keys(ANSWERS))(
    "one there: it wins, whatever the API says (%s)",
    async (said) => {
      const ask = ["ip_api", said] as const;
      expect(await search(backendWith(dongle), [...ask])).toBe("address dongle");
    },
  );
  test.each(Object.keys(ANSWERS))("several there: no source is asked (API: %s)", async (said) => {
    const backend = backendWith(dongle, other);
    backend.addressSources = [
      {
        method: "ip_api",
        ask: () => Promise.reject(new Error(`asked, and would say ${said}`)),
      },
    ];
    expect(codeOf(await identify(backend.ports, customer(), { link: null }))).toBe(SEVERAL);
  });
});

describe("the register has no service there", () => {
  test.each([
    ["one", "one", "ip_api dongle"],
    ["one", "another one", SEVERAL],
    ["one", "unregistered", SEVERAL],
    ["one", "none", "ip_api dongle"],
    ["one", "several", SEVERAL],
    ["one", "silent", "ip_api dongle"],
    ["unregistered", "one", SEVERAL],
    ["unregistered", "unregistered", LOST],
    ["unregistered", "several", SEVERAL],
    ["unregistered", "none", LOST],
    ["unregistered", "silent", LOST],
    ["several", "one", SEVERAL],
    ["several", "unregistered", SEVERAL],
    ["several", "several", SEVERAL],
    ["several", "none", SEVERAL],
    ["several", "silent", SEVERAL],
    ["none", "one", "session dongle"],
    ["none", "another one", "session other"],
    ["none", "unregistered", LOST],
    ["none", "none", LOST],
    ["none", "several", SEVERAL],
    ["none", "silent", LOST],
    ["silent", "one", "session dongle"],
    ["silent", "unregistered", LOST],
    ["silent", "none", LOST],
    ["silent", "several", SEVERAL],
    ["silent", "silent", LOST],
  ])("API: %s, sessions: %s → %s", async (api, sessions, expected) => {
    expect(await search(backendWith(), ["ip_api", api], ["session", sessions])).toBe(expected);
  });

  test.each(Object.keys(ANSWERS))("only sessions are asked: %s", async (said) => {
    const found = { one: "session dongle", "another one": "session other", several: SEVERAL };
    const expected = found[said as keyof typeof found] ?? LOST;
    expect(await search(backendWith(), ["session", said])).toBe(expected);
  });

  test("a number that two services of the register have is several", async () => {
    const backend = backendWith();
    backend.others = [{ ...other, imsi: dongle.imsi }];
    const api: AddressAnswer = { kind: "one", identity: { imsi: dongle.imsi ?? "" } };
    backend.addressSources = [{ method: "ip_api", ask: async () => api }];
    expect(codeOf(await identify(backend.ports, customer(), { link: null }))).toBe(SEVERAL);
  });

  test("both are asked before either has answered", async () => {
    const backend = backendWith();
    const asked: string[] = [];
    const bothAsked = Promise.withResolvers<void>();
    const waiting = (method: AddressSource["method"]): AddressSource => ({
      method,
      ask: async () => {
        if (asked.push(method) === 2) bothAsked.resolve();
        await bothAsked.promise;
        return { kind: "none" };
      },
    });
    backend.addressSources = [waiting("ip_api"), waiting("session")];
    expect(codeOf(await identify(backend.ports, customer(), { link: null }))).toBe(LOST);
    expect(asked).toEqual(["ip_api", "session"]);
  });

  test("silence and ambiguity leave a line in the log, without address or number", async () => {
    const backend = backendWith();
    await search(backend, ["ip_api", "silent"], ["session", "several"]);
    const events = backend.logged.map(({ event }) => event);
    expect(events).toEqual(["address_source_silent", "address_source_ambiguous"]);
    expect(JSON.stringify(backend.logged)).not.toContain(IP);
  });

  test.each([
    ["one", "another one", "ip_api: one, session: another one"],
    ["one", "several", "ip_api: one, session: several"],
    ["unregistered", "one", "ip_api: unregistered, session: one"],
    ["none", "unregistered", "session: unregistered"],
  ])(
    "API: %s, sessions: %s: the log says which source said what, and about no service",
    async (api, told, said) => {
      const backend = backendWith();
      await search(backend, ["ip_api", api], ["session", told]);
      expect(backend.logged).toMatchObject([
        { event: "address_source_ambiguous", fields: { said } },
      ]);
      for (const secret of [IP, dongle.serviceUuid, other.account.account, "505019999999999"]) {
        expect(JSON.stringify(backend.logged)).not.toContain(secret);
      }
    },
  );

  test("by different names of one service they agree; the more trusted one found it", async () => {
    const backend = backendWith();
    const names: AddressAnswer[] = [
      { kind: "one", identity: { imsi: dongle.imsi ?? "" } },
      { kind: "one", identity: { account: dongle.account } },
    ];
    backend.addressSources = names.map((name, i) => ({
      method: i === 0 ? "ip_api" : "session",
      ask: async () => name,
    }));
    const found = await identify(backend.ports, customer(), { link: null });
    expect(found).toMatchObject({ value: { identifiedBy: { method: "ip_api" } } });
  });
});

describe("a page with a time budget", () => {
  async function timeBudgetOfSources(backend: TestBackend, timeBudgetMs?: number) {
    const asked: (number | undefined)[] = [];
    const ask: AddressSource["ask"] = async (_ip, ms) => {
      asked.push(ms);
      return { kind: "none" };
    };
    backend.addressSources = [{ method: "session", ask }];
    await identify(backend.ports, customer(), { link: null, timeBudgetMs });
    return asked;
  }

  test("leaves to the sources what the register has not used", async () => {
    const backend = backendWith();
    const { byAddress } = backend.ports.register;
    const slow = (ms: number) =>
      Object.assign(backend.ports.register, {
        byAddress: (ip: string) => {
          backend.now += ms;
          return byAddress(ip);
        },
      });
    slow(120);
    expect(await timeBudgetOfSources(backend, 800)).toEqual([680]);
    slow(5000);
    expect(await timeBudgetOfSources(backend, 800)).toEqual([0]);
    expect(await timeBudgetOfSources(backend)).toEqual([undefined]);
  });
});

describe("a link goes before every source", () => {
  test("a good one identifies, and no source is asked", async () => {
    const backend = backendWith();
    backend.addressSources = [
      { method: "ip_api", ask: () => Promise.reject(new Error("no source is to be asked")) },
    ];
    const found = await identify(backend.ports, customer(), { link: await backend.link() });
    expect(found.ok && found.value.identifiedBy.method).toBe("link");
    expect(codeOf(await identify(backend.ports, customer(), { link: "forged" }))).toBe(
      "link_invalid",
    );
  });
});
