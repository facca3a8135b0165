import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

/** The simulator's switches for Stripe.js, over HTTP, as browsers and other processes use them. */
let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

async function adminPath(path: string, body: unknown) {
  const url = `${world.simulator.url}/_admin/${path}`;
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
async function session(currency = "usd", key = "pk_test_simulator", switches = "") {
  const url = `${world.simulator.url}/v1/elements/sessions?currency=${currency}`;
  const headers = { authorization: `Bearer ${key}`, "x-simulator-switches": switches };
  const answer = await fetch(url, { headers });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const script = (query = "") => fetch(`${world.simulator.url}/endive/stripe.js${query}`);

describe("the script", () => {
  test("given it hangs: no answer until it is released, then the script", async () => {
    await adminPath("browser", { script: "hang" });
    const asked = script();
    await expect.poll(() => world.simulator.admin.waiting.length).toBe(1);
    await adminPath("browser/release", {});
    expect(await (await asked).text()).toContain("window.Stripe = Stripe");
  });

  test("given switches in its URL: they are for this page only", async () => {
    expect((await script("?script=missing")).status).toBe(404);
    expect(await (await script("?wallets=applePay")).text()).toContain(
      '"switches":"wallets=applePay"',
    );
    expect((await script()).status).toBe(200);
    expect((await script("?wallets=samsungPay")).status).toBe(400);
  });

  test("given it is run: Stripe() takes a publishable key and no other", async () => {
    const page: { Stripe?: (key?: string) => object } = {};
    new Function("window", await (await script()).text())(page);
    expect(page.Stripe?.("pk_test_any")).toBeTypeOf("object");
    expect(() => page.Stripe?.()).toThrow(/publishable key/);
    expect(() => page.Stripe?.("sk_test_simulator")).toThrow(/secret key/);
  });
});

describe("what may be paid with", () => {
  test("given nothing is switched: cards, Google Pay and Link", async () => {
    expect((await session()).body).toMatchObject({
      payment_method_types: ["card"],
      wallets: ["googlePay", "link"],
    });
  });

  test("given all methods are on: only those of the currency", async () => {
    await adminPath("browser", { methods: ["card", "us_bank_account", "sepa_debit", "paypal"] });
    const types = async (currency: string) => (await session(currency)).body.payment_method_types;
    expect(await types("usd")).toEqual(["card", "us_bank_account", "paypal"]);
    expect(await types("eur")).toEqual(["card", "sepa_debit", "paypal"]);
    expect(await types("aud")).toEqual(["card", "paypal"]);
  });

  test("given switches of the page: they come before the simulator's", async () => {
    const { body } = await session("usd", "pk_test_simulator", "wallets=&methods=card,paypal");
    expect(body).toMatchObject({ payment_method_types: ["card", "paypal"], wallets: [] });
  });

  test.each([{ wallets: "applePay" }, { methods: ["cash"] }, { script: "gone" }, { sript: "ok" }])(
    "given nonsense (%o): 400, and nothing is switched",
    async (switches) => {
      const before = { ...world.simulator.admin.browser };
      expect((await adminPath("browser", switches)).status).toBe(400);
      expect(world.simulator.admin.browser).toEqual(before);
    },
  );
});

describe("Elements that do not load", () => {
  test("given silence: no answer until released", async () => {
    await adminPath("browser", { elements: "silent" });
    const asked = session();
    await expect.poll(() => world.simulator.admin.waiting.length).toBe(1);
    world.simulator.admin.waiting.release();
    expect((await asked).status).toBe(200);
  });

  test("given an error: 500 and an api_error", async () => {
    await adminPath("browser", { elements: "error" });
    expect(await session()).toMatchObject({ status: 500, body: { error: { type: "api_error" } } });
  });

  test.each([
    ["given an unknown key", "pk_test_of_another_account", "known"],
    ["given ours is switched to be unknown", "pk_test_simulator", "unknown"],
  ])("%s: invalid_request_error", async (_given, key, switched) => {
    await adminPath("browser", { key: switched });
    const { status, body } = await session("usd", key);
    expect(status).toBe(401);
    expect(body).toMatchObject({
      error: {
        type: "invalid_request_error",
        message: expect.stringMatching(/^Invalid API Key provided: pk_test_\*+/),
      },
    });
  });

  test.each([
    ["given the key of live mode", "pk_live_simulator", "known"],
    ["given ours is switched to be one", "pk_test_simulator", "other_mode"],
  ])("%s: Elements load, but no intent is found", async (_given, key, switched) => {
    await adminPath("browser", { key: switched });
    expect((await session("usd", key)).status).toBe(200);
    const { intentId, clientSecret } = await world.payments.createIntent(newIntent("att_live"));
    const query = new URLSearchParams({ client_secret: clientSecret });
    const url = `${world.simulator.url}/v1/payment_intents/${intentId}?${query}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: {
        code: "resource_missing",
        message: expect.stringContaining("a live mode key was used"),
      },
    });
  });
});

test("given a delay that is no number: 400", async () => {
  expect((await adminPath("timing", { laterMs: 5 })).body).toEqual({ laterMs: 5 });
  expect((await adminPath("timing", { laterMs: "soon" })).status).toBe(400);
  expect((await adminPath("timing", { laterMs: null })).body).toEqual({ laterMs: null });
});
