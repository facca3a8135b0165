/** Every source × every answer: whoever knows anybody at an address must mean the same service. */
import { describe, expect, test } from "vitest";
import { identify } from "../../src/actions/identify.ts";
import type { AddressAnswer, AddressSource } from "../../src/actions/identify-port.ts";
import type { Service } from "../../src/actions/register-port.ts";
import { dongle, FakeHouse, IP } from "./fake-house.ts";
import { codeOf } from "./journeys.ts";

const other: Service = {
  ...dongle,
  id: `svc_${"1".repeat(26)}`,
  serviceUuid: "9f1b6d1e-0000-4000-8000-000000000002",
  imsi: "505010000000002",
  msisdn: null,
  account: { ...dongle.account, account: "dongle-2" },
};
const ANSWERS: Record<string, AddressAnswer> = {
  one: { kind: "one", named: { serviceUuid: dongle.serviceUuid } },
  "another one": { kind: "one", named: { account: other.account } },
  stranger: { kind: "one", named: { imsi: "505019999999999" } },
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

async function search(house: FakeHouse, ...says: [AddressSource["method"], string][]) {
  house.addressSources = says.map(([method, said]) => source(method, said));
  const found = await identify(house.ports, { ip: IP, link: null });
  if (!found.ok) return codeOf(found);
  const { method, ip, linkId } = found.value.identifiedBy;
  expect({ ip, linkId }).toEqual({ ip: IP, linkId: null });
  return `${method} ${found.value.service.id === other.id ? "other" : "dongle"}`;
}
function houseOf(...atAddress: Service[]): FakeHouse {
  const house = new FakeHouse();
  house.atAddress = atAddress;
  house.others = [other];
  return house;
}

describe("the register knows the address", () => {
  test.each(Object.keys(ANSWERS))(
    "one there: it wins, whatever the API says (%s)",
    async (said) => {
      const ask = ["ip_api", said] as const;
      expect(await search(houseOf(dongle), [...ask])).toBe("address dongle");
    },
  );
  test.each(Object.keys(ANSWERS))("several there: nobody is asked (API: %s)", async (said) => {
    const house = houseOf(dongle, other);
    house.addressSources = [
      {
        method: "ip_api",
        ask: () => Promise.reject(new Error(`asked, and would say ${said}`)),
      },
    ];
    expect(codeOf(await identify(house.ports, { ip: IP, link: null }))).toBe(SEVERAL);
  });
});

describe("the register has nobody there", () => {
  test.each([
    ["one", "one", "ip_api dongle"],
    ["one", "another one", SEVERAL],
    ["one", "stranger", SEVERAL],
    ["one", "none", "ip_api dongle"],
    ["one", "several", SEVERAL],
    ["one", "silent", "ip_api dongle"],
    ["stranger", "one", SEVERAL],
    ["stranger", "stranger", LOST],
    ["stranger", "several", SEVERAL],
    ["stranger", "none", LOST],
    ["stranger", "silent", LOST],
    ["several", "one", SEVERAL],
    ["several", "stranger", SEVERAL],
    ["several", "several", SEVERAL],
    ["several", "none", SEVERAL],
    ["several", "silent", SEVERAL],
    ["none", "one", "session dongle"],
    ["none", "another one", "session other"],
    ["none", "stranger", LOST],
    ["none", "none", LOST],
    ["none", "several", SEVERAL],
    ["none", "silent", LOST],
    ["silent", "one", "session dongle"],
    ["silent", "stranger", LOST],
    ["silent", "none", LOST],
    ["silent", "several", SEVERAL],
    ["silent", "silent", LOST],
  ])("API: %s, sessions: %s → %s", async (api, sessions, expected) => {
    expect(await search(houseOf(), ["ip_api", api], ["session", sessions])).toBe(expected);
  });

  test.each(Object.keys(ANSWERS))("only sessions are asked: %s", async (said) => {
    const found = { one: "session dongle", "another one": "session other", several: SEVERAL };
    const expected = found[said as keyof typeof found] ?? LOST;
    expect(await search(houseOf(), ["session", said])).toBe(expected);
  });

  test("a number that two services of the register have is several", async () => {
    const house = houseOf();
    house.others = [{ ...other, imsi: dongle.imsi }];
    const api: AddressAnswer = { kind: "one", named: { imsi: dongle.imsi ?? "" } };
    house.addressSources = [{ method: "ip_api", ask: async () => api }];
    expect(codeOf(await identify(house.ports, { ip: IP, link: null }))).toBe(SEVERAL);
  });

  test("both are asked before either has answered", async () => {
    const house = houseOf();
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
    house.addressSources = [waiting("ip_api"), waiting("session")];
    expect(codeOf(await identify(house.ports, { ip: IP, link: null }))).toBe(LOST);
    expect(asked).toEqual(["ip_api", "session"]);
  });

  test("silence and ambiguity leave a line in the log, without address or number", async () => {
    const house = houseOf();
    await search(house, ["ip_api", "silent"], ["session", "several"]);
    const events = house.logged.map(({ event }) => event);
    expect(events).toEqual(["address_source_silent", "address_source_ambiguous"]);
    expect(JSON.stringify(house.logged)).not.toContain(IP);
  });

  test.each([
    ["one", "another one", "ip_api: one, session: another one"],
    ["one", "several", "ip_api: one, session: several"],
    ["stranger", "one", "ip_api: stranger, session: one"],
    ["none", "stranger", "session: stranger"],
  ])("API: %s, sessions: %s: the log says who said what, about nobody", async (api, told, said) => {
    const house = houseOf();
    await search(house, ["ip_api", api], ["session", told]);
    expect(house.logged).toMatchObject([{ event: "address_source_ambiguous", fields: { said } }]);
    for (const secret of [IP, dongle.serviceUuid, other.account.account, "505019999999999"]) {
      expect(JSON.stringify(house.logged)).not.toContain(secret);
    }
  });

  test("by different names of one service they agree; the more trusted one found it", async () => {
    const house = houseOf();
    const names: AddressAnswer[] = [
      { kind: "one", named: { imsi: dongle.imsi ?? "" } },
      { kind: "one", named: { account: dongle.account } },
    ];
    house.addressSources = names.map((name, i) => ({
      method: i === 0 ? "ip_api" : "session",
      ask: async () => name,
    }));
    const found = await identify(house.ports, { ip: IP, link: null });
    expect(found).toMatchObject({ value: { identifiedBy: { method: "ip_api" } } });
  });
});

describe("whoever waits only for a while", () => {
  async function patienceOfSources(house: FakeHouse, patienceMs?: number) {
    const asked: (number | undefined)[] = [];
    const ask: AddressSource["ask"] = async (_ip, ms) => {
      asked.push(ms);
      return { kind: "none" };
    };
    house.addressSources = [{ method: "session", ask }];
    await identify(house.ports, { ip: IP, link: null, patienceMs });
    return asked;
  }

  test("leaves to the sources what the register has not used", async () => {
    const house = houseOf();
    const { byAddress } = house.ports.register;
    const slow = (ms: number) =>
      Object.assign(house.ports.register, {
        byAddress: (ip: string) => {
          house.now += ms;
          return byAddress(ip);
        },
      });
    slow(120);
    expect(await patienceOfSources(house, 800)).toEqual([680]);
    slow(5000);
    expect(await patienceOfSources(house, 800)).toEqual([0]);
    expect(await patienceOfSources(house)).toEqual([undefined]);
  });
});

describe("a link goes before every source", () => {
  test("a good one identifies, and nobody is asked", async () => {
    const house = houseOf();
    house.addressSources = [
      { method: "ip_api", ask: () => Promise.reject(new Error("nobody is to be asked")) },
    ];
    const found = await identify(house.ports, { ip: IP, link: await house.link() });
    expect(found.ok && found.value.identifiedBy.method).toBe("link");
    expect(codeOf(await identify(house.ports, { ip: IP, link: "forged" }))).toBe("link_invalid");
  });
});
