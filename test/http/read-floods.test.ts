/** GETs and bad posts by the thousand: the OCS is spared, no page is blank, and customers pay. */
import { describe, expect, test } from "vitest";
import { createPageReads } from "../../src/adapters/engines/page-reads.ts";
import type { ServiceView } from "../../src/contract/api.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import { IP } from "../app/test-backend.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { KEY, payBody } from "./journey.ts";
import { problemOf, TestApp } from "./test-app.ts";

/** The app with the shared reads of an isolate. */
function appOfAnIsolate(): TestApp {
  const app = new TestApp();
  app.backend.pageReads = createPageReads({
    sharedMs: DEFAULT_TIMINGS.readingSharedMs,
    ocs: app.backend.ports.ocs,
    clock: app.backend.ports.clock,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  return app;
}

/** The OCS answers when the test says so. */
function heldOcs(app: TestApp): () => void {
  let answer = () => {};
  app.backend.ocsAnswersAfter = new Promise((resolve) => {
    answer = resolve;
  });
  return () => {
    app.backend.ocsAnswersAfter = null;
    answer();
  };
}

const viewOf = async (answer: Response) => (await answer.json()) as ServiceView;

describe("GETs that ask the OCS", () => {
  test("a thousand at once make one read, and each has the balance", async () => {
    const app = appOfAnIsolate();
    const answer = heldOcs(app);
    const asked = Array.from({ length: 1000 }, () => app.call("/api/service"));
    await expect.poll(() => app.backend.ocsReads).toBe(1);
    answer();
    const answers = await Promise.all(asked);
    const states = await Promise.all(answers.map(async (one) => (await viewOf(one)).balance.state));
    expect(new Set(states)).toEqual(new Set(["read"]));
    expect(app.backend.ocsReads).toBe(1);
  });

  test("one after the other share it for half a second, then there is a new one", async () => {
    const app = appOfAnIsolate();
    for (let n = 0; n < 10; n++) await app.call("/");
    expect(app.backend.ocsReads).toBe(1);
    app.backend.now += 500;
    await app.call("/");
    expect(app.backend.ocsReads).toBe(2);
  });

  test("a read whose request was gone holds up no other for longer than a read takes", async () => {
    const app = appOfAnIsolate();
    heldOcs(app);
    void app.call("/api/service");
    await expect.poll(() => app.backend.ocsReads).toBe(1);
    app.backend.ocsAnswersAfter = null;
    app.backend.now += 3001;
    expect((await viewOf(await app.call("/api/service"))).balance.state).toBe("read");
  });

  test("an unreadable answer is shared with no other request", async () => {
    const app = appOfAnIsolate();
    const { reading } = app.backend;
    app.backend.reading = { kind: "unreadable", at: app.backend.now, why: "broken" };
    await app.call("/api/service");
    app.backend.reading = reading;
    expect((await viewOf(await app.call("/api/service"))).balance.state).toBe("read");
  });

  test.each(["/", "/api/service", "/oam/usage"])("%s is counted by address", async (path) => {
    const app = new TestApp();
    await app.call(path);
    expect(app.limited).toContain(`reads ${IP}`);
  });
});

describe("too many reads", () => {
  /** The limit on reads is reached; posts and payments have theirs. */
  async function limitedApp(knows: boolean): Promise<TestApp> {
    const app = appOfAnIsolate();
    if (knows) await app.call("/api/service");
    app.backend.ocsReads = 0;
    app.backend.now += 60_000;
    app.exhausted = /^reads /;
    return app;
  }

  test("the newest known reading is shown, with its time, and may be bought on", async () => {
    const app = await limitedApp(true);
    const view = await viewOf(await app.call("/api/service"));
    expect(view.balance).toMatchObject({ state: "stale" });
    expect(view.blocked).toBeNull();
    expect(view.offers).toHaveLength(1);
    expect(app.backend.ocsReads).toBe(0);
  });

  test.each([
    ["/", true],
    ["/?wait", true],
    ["/", false],
    ["/?wait", false],
  ])(
    "the page %s is never blank (known: %s), and no page leads round in a circle",
    async (path, knows) => {
      const app = await limitedApp(knows);
      const answer = await app.call(path, { headers: { Accept: "text/html" } });
      expect(answer.status).toBe(200);
      const html = await answer.text();
      expect(html).toContain("</main>");
      expect(html.includes('id="reading"')).toBe(!knows && path === "/");
      expect(app.backend.ocsReads).toBe(0);
    },
  );

  test("the older system gets the newest known end", async () => {
    const app = await limitedApp(true);
    const answer = await app.call("/oam/usage");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ balance: { unlimited: true } });
    expect(app.backend.ocsReads).toBe(0);
  });

  test("paying goes on: its allowance is another one, and it reads the OCS", async () => {
    const app = await limitedApp(true);
    const answer = await app.post("/api/top-ups", await payBody(app), KEY);
    expect(answer.status).toBe(201);
    expect(app.backend.ocsReads).toBe(1);
  });
});

