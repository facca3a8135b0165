/** GET /oam/usage with aliases: they buy like the numbers, and are of no use to other guests. */
import { beforeEach, describe, expect, test } from "vitest";
import { syncPayment } from "../../src/app/payment/sync-payment.ts";
import { legacyUsage } from "../../src/contract/legacy.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { WEBHOOK } from "../app/actors.ts";
import { INTENT, paidByCaller, provisionAll, untrustedMetadata } from "../app/legacy-caller.ts";
import { dongle, NOW } from "../app/test-backend.ts";
import { brandOf } from "../fixtures/brands.ts";
import { TestApp } from "./test-app.ts";

const MINUTE_MS = 60_000;
const ELSEWHERE = { "CF-Connecting-IP": "198.51.100.9" };
let app: TestApp;
beforeEach(() => {
  app = new TestApp();
  app.backend.brand = brandOf({ legacyUsage: "alias" });
  app.backend.object.whileWaiting = () => provisionAll(app.backend);
});
const at = (minute: number) => {
  app.backend.now = NOW + minute * MINUTE_MS;
};
async function usage() {
  const answer = legacyUsage.parse(await (await app.call("/oam/usage")).json());
  return { service_uuid: answer.service.service_uuid, imsi: answer.imsi, answer };
}
type Names = Pick<Awaited<ReturnType<typeof usage>>, "service_uuid" | "imsi">;
async function topUp({ service_uuid, imsi }: Names, headers: Record<string, string> = ELSEWHERE) {
  const body = { service_uuid, imsi, days: 7, payment_intent_id: INTENT, topup_amount: 70 };
  const answer = await app.post("/oam/topup_dongle", body, headers);
  return (await answer.json()) as { result: string; status: number; service_uuid?: string };
}
/** The page of the older system takes the money now and writes on it what it was shown. */
const paysNow = ({ service_uuid: serviceUuid, imsi }: Names) =>
  paidByCaller(app.backend, {
    untrusted: untrustedMetadata({ serviceUuid, imsi, createdAt: app.backend.now }),
  });
const topUps = () => [...app.backend.object.core.store.newestFrom(0)];

describe("the legacy usage answer shows both numbers to every guest behind an address", () => {
  test("alias: neither number, nor the one in the name, in the forms that callers expect", async () => {
    app.backend.atAddress = [{ ...dongle, label: "Mobile Data - 0412345678" }];
    const { service_uuid, imsi, answer } = await usage();
    const text = JSON.stringify(answer);
    for (const number of [dongle.serviceUuid, dongle.imsi ?? "", "0412345678"]) {
      expect(text).not.toContain(number);
    }
    expect(service_uuid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(imsi).toMatch(/^999\d{12}$/);
    expect(await usage(), "asked again").toMatchObject({ service_uuid, imsi });
  });

  test.each(["full", "alias"] as const)(
    "%s: usage, paid at minute 29, topup_dongle at minute 40 from another address, twice",
    async (legacyUsage) => {
      app.backend.brand = brandOf({ legacyUsage });
      const shown = await usage();
      at(29);
      paysNow(shown);
      at(40);
      const first = await topUp(shown);
      expect(first).toMatchObject({ result: "OK", service_uuid: shown.service_uuid });
      at(41);
      expect(await topUp(shown, {})).toEqual(first);
      expect(topUps()).toHaveLength(1);
      expect(topUps()[0]?.request).toMatchObject({ serviceUuid: dongle.serviceUuid });
    },
  );

  test("masked sells nothing by what it shows", async () => {
    app.backend.brand = brandOf({ legacyUsage: "masked" });
    const shown = await usage();
    paysNow(shown);
    expect(await topUp(shown)).toMatchObject({ status: 404 });
    expect(topUps()).toEqual([]);
  });

  test("a payment made after 30 minutes is not sold by its alias: a person decides", async () => {
    const shown = await usage();
    at(32);
    paysNow(shown);
    expect(await topUp(shown)).toMatchObject({ result: "Pending", status: 202 });
    expect(topUps()[0]?.review).not.toBeNull();
  });

  test("an alias found in metadata names its service for 30 days", async () => {
    const shown = await usage();
    paysNow({ ...shown, imsi: null });
    const unknown = { service_uuid: "u-x", imsi: "1" };
    app.backend.now = NOW + 20 * 3_600_000;
    await topUp(unknown);
    expect(topUps()).toHaveLength(1);
    app.backend.now = NOW + 31 * DAY_MS;
    expect(await topUp(shown), "a month later the alias is forgotten").toMatchObject({
      status: 404,
    });
  });

  test("one alias of each of two pairs is no service's", async () => {
    const shown = await usage();
    app.backend.now = NOW + DAY_MS;
    const next = await usage();
    expect(next.imsi).not.toBe(shown.imsi);
    paysNow(shown);
    const mixed = { service_uuid: shown.service_uuid, imsi: next.imsi };
    expect(await topUp(mixed)).toMatchObject({ status: 404 });
  });
});

describe("POST /api/payment-intents by aliases", () => {
  const intent = (names: Names, key: string, headers: Record<string, string> = {}) =>
    app.post(
      "/api/payment-intents",
      { service_uuid: names.service_uuid, imsi: names.imsi, quantity: 7, consent: true },
      { "Idempotency-Key": key, ...headers },
    );

  test("at minute 29 an intent; then its key from another address, at minute 40: the same", async () => {
    const shown = await usage();
    at(29);
    const first = await intent(shown, "key-of-a-shop-1");
    expect(first.status).toBe(201);
    const made = (await first.json()) as {
      payment_intent_id: `pi_${string}`;
      client_secret: string;
    };
    at(40);
    const again = await intent(shown, "key-of-a-shop-1", ELSEWHERE);
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({
      payment_intent_id: made.payment_intent_id,
      client_secret: made.client_secret,
    });
    app.backend.stripe.pay(made.payment_intent_id);
    await syncPayment(app.backend.ports, WEBHOOK, { intentId: made.payment_intent_id });
    expect(topUps()[0]?.money).not.toBeNull();
    expect(topUps()[0]?.request.identifiedBy.method).toBe("address");
  });

  test.each([
    ["after 30 minutes", 31, {}],
    ["from another address", 1, ELSEWHERE],
  ])("%s no new intent is made", async (_what, minute, headers) => {
    const shown = await usage();
    at(minute);
    const refused = await intent(shown, "key-of-a-shop-2", headers);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(topUps()).toEqual([]);
  });
});
