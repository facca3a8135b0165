import { describe, expect, test } from "vitest";
import * as contract from "../../src/contract/api.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { EXCLUDED_METHODS } from "../../src/domain/payment/excluded-methods.ts";
import { SESSION } from "../app/journeys.ts";
import { intentOf, KEY, pathOf, payBody, pressPay } from "./journey.ts";
import { ORIGIN, problemOf, TestApp } from "./test-app.ts";

const OTHER = `ses_${"1".repeat(26)}`;

describe("the journey over the API", () => {
  test("every answer is what the contract says", async () => {
    const app = new TestApp();
    const service = contract.serviceView.parse(await (await app.call("/api/service")).json());
    const asked = { service_token: service.service_token, quantity: 7 };
    const quoted = await app.post("/api/quotes", { ...asked, offer_id: service.offers[0]!.id });
    expect(contract.quoteView.parse(await quoted.json()).price.minor).toBe(7000);
    const created = contract.topUpCreated.parse(await pressPay(app));
    expect(created.url).toBe(`${ORIGIN}/t/${created.top_up.service_id}/${created.top_up.id}`);
    const read = await app.call(pathOf(created));
    expect(contract.topUpView.parse(await read.json()).state).toBe("awaiting_payment");
  });

  test("pay, sync, and the page's top-up is paid", async () => {
    const app = new TestApp();
    const created = await pressPay(app);
    app.backend.stripe.pay(intentOf(created));
    const synced = await app.post(`${pathOf(created)}/sync`);
    expect(await synced.json()).toMatchObject({ state: "paid" });
  });

  test("a double click: 200 and the same top-up; another session gets no secret", async () => {
    const app = new TestApp();
    const body = await payBody(app);
    const first = await (await app.post("/api/top-ups", body, KEY)).json();
    const again = await app.post("/api/top-ups", body, KEY);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(first);
    const other = await app.post("/api/top-ups", body, {
      ...KEY,
      Cookie: await app.cookieOf(OTHER),
    });
    expect(await other.json()).toMatchObject({ payment_intent_id: null });
  });

  test("a refund is refused and a cancel is accepted while it awaits payment", async () => {
    const app = new TestApp();
    const created = await pressPay(app);
    const refused = await problemOf(await app.post(`${pathOf(created)}/refund`));
    expect(refused).toMatchObject({ code: "wrong_state", state: "awaiting_payment" });
    const canceled = await app.post(`${pathOf(created)}/cancel`);
    expect(await canceled.json()).toMatchObject({ state: "canceling" });
  });

  test("by link from any address", async () => {
    const app = new TestApp();
    const link = encodeURIComponent(await app.backend.link());
    const elsewhere = { headers: { "CF-Connecting-IP": "198.51.100.1" } };
    expect((await app.call(`/api/service?link=${link}`, elsewhere)).status).toBe(200);
    for (const more of ["", "/", "?lang=ar", "#days"]) {
      const address = encodeURIComponent(`${ORIGIN}/l/${link}${more}`);
      const answer = await app.call(`/api/service?link=${address}`, elsewhere);
      expect(answer.status, more).toBe(200);
    }
  });

  test("an address that holds no link of ours is a wrong link, whatever else it holds", async () => {
    const app = new TestApp();
    const link = await app.backend.link();
    for (const wrong of [
      `${ORIGIN}/t/${link}`,
      `${ORIGIN}/l/`,
      `${ORIGIN}/l/${link}x`,
      "https://",
    ]) {
      const answer = await app.call(`/api/service?link=${encodeURIComponent(wrong)}`);
      expect(await problemOf(answer), wrong).toMatchObject({ code: "link_invalid" });
    }
  });

  test("the publishable key can be asked for, with its mode and without a session", async () => {
    const app = new TestApp();
    const answer = await app.call("/api/payment-settings", { headers: { Cookie: "" } });
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    expect(await answer.json()).toEqual({
      publishable_key: "pk_test_1",
      livemode: false,
      stripe_js_url: "http://127.0.0.1:12111/endive/stripe.js",
      excluded_payment_method_types: [...EXCLUDED_METHODS],
    });
  });

  test("a socket upgrade goes to the object of the service", async () => {
    const app = new TestApp();
    const created = await pressPay(app);
    const path = `${pathOf(created)}/socket`;
    await app.call(path, { headers: { Upgrade: "websocket" } });
    const { id, service_id } = created.top_up;
    expect(app.sockets).toEqual([{ serviceId: service_id, topUpId: id, sessionId: SESSION }]);
    expect((await problemOf(await app.call(path))).errors).toMatchObject([{ field: "Upgrade" }]);
  });
});

