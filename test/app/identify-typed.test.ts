import { describe, expect, test } from "vitest";
import { createPhoneNumbers } from "../../src/adapters/phone-numbers/phone-numbers.ts";
import { identifyTyped } from "../../src/app/identification/identify-typed.ts";
import { readServiceToken } from "../../src/app/identification/service-token.ts";
import {
  NEEDS_COUNTRY_CODE,
  readTypedIdentity,
} from "../../src/app/identification/typed-identity.ts";
import type { Service } from "../../src/app/ports/register.ts";
import { brandOf } from "../fixtures/brands.ts";
import { customer, SESSION } from "./actors.ts";
import { codeOf } from "./journeys.ts";
import { dongle, IP, SERVICE_ID, TestBackend } from "./test-backend.ts";

const IMSI = "001010000000001";
const MSISDN = "61412345678";
const UUID = "9f1b6d1e-0000-4000-8000-000000000001";
const mobile: Service = { ...dongle, imsi: IMSI, msisdn: MSISDN, serviceUuid: UUID };
const other: Service = {
  ...mobile,
  id: `svc_${"1".repeat(26)}`,
  serviceUuid: UUID.replace(/1$/, "2"),
  imsi: null,
  msisdn: null,
};

function backendWith(...services: [Service, ...Service[]]): TestBackend {
  const backend = new TestBackend();
  [backend.service, ...backend.others] = services;
  return backend;
}
const type = (backend: TestBackend, identity: string, ip: string | null = IP) =>
  identifyTyped(backend.ports, customer(SESSION, ip), {
    identity,
    brand: backend.brand,
  });

const NO_COUNTRY = createPhoneNumbers([]);
const AUSTRALIA = createPhoneNumbers(["61"]);

describe("what is typed is read", () => {
  const number = (imsi: string | null, ...msisdns: string[]) => ({
    ok: true,
    value: expect.objectContaining({ imsi, msisdns }),
  });
  test.each([
    ["61412345678", number(null, MSISDN)],
    ["+61 412 345 678", number(null, MSISDN)],
    ["0061-412-345-678", number(null, MSISDN)],
    ["(+61) 412.345/678", number(null, MSISDN)],
    ["\u202a+61\u00a0412\u2011345\u2013678\u202c", number(null, MSISDN)],
    ["＋６１４１２３４５６７８", number(null, MSISDN)],
    ["٦١٤١٢٣٤٥٦٧٨", number(null, MSISDN)],
    ["۶۱۴۱۲۳۴۵۶۷۸", number(null, MSISDN)],
    ["505 01 0000000001", number("505010000000001", "505010000000001")],
    ["50501000000001", number("50501000000001", "50501000000001")],
    [IMSI, number(IMSI, "1010000000001")],
    ["+505010000000001", number(null, "505010000000001")],
    ["012345678901234", number("012345678901234")],
    ["+4407700900123", number(null, "4407700900123", "447700900123")],
    [UUID.toUpperCase(), { ok: true, value: { serviceUuid: UUID } }],
    [UUID.replaceAll("-", ""), { ok: true, value: { serviceUuid: UUID } }],
  ])("%j", (text, expected) => {
    expect(readTypedIdentity(text, NO_COUNTRY)).toEqual(expected);
  });

  test.each([
    ["0412 345 678", number(null, MSISDN)],
    ["(0412) 345-678", number(null, MSISDN)],
    ["412 345 678", number(null, "412345678", MSISDN)],
    ["61412345678", number(null, MSISDN)],
    ["+61412345678", number(null, MSISDN)],
    ["0061412345678", number(null, MSISDN)],
    ["012345678901234", number("012345678901234")],
    ["0123456789012", number(null, "61123456789012")],
  ])("%j, where the operator sells in Australia", (text, expected) => {
    expect(readTypedIdentity(text, AUSTRALIA)).toEqual(expected);
  });

  test.each([
    ["61412345678", true],
    ["+61412345678", false],
    ["0061412345678", false],
  ])("%j lacks a country code that says so: %j", (text, lacksCountryCode) => {
    expect(readTypedIdentity(text, NO_COUNTRY)).toMatchObject({ value: { lacksCountryCode } });
  });

  test.each([
    ["", /telephone number, IMSI or serial/],
    ["my dongle", /telephone number, IMSI or serial/],
    ["61412345678x", /telephone number, IMSI or serial/],
    ["61+412345678", /telephone number, IMSI or serial/],
    ["' OR 1=1 --", /telephone number, IMSI or serial/],
    ["1234567", /short/],
    ["+1234567", /short/],
    ["1234567890123456", /long/],
    ["0412345678", /country code/],
    ["+0412345678", /country code/],
    [`${UUID}0`, /telephone number, IMSI or serial/],
  ])("%j is refused in words for the field", (text, words) => {
    expect(readTypedIdentity(text, NO_COUNTRY)).toEqual({
      ok: false,
      error: expect.stringMatching(words),
    });
  });
});

