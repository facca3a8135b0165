import { describe, expect, test } from "vitest";
import { createIdentificationLimiter } from "../../src/adapters/d1/identification-limiter.ts";
import * as contract from "../../src/contract/api.ts";
import { brandOf } from "../fixtures/brands.ts";
import { SimulatedD1 } from "../simulation/world/d1.ts";
import { problemOf, TestApp } from "./test-app.ts";

const IMSI = "001010000000001";
const MSISDN = "61412345678";
/** What an answer to a number alone must never hold. */
const SECRETS = [MSISDN, IMSI, "dongle-1", "Anna"];

function openApp(): TestApp {
  const app = new TestApp();
  const label = `Mobile data - ${MSISDN}`;
  app.backend.service = { ...app.backend.service, imsi: IMSI, msisdn: MSISDN, label };
  return app;
}
const type = (app: TestApp, identity: unknown, headers: Record<string, string> = {}) =>
  app.post("/api/identify", { identity }, headers);

/** Row R3: a label without the number in it, the last digits, the price; no balance, no date. */
function holdsOnlyWhatIsAllowed(text: string): void {
  const view = contract.serviceView.parse(JSON.parse(text));
  expect(view.identification).toBe("weak");
  const hidden = { state: "hidden", read_at: null, expiry: null, unlimited: false, base: null };
  expect(view.balance).toEqual(hidden);
  expect(view.open_top_ups).toEqual([]);
  expect(view.recent_top_up).toBeNull();
  expect(view.service.last_digits).toBe(MSISDN.slice(-4));
  for (const secret of SECRETS) expect(text).not.toContain(secret);
}

describe("POST /api/identify", () => {
  test("a known number: the service as it may be shown to an unverified customer", async () => {
    const answer = await type(openApp(), "+61 412 345 678");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    holdsOnlyWhatIsAllowed(await answer.text());
  });

  test("unknown and closed: 404, the same body but for the request's id", async () => {
    const unknown = openApp();
    const closed = openApp();
    closed.backend.service = { ...closed.backend.service, status: "closed" };
    const bodies = await Promise.all(
      [await type(unknown, "61412345999"), await type(closed, MSISDN)].map(async (answer) => {
        expect(answer.status).toBe(404);
        const { request_id: _, ...body } = await problemOf(answer);
        return body;
      }),
    );
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toMatchObject({
      code: "no_such_service",
      customer_message:
        "We found no service with this number. Check the digits, or scan the QR code.",
    });
  });

  test.each(["0412345678", "123", "dongle", "", 61412345678, null, "9".repeat(101)])(
    "%j cannot be a number: 400 naming the field",
    async (identity) => {
      const refused = await problemOf(await type(openApp(), identity));
      expect(refused).toMatchObject({ code: "invalid_request", status: 400 });
      expect(refused.errors?.map(({ field }) => field)).toEqual(["identity"]);
    },
  );

  test("switched off: not_available", async () => {
    const app = openApp();
    app.backend.brand = brandOf({ typedIdentity: false });
    expect(await problemOf(await type(app, MSISDN))).toMatchObject({ code: "not_available" });
  });
});

describe("a caller that guesses, and changes sessions and IPv6 addresses", () => {
  const session = (n: number) => `__Host-et_session=ses_${String(n).padStart(26, "0")}`;
  const senders: [string, (n: number) => Record<string, string>][] = [
    ["one address, no session", () => ({ Cookie: "" })],
    ["one address, a new session each time", (n) => ({ Cookie: session(n) })],
    [
      "one /64, a new address and session each time",
      (n) => ({ Cookie: session(n), "CF-Connecting-IP": `2001:db8::${n.toString(16)}` }),
    ],
  ];
  /** Every second guess is right, so that both kinds of answer are checked. */
  const guessOf = (n: number) => (n % 2 === 0 ? MSISDN : `61413${String(n).padStart(6, "0")}`);

  test.each(senders)("%s: 20 of 10,000 are answered", async (_who, headersOf) => {
    const app = openApp();
    const d1 = new SimulatedD1("main");
    const identificationLimiter = createIdentificationLimiter(d1 as object as D1Database);
    Object.assign(app.backend.ports, { identificationLimiter });
    const guess = (n: number) => type(app, guessOf(n), headersOf(n));
    const counted = () => d1.all("SELECT * FROM identification_count");
    for (let n = 0; n < 20; n++) {
      const answer = await guess(n);
      expect(answer.status).toBe(n % 2 === 0 ? 200 : 404);
      if (answer.ok) holdsOnlyWhatIsAllowed(await answer.text());
    }
    // A refused guess changes nothing, so the next one meets the same: all others are refused.
    const after20 = counted();
    for (const n of [20, 21, 22, 23, 9998, 9999]) {
      const answer = await guess(n);
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
      expect(await problemOf(answer)).toMatchObject({
        code: "too_many_identifications",
        customer_message: "Too many attempts. Try again in 10 minutes, or scan the QR code.",
      });
      expect(counted()).toEqual(after20);
    }
  });
});
