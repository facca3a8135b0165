/** The reference's "API Endpoints" and "Validation Checks", sentence by sentence. */

import { beforeEach, describe, expect, test } from "vitest";
import { legacyAnswer, legacyUsage } from "../../src/contract/legacy.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { INTENT, paidByCaller, provisionAll, untrustedMetadata } from "../app/legacy-caller.ts";
import { dongle, NOW } from "../app/test-backend.ts";
import { brandOf } from "../fixtures/brands.ts";
import { TestApp } from "./test-app.ts";

let app: TestApp;
beforeEach(() => {
  app = new TestApp();
  paidByCaller(app.backend);
  app.backend.object.whileWaiting = () => provisionAll(app.backend);
});

const FIELDS = {
  service_uuid: dongle.serviceUuid,
  imsi: dongle.imsi,
  days: 7,
  payment_intent_id: INTENT,
};
/** JSON as an older system writes it: the amount is a number with its zeros. */
const bodyOf = (change: object = {}, amount = "70.00") =>
  JSON.stringify({ ...FIELDS, ...change }).replace(/}$/, `,"topup_amount":${amount}}`);
const JSON_TYPE = { "Content-Type": "application/json" };

async function topUp(body = bodyOf(), headers: Record<string, string> = JSON_TYPE) {
  const answer = await app.post("/oam/topup_dongle", body, headers);
  const json = legacyAnswer.parse(await answer.json());
  expect(json.status, "the HTTP status is the one in the body").toBe(answer.status);
  return json;
}
const failure = (status: number, Reason: string) => ({ result: "Failed", Reason, status });

describe("Top-Up Endpoint: POST /oam/topup_dongle", () => {
  test("Response (Success): result, status, provision_id, payment_intent_id, service_uuid, invoice_id", async () => {
    expect(await topUp()).toEqual({
      result: "OK",
      status: 200,
      provision_id: 1_000_001,
      payment_intent_id: INTENT,
      service_uuid: dongle.serviceUuid,
      invoice_id: 1_000_001,
    });
  });

  test("Response (Failure): result Failed, Reason OCS connection timeout, status 500", async () => {
    app.backend.object.whileWaiting = null;
    expect(await topUp()).toEqual(failure(500, "OCS connection timeout"));
  });

  test("unknown fields are tolerated here", async () => {
    expect(await topUp(bodyOf({ customer_id: 12, note: { topup_amount: 1 } }))).toMatchObject({
      result: "OK",
    });
  });

  test("a failure before any handler has the same shape: method, type, size, limiter, fault", async () => {
    const wrong = await app.call("/oam/topup_dongle");
    expect([wrong.status, await wrong.json()]).toEqual([405, failure(405, "Wrong method")]);
    expect(await topUp(bodyOf(), { "Content-Type": "text/plain" })).toMatchObject({ status: 415 });
    expect(await topUp(`"${"x".repeat(70_000)}"`)).toMatchObject({ status: 413 });
    const nowhere = await app.post("/oam/nothing");
    expect(await nowhere.json()).toEqual(failure(404, "Not found"));
    app.backend.bindings.bindingOf = () => Promise.reject(new Error("a mistake in our code"));
    expect(await topUp()).toEqual(failure(500, "Internal error"));
    app.limitReached = true;
    expect(await topUp()).toEqual(failure(429, "Too many requests"));
  });

  test("a silent D1 or Stripe: 503 with Retry-After", async () => {
    app.backend.bindings.down = true;
    const answer = await app.post("/oam/topup_dongle", bodyOf(), JSON_TYPE);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("Retry-After")).toBe("5");
  });

  test("a page of another site cannot read the answer: no CORS header", async () => {
    const headers = { ...JSON_TYPE, Origin: "https://elsewhere.example" };
    const answer = await app.post("/oam/topup_dongle", bodyOf(), headers);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect(answer.headers.get("Set-Cookie")).toBeNull();
  });
});

