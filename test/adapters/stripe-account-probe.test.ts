/** What `/readyz` says of the account and the key at Stripe. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stripeProbe } from "../../src/adapters/stripe/account-probe.ts";
import { openStripeWorld, SECRET_KEY, type StripeWorld, WEBHOOK_SECRET } from "./stripe-world.ts";

let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
beforeEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

const ask = (secretKey = SECRET_KEY, suffix = "TOPUP", apiUrl = world.simulator.url) =>
  stripeProbe(
    { secretKey, webhookSecret: WEBHOOK_SECRET, deployment: "topup.test", apiUrl },
    suffix,
  ).ask();

test("whose key it is, in which mode, and what the account may do", async () => {
  expect(await ask()).toEqual({
    ok: true,
    detail:
      "test mode, account acct_1Simulator (AU, aud); charges on; payouts on; card payments active",
  });
});

test("an account that is not activated takes test payments, and says what is off", async () => {
  const capabilities = { card_payments: "pending" } as const;
  world.simulator.admin.changeAccount({ charges_enabled: false, capabilities });
  expect(await ask()).toMatchObject({
    ok: true,
    detail: expect.stringContaining("charges off; payouts on; card payments pending"),
  });
});

test("a suffix too long beside the account's prefix is said", async () => {
  expect((await ask(SECRET_KEY, "TOPUP AT KESTREL")).detail).toContain(
    `"KESTREL* TOPUP AT KESTREL" is longer than 22 characters`,
  );
});

describe("a restricted key", () => {
  const RESTRICTED = SECRET_KEY.replace("sk_", "rk_");
  test("without the permission to read the account works, and the permission is named", async () => {
    const { ok, detail } = await ask(RESTRICTED);
    expect(ok).toBe(true);
    expect(detail).toMatch(/the key works; it may not read the account: 403 .*'rak_account_read'/);
    expect(detail).not.toContain(RESTRICTED);
  });
});

test.each([
  ["a wrong key", () => ask("sk_test_of_another"), /^401 /],
  ["no Stripe at all", () => ask(SECRET_KEY, "", "http://127.0.0.1:9"), /^no answer/],
])("%s is not ready, and no key is shown", async (_, asked, why) => {
  const { ok, detail } = await asked();
  expect(ok).toBe(false);
  expect(detail).toMatch(why);
  expect(detail).not.toContain("sk_test");
});
