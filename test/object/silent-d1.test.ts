/** How often a purchase asks D1 before Pay, and what is sold while D1 is silent. */
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { serviceView } from "../../src/contract/api.ts";
import { countD1Calls, silenceD1 } from "./support/d1-calls.ts";
import {
  customerOf,
  deliverWebhooks,
  fetchWorker,
  freshMember,
  objectOf,
  Watcher,
} from "./support/world.ts";

const KEPT_MS = 60_000;
const NOBODYS = `ses_${"0".repeat(26)}` as const;

let laterMs = 0;

/** What the Worker keeps of D1 is no longer fresh, and it has forgotten an earlier silence. */
function aMinuteLater(): void {
  laterMs += 2 * KEPT_MS;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + laterMs });
}
/** The first sale of all writes down which deployment this is. */
async function firstOfAll(): Promise<void> {
  await customerOf(await freshMember()).buy(1, "key-first-of-all");
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("a purchase before Pay", () => {
  test("page view, identification, quote and top-up together ask D1 five times", async () => {
    await firstOfAll();
    const member = await freshMember();
    const customer = customerOf(member);
    const seen = await customer.getService();
    aMinuteLater();
    const counted = countD1Calls();
    const [address = ""] = member.networks;
    const page = await fetchWorker("/", { headers: { "CF-Connecting-IP": address } });
    expect(page.status).toBe(200);
    await customer.buy(7, "key-of-the-count", seen);
    // One of them is for the blocks of payers.
    expect(counted.calls).toBeLessThanOrEqual(5);
    expect(counted.calls, "the meter is running").toBeGreaterThan(0);
  });
});

describe("a purchase by a typed number", () => {
  test("asks D1 for number, top-up and blocks once each, besides the limiter's two calls", async () => {
    await firstOfAll();
    const member = await freshMember();
    const number = env.DB.prepare("UPDATE service SET msisdn = '61412399001' WHERE id = ?");
    await number.bind(member.service.id).run();
    const customer = customerOf(member);
    await customer.quote(await customer.getService(), 7);
    const counted = countD1Calls();
    const found = await fetchWorker("/api/identify", {
      method: "POST",
      headers: { "Content-Type": "application/json", "CF-Connecting-IP": "198.51.100.250" },
      body: JSON.stringify({ identity: "+61 412 399 001" }),
    });
    expect(await found.clone().json()).toMatchObject({ identification: "weak" });
    await customer.buy(7, "key-of-the-typed", serviceView.parse(await found.json()));
    // The limiter is off in these tests; it takes an allowance and gives a miss back.
    expect(counted.calls).toBe(3);
  });
});

describe("given D1 that is silent for a minute", () => {
  test("a customer who was identified buys, and is credited", async () => {
    await firstOfAll();
    const member = await freshMember();
    const customer = customerOf(member);
    const seen = await customer.getService();
    aMinuteLater();
    silenceD1();
    const created = await customer.buy(7, "key-in-the-silence", seen);
    const watcher = await Watcher.on(created.top_up);
    await customer.confirm(created);
    await deliverWebhooks(created);
    expect((await watcher.untilState("credited")).quantity).toBe(7);
    expect(customer.repeats, "no request had to be repeated").toBe(0);
  });

  test("a service that was closed is not sold: its object knows it", async () => {
    await firstOfAll();
    const member = await freshMember();
    const customer = customerOf(member);
    const seen = await customer.getService();
    await objectOf(member).setServiceClosed({ closed: true });
    aMinuteLater();
    silenceD1();
    await expect(customer.buy(7, "key-of-the-closed", seen)).rejects.toThrow("service_suspended");
    expect(await objectOf(member).getOverview({ sessionId: NOBODYS })).toMatchObject({
      openTopUps: [],
    });
  });

  test("the first silent read takes half a second, the others nothing", async () => {
    await firstOfAll();
    const customer = customerOf(await freshMember());
    const seen = await customer.getService();
    aMinuteLater();
    silenceD1();
    const began = performance.now();
    await customer.quote(seen, 7);
    const first = performance.now() - began;
    expect(first, "it was asked").toBeGreaterThan(400);
    const again = performance.now();
    await customer.quote(seen, 7);
    expect(performance.now() - again, `the first one took ${first} ms`).toBeLessThan(first);
    expect(customer.repeats).toBe(0);
  });
});