describe("Validation Checks", () => {
  test.each(["service_uuid", "imsi", "days", "payment_intent_id"])(
    "All required fields present: %s",
    async (name) => {
      const missing = await topUp(bodyOf({ [name]: undefined }));
      expect(missing).toEqual(failure(400, `Missing or invalid: ${name}`));
    },
  );
  test("All required fields present: topup_amount, and all of them at once", async () => {
    const without = await topUp(JSON.stringify(FIELDS));
    expect(without).toEqual(failure(400, "Missing or invalid: topup_amount"));
    const all = "service_uuid, imsi, days, payment_intent_id, topup_amount";
    expect(await topUp("{}")).toEqual(failure(400, `Missing or invalid: ${all}`));
    expect(await topUp("[")).toEqual(failure(400, "The body is not JSON"));
    expect(await topUp("null")).toEqual(failure(400, "Missing or invalid: body"));
  });

  const MISMATCH = failure(400, "Payment intent amount does not match");
  test.each(["70", "70.0", "70.00", "70.000", '"70.00"'])(
    "topup_amount matches days: %s is topup_amount × 100 == days × 1000",
    async (amount) => {
      expect(await topUp(bodyOf({}, amount))).toMatchObject({ result: "OK" });
    },
  );
  test.each(["69.99", "70.01", "7000", "0", "70.001", "69.999999"])(
    "topup_amount matches days: %s does not",
    async (amount) => {
      expect(await topUp(bodyOf({}, amount))).toEqual(MISMATCH);
      const [binding] = app.backend.bindings.rows.values();
      expect(binding?.unsold, "paid, and asked for wrongly: a person decides").toBe("review");
    },
  );
  test("topup_amount matches days: 3 × 10.1 of a caller that adds floats is 30.30", async () => {
    app.backend.offers = app.backend.offers.map((one) => ({ ...one, unitMinor: 1010 }));
    paidByCaller(app.backend, { amount: { minor: 3030, currency: "usd" } });
    const sum = String(3 * 10.1);
    expect(sum).toBe("30.299999999999997");
    expect(await topUp(bodyOf({ days: 3 }, sum))).toMatchObject({ result: "OK" });
  });

  test("nested JSON is no fault of ours: 400, not 500", async () => {
    const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
    const nested = failure(400, "The body is nested too deeply");
    expect(await topUp(deep)).toEqual(nested);
    expect(await topUp(`{"note":${deep}}`)).toEqual(nested);
    expect(await topUp(bodyOf({ note: `"${"[".repeat(40)}\\"` }))).toMatchObject({ result: "OK" });
  });

  test.each(["69.999999999999999999", "7e1", "-70", "1e999", "true", "null"])(
    "topup_amount matches days: %s is not even an amount",
    async (amount) => {
      expect(await topUp(bodyOf({}, amount))).toMatchObject({
        Reason: "Missing or invalid: topup_amount",
      });
    },
  );
  test("topup_amount matches days: in general the server's price, tiers included", async () => {
    paidByCaller(app.backend, { amount: { minor: 18_000, currency: "usd" } });
    expect(await topUp(bodyOf({ days: 20 }, "180.00"))).toMatchObject({ result: "OK" });
    paidByCaller(app.backend, { amount: { minor: 18_000, currency: "usd" } }, "pi_3");
    const untiered = bodyOf({ days: 20, payment_intent_id: "pi_3" }, "200.00");
    expect(await topUp(untiered)).toEqual(MISMATCH);
    const many = await topUp(bodyOf({ days: 31, payment_intent_id: "pi_2" }, "310.00"));
    expect(many).toMatchObject({ status: 404 });
    paidByCaller(app.backend, {}, "pi_2");
    const outside = await topUp(bodyOf({ days: 31, payment_intent_id: "pi_2" }, "310.00"));
    expect(outside).toEqual(failure(400, "days must be 1 to 30"));
  });

  test("Payment Intent exists in Stripe", async () => {
    app.backend.stripe.intents.clear();
    expect(await topUp()).toEqual(failure(404, "Payment intent does not exist"));
  });

  test.each([
    { minor: 6999, currency: "usd" },
    { minor: 7000, currency: "eur" },
  ])(
    "Payment Intent amount matches: payment_intent.amount == topup_amount × 100; $minor $currency does not",
    async (amount) => {
      paidByCaller(app.backend, { amount, status: "open" });
      expect(await topUp()).toEqual(MISMATCH);
      paidByCaller(app.backend, { amount });
      expect(await topUp()).toEqual(failure(500, "Topup Failed. Refunding payment…"));
    },
  );

  test.each(["open", "processing", "authorized", "canceled"] as const)(
    "Payment Intent status is succeeded; %s is refused by its name",
    async (status) => {
      paidByCaller(app.backend, { status });
      const Reason = `Payment intent status is ${status}, not succeeded`;
      expect(await topUp()).toEqual(failure(400, Reason));
    },
  );
  test("Payment Intent status is succeeded; refunded since then is refused", async () => {
    paidByCaller(app.backend, { returnedMinor: 7000 });
    expect(await topUp()).toEqual(failure(400, "Payment intent has been refunded"));
  });

  test("Payment Intent not already processed (checks HotspotTopup table): the same request again gets the state, another one 409", async () => {
    const first = await topUp();
    expect(await topUp()).toEqual(first);
    const processed = failure(409, "Payment intent already processed");
    expect(await topUp(bodyOf({ days: 8 }, "80.00"))).toEqual(processed);
    const imsi = "505010000000002";
    app.backend.others = [{ ...dongle, id: `svc_${"1".repeat(26)}`, serviceUuid: "u-2", imsi }];
    expect(await topUp(bodyOf({ service_uuid: "u-2", imsi }))).toEqual(processed);
  });

  test.each([
    { service_uuid: "123e4567-e89b-12d3-a456-426614174000" },
    { imsi: "310120123456789" },
  ])("Validates service_uuid and IMSI: %j does not belong to the other", async (change) => {
    const Reason = "service_uuid and imsi do not belong to a service here";
    expect(await topUp(bodyOf(change))).toEqual(failure(404, Reason));
  });

  test("an intent without a service: only with LEGACY_ACCEPT_UNTAGGED_INTENTS=true", async () => {
    paidByCaller(app.backend, { untrusted: untrustedMetadata({ serviceUuid: null }) });
    const unnamed = failure(403, "Payment intent does not name this service");
    expect(await topUp()).toEqual(unnamed);
    app.env = { ...app.env, LEGACY_ACCEPT_UNTAGGED_INTENTS: "true" };
    expect(await topUp()).toMatchObject({ result: "OK" });
  });
});

