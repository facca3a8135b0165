import { describe, expect, test } from "vitest";
import { identify } from "../../src/app/identification/identify.ts";
import { readServiceToken } from "../../src/app/identification/service-token.ts";
import { customer, SESSION } from "./actors.ts";
import { codeOf } from "./journeys.ts";
import { dongle, IP, SERVICE_ID, TestBackend } from "./test-backend.ts";

describe("by the requesting address", () => {
  test("exactly one service there: that one, and the token says how it was found", async () => {
    const backend = new TestBackend();
    const found = await identify(backend.ports, customer(), { link: null });
    expect(found.ok && found.value.service.id).toBe(SERVICE_ID);
    const token = found.ok ? found.value.serviceToken : "";
    expect(await readServiceToken(backend.ports, token)).toEqual({
      ok: true,
      value: {
        serviceId: SERVICE_ID,
        identifiedBy: { method: "address", ip: IP, linkId: null },
      },
    });
  });

  test.each([
    ["no service there", IP, [], "service_not_identified"],
    ["several", IP, [dongle, { ...dongle, id: "svc_other" as const }], "several_services"],
    ["no address at all", null, [dongle], "service_not_identified"],
  ])("%s: never a guess", async (_given, ip, atAddress, code) => {
    const backend = new TestBackend();
    backend.atAddress = atAddress;
    expect(codeOf(await identify(backend.ports, customer(SESSION, ip), { link: null }))).toBe(code);
  });
});

describe("by a signed link", () => {
  test("a good link identifies from any address", async () => {
    const backend = new TestBackend();
    const link = await backend.link();
    const found = await identify(backend.ports, customer(SESSION, "198.51.100.1"), { link });
    expect(found.ok && found.value.identifiedBy).toEqual({
      method: "link",
      ip: "198.51.100.1",
      linkId: "lnk_1",
      linkVersion: 1,
    });
  });

  test.each([
    ["forged", async (_h: TestBackend) => "e30.AAAA"],
    [
      "of another purpose",
      (h: TestBackend) => h.ports.signer.sign("quote", { linkId: "lnk_1", version: 1 }),
    ],
    ["of an older version", (h: TestBackend) => h.link("lnk_1", 0)],
    ["unknown", (h: TestBackend) => h.link("lnk_2")],
    ["without a version", (h: TestBackend) => h.ports.signer.sign("link", { linkId: "lnk_1" })],
    ["empty", async (_h: TestBackend) => ""],
  ])("a link that is %s is refused and never falls back to the address", async (_how, make) => {
    const backend = new TestBackend();
    const result = await identify(backend.ports, customer(), { link: await make(backend) });
    expect(codeOf(result)).toBe("link_invalid");
  });

  test("a revoked link is refused", async () => {
    const backend = new TestBackend();
    backend.linkVersion = null;
    const result = await identify(backend.ports, customer(), { link: await backend.link() });
    expect(codeOf(result)).toBe("link_invalid");
  });
});

describe("the service token", () => {
  test("holds for 15 minutes", async () => {
    const backend = new TestBackend();
    const found = await identify(backend.ports, customer(), { link: null });
    const token = found.ok ? found.value.serviceToken : "";
    backend.now += 15 * 60_000 - 1;
    expect((await readServiceToken(backend.ports, token)).ok).toBe(true);
    backend.now += 1;
    expect(codeOf(await readServiceToken(backend.ports, token))).toBe("service_token_invalid");
  });
});