describe("whose page opens a socket", () => {
  const open = async (headers: Record<string, string>) => {
    const app = new TestApp();
    const path = `${pathOf(await pressPay(app))}/socket`;
    const answer = await app.call(path, { headers: { Upgrade: "websocket", ...headers } });
    return { answer, opened: app.sockets.length };
  };

  test.each([
    ["this site's", { Origin: ORIGIN }],
    ["an app's, which sends no Origin", {}],
  ])("%s: opened", async (_whose, headers) => {
    expect((await open(headers)).opened).toBe(1);
  });

  test.each(["https://evil.example", "https://topup.example.com.evil.example", "null"])(
    "one of %s: refused, and the object is not asked",
    async (Origin) => {
      const { answer, opened } = await open({ Origin });
      expect(await problemOf(answer)).toMatchObject({ code: "cross_site_form", status: 403 });
      expect(opened).toBe(0);
    },
  );
});

describe("refusals of the API", () => {
  test.each([
    ["service_not_identified", 404, "/api/service", { "CF-Connecting-IP": "198.51.100.1" }],
    ["link_invalid", 404, "/api/service?link=forged", {}],
    ["not_found", 404, `/api/top-ups/svc_${"0".repeat(26)}/top_${"9".repeat(26)}`, {}],
    ["not_found", 404, "/api/top-ups/not-a-service/not-a-top-up", {}],
    ["not_found", 404, "/api/nothing", { Accept: "text/html" }],
  ])("%s", async (code, status, path, headers) => {
    const answer = await new TestApp().call(path, { headers });
    expect(answer.status).toBe(status);
    expect(await problemOf(answer)).toMatchObject({ code, status });
  });

  test("an id of the wrong form wakes no object", async () => {
    const app = new TestApp();
    for (const operation of ["sync", "cancel", "refund"]) {
      const answer = await app.post(`/api/top-ups/svc_x/top_y/${operation}`);
      expect(await problemOf(answer)).toMatchObject({ code: "not_found" });
    }
    expect(app.backend.object.calls).toEqual([]);
  });

  test("price_changed carries the present price and a quote", async () => {
    const app = new TestApp();
    const body = { ...(await payBody(app)), price: { minor: 1, currency: "usd" } };
    const refused = await problemOf(await app.post("/api/top-ups", body, KEY));
    expect(refused).toMatchObject({ code: "price_changed", price: { minor: 7000 } });
    expect(refused.quote).toMatch(/\./);
  });

  test("a silent Stripe: 503 with Retry-After, and the same key works later", async () => {
    const app = new TestApp();
    const body = await payBody(app);
    app.backend.stripe.silent = true;
    const refused = await app.post("/api/top-ups", body, KEY);
    expect(refused.headers.get("Retry-After")).toBe("5");
    expect(await problemOf(refused)).toMatchObject({ code: "payment_system_unavailable" });
    app.backend.stripe.silent = false;
    expect((await app.post("/api/top-ups", body, KEY)).ok).toBe(true);
  });

  test("Stripe is silent when its own top-up is asked for again: 503, and later it is there", async () => {
    const app = new TestApp();
    const created = await pressPay(app);
    app.backend.stripe.silent = true;
    const silent = await app.post("/api/top-ups", await payBody(app), KEY);
    expect(await problemOf(silent)).toMatchObject({ code: "payment_system_unavailable" });
    app.backend.stripe.silent = false;
    const again = await app.post("/api/top-ups", await payBody(app), KEY);
    expect(await again.json()).toMatchObject({ payment_intent_id: created.payment_intent_id });
  });

  test("top_up_open: 409 with Retry-After 2 and the top-up in the way", async () => {
    const app = new TestApp();
    const created = await pressPay(app);
    const body = { ...(await payBody(app)), quantity: 3, price: { minor: 3000, currency: "usd" } };
    app.backend.stripe.silent = true;
    const next = { "Idempotency-Key": "key-00000002" };
    const refused = await app.post("/api/top-ups", body, next);
    expect(refused.headers.get("Retry-After")).toBe("2");
    const why = { code: "top_up_open", top_up_id: created.top_up.id };
    expect(await problemOf(refused)).toMatchObject(why);
  });

  test("a refund of what is credited is not available yet", async () => {
    const app = new TestApp();
    const created = await pressPay(app);
    app.backend.stripe.pay(intentOf(created));
    await app.post(`${pathOf(created)}/sync`);
    const ref = { topUpId: toId("top", created.top_up.id) };
    const { port } = app.backend.object;
    const claim = await port.claimTopUp(ref);
    if (claim.kind !== "grant") throw new Error(claim.kind);
    const reading = app.backend.reading;
    await port.grantCredit({ ...ref, fence: claim.fence, reading });
    const grant = (await port.getEvidence(ref))?.topUp.credit.grant;
    if (!grant || reading.kind !== "account") throw new Error("not granted");
    const { bucketId: id, endAt } = grant;
    const ours = { uuid: "u2", id, type: "*data", value: 1, endAt, disabled: false };
    const seen = { ...reading, buckets: [...reading.buckets, ours] };
    const write = { kind: "answered", text: "OK" } as const;
    await port.recordEvidence({ ...ref, fence: claim.fence, write, reading: seen });
    const refused = await problemOf(await app.post(`${pathOf(created)}/refund`));
    expect(refused).toMatchObject({ code: "not_available", state: "credited" });
  });
});