describe("a typed number", () => {
  test.each([
    ["IMSI", IMSI],
    ["MSISDN", `+${MSISDN}`],
    ["service uuid", UUID],
  ])("%s identifies weakly, and the token says so", async (_what, identity) => {
    const backend = backendWith(mobile, other);
    const found = await type(backend, identity);
    const token = found.ok ? found.value.serviceToken : "";
    expect(await readServiceToken(backend.ports, token)).toEqual({
      ok: true,
      value: {
        serviceId: SERVICE_ID,
        identifiedBy: { method: "typed", ip: IP, linkId: null },
      },
    });
  });

  test("a suspended service is found", async () => {
    const backend = backendWith({ ...mobile, status: "suspended" });
    expect((await type(backend, IMSI)).ok).toBe(true);
  });

  test.each([
    ["unknown", backendWith(other)],
    ["closed", backendWith({ ...mobile, status: "closed" })],
    ["of several", backendWith(mobile, { ...other, imsi: IMSI })],
    [
      "an IMSI here and a telephone number there",
      backendWith(mobile, { ...other, msisdn: "1010000000001" }),
    ],
  ])("%s: one and the same answer", async (_why, backend) => {
    expect(await type(backend, IMSI)).toEqual({ ok: false, error: { code: "no_such_service" } });
  });

  test.each([
    ["412345999", true],
    ["61412345999", true],
    ["+61412345999", false],
    ["0061412345999", false],
    ["505010000000099", false],
    [UUID.replace(/1$/, "9"), false],
  ])("%s is not found: asks for the country code: %j", async (identity, asks) => {
    const refused = await type(backendWith(mobile), identity);
    expect(codeOf(refused)).toBe("no_such_service");
    const errors = [{ field: "identity", message: NEEDS_COUNTRY_CODE }];
    expect("error" in refused && refused.error.errors).toEqual(asks ? errors : undefined);
  });

  test("with a trunk 0 behind the country code is found", async () => {
    const backend = backendWith({ ...mobile, msisdn: "447700900123" });
    expect((await type(backend, "+44 (0)7700 900123")).ok).toBe(true);
  });

  test("of a closed service and of an open one: the open one", async () => {
    const backend = backendWith({ ...other, imsi: IMSI, status: "closed" }, mobile);
    const found = await type(backend, IMSI);
    expect(found.ok && found.value.service.status).toBe("active");
  });

  test("that cannot be one names the field, and counts as no try", async () => {
    const backend = backendWith(mobile);
    expect(await type(backend, "0412345678")).toMatchObject({
      error: { code: "invalid_request", errors: [{ field: "identity" }] },
    });
    expect(backend.identificationLimiter.counted.size).toBe(0);
  });

  test("is not available where it is switched off", async () => {
    const backend = backendWith(mobile);
    backend.brand = brandOf({ typedIdentity: false });
    expect(codeOf(await type(backend, IMSI))).toBe("not_available");
  });
});

describe("typed numbers are counted in windows of ten minutes", () => {
  const guess = (n: number) => `61412${String(n).padStart(6, "0")}`;
  /** How many of so many guesses were answered. */
  async function answered(
    backend: TestBackend,
    guesses: number,
    ipOf: (n: number) => string | null,
  ) {
    const results = [];
    for (let n = 0; n < guesses; n++) results.push(await type(backend, guess(n), ipOf(n)));
    return results.filter((r) => r.ok || codeOf(r) !== "too_many_identifications").length;
  }

  test("20 of an address, then none until the window ends, however right they are", async () => {
    const backend = backendWith(mobile);
    expect(await answered(backend, 30, () => IP)).toBe(20);
    expect(await type(backend, IMSI)).toMatchObject({
      error: { code: "too_many_identifications", retryAfterSeconds: 600 },
    });
    expect(await answered(backend, 1, () => "203.0.113.8")).toBe(1);
    backend.now += 600_000;
    expect((await type(backend, IMSI)).ok).toBe(true);
  });

  test("20 of an IPv6 /64, 60 of a /48; without an address all are one", async () => {
    const backend = backendWith(mobile);
    expect(await answered(backend, 30, (n) => `2001:db8:1:1::${n.toString(16)}`)).toBe(20);
    expect(await answered(backend, 90, (n) => `2001:db8:2:${n.toString(16)}::1`)).toBe(60);
    expect(await answered(backend, 30, () => null)).toBe(20);
  });

  test("300 wrong ones of a brand, from wherever; right ones cost nothing of it", async () => {
    const backend = backendWith(mobile);
    const from = (n: number) => `198.51.${Math.floor(n / 200)}.${n % 200}`;
    for (let n = 0; n < 100; n++) expect((await type(backend, IMSI, from(n))).ok).toBe(true);
    expect(await answered(backend, 400, (n) => from(1000 + n))).toBe(300);
    expect(backend.logged.map(({ event }) => event)).toContain("typed_misses_spent");
    expect(codeOf(await type(backend, IMSI, "192.0.2.1"))).toBe("too_many_identifications");
  });
});