describe("an address's allowance to pay", () => {
  test.each([
    ["no JSON", "{", { "Content-Type": "application/json" }],
    ["another content type", "a=b", { "Content-Type": "text/plain" }],
    ["a missing field", {}, KEY],
    ["no Idempotency-Key", { service_token: "t", quantity: 7 }, {}],
  ])("is not used up by %s", async (_what, body, headers) => {
    const app = new TestApp();
    for (const path of ["/api/top-ups", "/api/payment-intents", "/oam/topup_dongle"]) {
      const { status } = await app.post(path, body, headers);
      expect([400, 415]).toContain(status);
    }
    expect(app.limited).toEqual([]);
  });

  test("is not used up by a forged token, by quotes or by reads", async () => {
    const app = new TestApp();
    const body = await payBody(app);
    await app.post("/api/top-ups", { ...body, service_token: "forged" }, KEY);
    await app.post("/api/quotes", { service_token: "x", offer_id: "off_1", quantity: 1 });
    expect(app.limited.filter((key) => key.startsWith("pays"))).toEqual([]);
    app.exhausted = /^(posts|reads) /;
    expect((await app.post("/api/top-ups", body, KEY)).status).toBe(201);
  });

  test("used up: 429, and nothing is made", async () => {
    const app = new TestApp();
    const body = await payBody(app);
    app.exhausted = /^pays /;
    const refused = await app.post("/api/top-ups", body, KEY);
    expect(await problemOf(refused)).toMatchObject({ code: "too_many_requests" });
    expect(app.backend.stripe.calls).not.toContain("createIntent");
  });
});

describe("a shop's server with a key", () => {
  const asked = (app: TestApp) => ({
    service_uuid: app.backend.service.serviceUuid,
    imsi: app.backend.service.imsi,
    quantity: 7,
  });

  test("is limited by its key, not like a browser", async () => {
    const app = new TestApp();
    const Authorization = `Bearer ${OPERATORS.olga.token}`;
    app.exhausted = /^pays/;
    const answer = await app.post("/api/payment-intents", asked(app), { ...KEY, Authorization });
    expect(answer.status).toBe(201);
    expect(app.limited.filter((key) => /^pays/.test(key))).toEqual([]);
    const without = await app.post("/api/payment-intents", asked(app), KEY);
    expect(await problemOf(without)).toMatchObject({ code: "too_many_requests" });
  });

  test("a key that is not live is refused", async () => {
    const app = new TestApp();
    const Authorization = `Bearer ${OPERATORS.olga.token.slice(0, -3)}AAA`;
    const answer = await app.post("/api/payment-intents", asked(app), { ...KEY, Authorization });
    expect(await problemOf(answer)).toMatchObject({ code: "unauthorized" });
  });
});
