import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AttemptId } from "../../src/domain/base/ids.ts";
import { newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

/** The simulator's admin routes, for browser tests, the crash test and developers. */
let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.simulator.admin.reset());
afterAll(() => world.simulator.close());

async function adminPath(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${world.simulator.url}/_admin/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
async function created(attemptId: AttemptId): Promise<string> {
  return (await world.payments.createIntent(newIntent(attemptId))).intentId;
}

describe("the admin routes", () => {
  test("given a payment and a refund on the dashboard: the state adds up per intent", async () => {
    const intentId = await created("att_s_1");
    expect((await adminPath("POST", `intents/${intentId}/pay`, {})).body.status).toBe("succeeded");
    const refund = (await adminPath("POST", `intents/${intentId}/refund`, { amount: 500 })).body;
    const before = (await adminPath("GET", "state")).body;
    expect(before.intents).toMatchObject([{ id: intentId, received: 7000, returned: 500 }]);
    await adminPath("POST", `refunds/${refund.id}`, { status: "failed" });
    const after = (await adminPath("GET", "state")).body;
    expect(after.intents).toMatchObject([{ returned: 0, pending: 0, disputed: false }]);
    expect(after.refunds).toMatchObject([{ intentId, amount: 500, status: "failed" }]);
  });

  test("given 3-D Secure, a slow payment and a dispute: each route changes its object", async () => {
    const [first, second] = [await created("att_s_2"), await created("att_s_3")];
    await adminPath("POST", `intents/${first}/pay`, { card: "4000 0000 0000 3220" });
    const passed = await adminPath("POST", `intents/${first}/3ds`, { result: "success" });
    expect(passed.body.status).toBe("succeeded");
    await adminPath("POST", `intents/${second}/pay`, { card: "pm_usBankAccount_processing" });
    const failed = await adminPath("POST", `intents/${second}/complete`, { outcome: "failed" });
    expect(failed.body.status).toBe("requires_payment_method");
    const dispute = (await adminPath("POST", `intents/${first}/dispute`, { kind: "inquiry" })).body;
    expect(dispute.status).toBe("warning_needs_response");
    const turned = await adminPath("POST", `disputes/${dispute.id}`, { status: "needs_response" });
    expect(turned.body.is_charge_refundable).toBe(false);
  });

  test("given a fault is set and cleared: only calls in between get it", async () => {
    await adminPath("POST", "faults", { kind: "fail_before", times: 9, path: "payment_intents" });
    await expect(created("att_s_4")).rejects.toThrow(/500/);
    expect((await adminPath("GET", "faults")).body.list).toMatchObject([{ kind: "fail_before" }]);
    await adminPath("DELETE", "faults");
    await created("att_s_4");
    await adminPath("POST", "reset");
    expect((await adminPath("GET", "state")).body).toEqual({ intents: [], refunds: [] });
  });

  test("given an invalid call: 400, 404, and the list of routes", async () => {
    expect((await adminPath("POST", "faults", { kind: "explode" })).status).toBe(400);
    expect((await adminPath("POST", "intents/pi_unknown/pay", {})).status).toBe(404);
    const lost = await adminPath("GET", "nowhere");
    expect(lost).toMatchObject({
      status: 404,
      body: { routes: expect.arrayContaining(["GET state"]) },
    });
  });
});

describe("the simulated Stripe.js", () => {
  const script = (path = "/endive/stripe.js") => fetch(`${world.simulator.url}${path}`);

  test.each(["/endive/stripe.js", "/v3/"])("%s is one classic script", async (path) => {
    const text = await (await script(path)).text();
    expect(text).toContain(`"origin":"${world.simulator.url}"`);
    const page: { Stripe?: { version: string } } = {};
    new Function("window", text)(page);
    expect(page.Stripe?.version).toBe("endive");
  });

  test("given it is switched off: 404, or the connection is cut", async () => {
    await adminPath("POST", "browser", { script: "missing" });
    expect((await script()).status).toBe(404);
    await adminPath("POST", "browser", { script: "blocked" });
    await expect(script()).rejects.toThrow();
  });

  test.each([
    "/",
    "/control.js",
    "/control.css",
    "/frames/payment-element",
    "/frames/payment-element.js",
    "/frames/express-checkout",
    "/frames/express-checkout.js",
    "/frames/wallet-sheet",
    "/frames/wallet-sheet.js",
    "/frames/redirect",
    "/frames/card-rules.js",
    "/frames/three-d-secure",
    "/frames/answer.js",
    "/frames/frames.css",
  ])("%s is served", async (path) => {
    expect((await script(path)).status).toBe(200);
  });
});