describe("Usage Endpoint: GET /oam/usage", () => {
  const usage = async () => {
    const answer = await app.call("/oam/usage");
    return { status: answer.status, json: (await answer.json()) as object };
  };
  const expiry = `${new Date(NOW + 2 * DAY_MS).toISOString().slice(0, 19)}Z`;

  test("Response: imsi, service, balance, requestingIp", async () => {
    const { status, json } = await usage();
    expect(status).toBe(200);
    expect(legacyUsage.parse(json)).toEqual({
      imsi: dongle.imsi,
      service: {
        service_uuid: dongle.serviceUuid,
        service_name: dongle.label,
        service_status: "Active",
      },
      balance: { expiry, unlimited: true },
      requestingIp: "203.0.113.7",
    });
  });

  test("uses the requesting IP address to identify the customer's service automatically", async () => {
    const elsewhere = await app.call("/oam/usage", {
      headers: { "CF-Connecting-IP": "198.51.100.1" },
    });
    expect([elsewhere.status, await elsewhere.json()]).toEqual([
      404,
      failure(404, "Service not identified"),
    ]);
    app.backend.atAddress = [dongle, dongle];
    expect((await usage()).status, "several are never guessed").toBe(404);
  });

  test("a brand that masks shows the last characters only; one that is off shows nothing", async () => {
    app.backend.atAddress = [{ ...dongle, label: "Mobile Data - 0412345678" }];
    app.backend.brand = brandOf({ legacyUsage: "masked" });
    expect((await usage()).json).toMatchObject({
      imsi: "***********0001",
      service: {
        service_uuid: "********-****-****-****-********0001",
        service_name: "Mobile Data - ******5678",
      },
    });
    app.backend.brand = brandOf({ legacyUsage: "off" });
    expect(await usage()).toMatchObject({ status: 404, json: { result: "Failed" } });
  });

  test("a silent OCS: the last reading, and without one 503", async () => {
    const { reading } = app.backend;
    app.backend.reading = { kind: "unreadable", at: NOW, why: "no answer" };
    expect(await usage()).toEqual({ status: 503, json: failure(503, "OCS connection timeout") });
    app.backend.object.lastReading = reading;
    expect((await usage()).json).toMatchObject({ balance: { expiry } });
  });
});
