/** `siteverify` of Cloudflare Turnstile, as the stand-in speaks it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTurnstile } from "../../src/adapters/turnstile/turnstile.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import { startTurnstile, type TurnstileSimulator } from "../simulators/turnstile/server.ts";
import { TURNSTILE_KEYS } from "../simulators/turnstile/tokens.ts";

const HOST = "topup.example.com";
const CHECK = "00000000-0000-4000-8000-000000000001";
const OTHER_CHECK = "00000000-0000-4000-8000-000000000002";
const SECOND_MS = 1000;

let now = 0;
let standIn: TurnstileSimulator;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 21, 12);
  standIn = await startTurnstile({ clock: () => now });
});
afterEach(() => standIn.close());

const check = (config: { secretKey?: string; timeoutMs?: number } = {}) =>
  createTurnstile({ url: standIn.url, ...TURNSTILE_KEYS, ...config });
const order = (token: string, checkId = CHECK) => ({
  token,
  checkId,
  hostname: HOST,
  ip: "203.0.113.7",
});
const tokenOf = (change: { hostname?: string; action?: string } = {}) =>
  standIn.admin.token({ hostname: HOST, action: "pay", ...change });

describe("given a token of a widget", () => {
  test("then it passes, and Cloudflare is told the address and an idempotency key", async () => {
    const token = tokenOf();
    expect(await check().verify(order(token))).toBe("passed");
    expect(standIn.admin.asked).toEqual([
      {
        secret: TURNSTILE_KEYS.secretKey,
        response: token,
        remoteip: "203.0.113.7",
        idempotency_key: CHECK,
      },
    ]);
  });

  test("then it is good once; the same check may be repeated", async () => {
    const token = tokenOf();
    await check().verify(order(token));
    expect(await check().verify(order(token))).toBe("passed");
    expect(await check().verify(order(token, OTHER_CHECK))).toBe("failed");
  });

  test("then it is good for 300 seconds", async () => {
    const [early, late] = [tokenOf(), tokenOf()];
    now += 300 * SECOND_MS;
    expect(await check().verify(order(early))).toBe("passed");
    now += 1;
    expect(await check().verify(order(late))).toBe("failed");
  });

  test.each([
    ["another action", { action: "login" }],
    ["another host's page", { hostname: "evil.example" }],
  ])("then of %s it is worth nothing", async (_, change) => {
    expect(await check().verify(order(tokenOf(change)))).toBe("failed");
  });

  test("then an invented one is worth nothing", async () => {
    expect(await check().verify(order("invented"))).toBe("failed");
    expect(await check().verify(order("x".repeat(2049)))).toBe("failed");
  });
});

describe("given no answer about the token", () => {
  test.each(["failing", "garbage", "internal"] as const)(
    "(%s) then it is a fault",
    async (kind) => {
      standIn.admin.fault(kind);
      await expect(check().verify(order(tokenOf()))).rejects.toThrow(PortFault);
    },
  );

  test("(silent) then it is a fault after the time-out", async () => {
    standIn.admin.fault("silent");
    await expect(check({ timeoutMs: 50 }).verify(order(tokenOf()))).rejects.toThrow("TimeoutError");
  });

  test("(our secret is wrong) then it is a fault that says so, and not the customer's", async () => {
    const wrong = check({ secretKey: "0x4WRONG" }).verify(order(tokenOf()));
    await expect(wrong).rejects.toThrow("invalid-input-secret");
  });
});

test("Cloudflare's keys for tests: their answers are about no page, so success decides", async () => {
  const dummy = order("XXXX.DUMMY.TOKEN.XXXX");
  const key = (n: number) => `${n}x0000000000000000000000000000000AA`;
  expect(await check({ secretKey: key(1) }).verify(dummy)).toBe("passed");
  expect(await check({ secretKey: key(2) }).verify(dummy)).toBe("failed");
  expect(await check({ secretKey: key(3) }).verify(dummy)).toBe("failed");
});

test("the widget: its script, the public key and what the person wants to do", () => {
  expect(check().widget).toEqual({
    scriptUrl: `${standIn.url}/turnstile/v0/api.js`,
    siteKey: TURNSTILE_KEYS.siteKey,
    action: "pay",
  });
});
