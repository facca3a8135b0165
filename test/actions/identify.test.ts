import { describe, expect, test } from "vitest";
import { identify } from "../../src/actions/identify.ts";
import { readServiceToken } from "../../src/actions/service-token.ts";
import { dongle, FakeHouse, IP, SERVICE_ID } from "./fake-house.ts";
import { codeOf } from "./journeys.ts";

describe("by the requesting address", () => {
  test("exactly one service there: that one, and the token says how it was found", async () => {
    const house = new FakeHouse();
    const found = await identify(house.ports, { ip: IP, link: null });
    expect(found.ok && found.value.service.id).toBe(SERVICE_ID);
    const token = found.ok ? found.value.serviceToken : "";
    expect(await readServiceToken(house.ports, token)).toEqual({
      ok: true,
      value: {
        serviceId: SERVICE_ID,
        identifiedBy: { method: "address", ip: IP, linkId: null },
      },
    });
  });

  test.each([
    ["no service there", IP, [], "service_not_identified"],
    ["several", IP, [dongle, { ...dongle, id: "svc_other" }], "several_services"],
    ["no address at all", null, [dongle], "service_not_identified"],
  ])("%s: never a guess", async (_given, ip, atAddress, code) => {
    const house = new FakeHouse();
    house.atAddress = atAddress;
    expect(codeOf(await identify(house.ports, { ip, link: null }))).toBe(code);
  });
});

describe("by a signed link", () => {
  test("a good link identifies from any address", async () => {
    const house = new FakeHouse();
    const link = await house.link();
    const found = await identify(house.ports, { ip: "198.51.100.1", link });
    expect(found.ok && found.value.identifiedBy).toEqual({
      method: "link",
      ip: "198.51.100.1",
      linkId: "lnk_1",
    });
  });

  test.each([
    ["forged", async (_h: FakeHouse) => "e30.AAAA"],
    [
      "of another purpose",
      (h: FakeHouse) => h.ports.signer.sign("quote", { linkId: "lnk_1", version: 1 }),
    ],
    ["of an older version", (h: FakeHouse) => h.link("lnk_1", 0)],
    ["unknown", (h: FakeHouse) => h.link("lnk_2")],
    ["without a version", (h: FakeHouse) => h.ports.signer.sign("link", { linkId: "lnk_1" })],
    ["empty", async (_h: FakeHouse) => ""],
  ])("a link that is %s is refused and never falls back to the address", async (_how, make) => {
    const house = new FakeHouse();
    const result = await identify(house.ports, { ip: IP, link: await make(house) });
    expect(codeOf(result)).toBe("link_invalid");
  });

  test("a revoked link is refused", async () => {
    const house = new FakeHouse();
    house.linkVersion = null;
    const result = await identify(house.ports, { ip: IP, link: await house.link() });
    expect(codeOf(result)).toBe("link_invalid");
  });
});

describe("the service token", () => {
  test("holds for 15 minutes", async () => {
    const house = new FakeHouse();
    const found = await identify(house.ports, { ip: IP, link: null });
    const token = found.ok ? found.value.serviceToken : "";
    house.now += 15 * 60_000 - 1;
    expect((await readServiceToken(house.ports, token)).ok).toBe(true);
    house.now += 1;
    expect(codeOf(await readServiceToken(house.ports, token))).toBe("service_token_invalid");
  });
});
