import { describe, expect, test } from "vitest";
import { account } from "../app/test-backend.ts";
import { KEY, payBody } from "./journey.ts";
import { problemOf, TestApp } from "./test-app.ts";

type Body = Awaited<ReturnType<typeof payBody>>;
const customer = (body: Body, change: object) => ({
  ...body,
  customer: { ...body.customer, ...change },
});
const BAD: [string, (body: Body) => unknown, string[]][] = [
  [
    "nothing in it",
    () => ({}),
    ["service_token", "quote", "offer_id", "quantity", "price", "customer"],
  ],
  ["a list", () => [], ["body"]],
  ["null", () => "null", ["body"]],
  ["no JSON", () => "{", ["body"]],
  ["an unknown field", (b) => ({ ...b, quantty: 7 }), ["quantty"]],
  ["two unknown fields", (b) => ({ ...b, a: 1, b: 2 }), ["a", "b"]],
  ["an unknown field below", (b) => customer(b, { vat: "1" }), ["customer.vat"]],
  ["a fraction of a day", (b) => ({ ...b, quantity: 1.5 }), ["quantity"]],
  ["no days", (b) => ({ ...b, quantity: 0 }), ["quantity"]],
  ["days as text", (b) => ({ ...b, quantity: "7" }), ["quantity"]],
  ["more than is sold", (b) => ({ ...b, quantity: 31 }), ["quantity"]],
  ["a float of money", (b) => ({ ...b, price: { minor: 70.5, currency: "usd" } }), ["price.minor"]],
  ["negative money", (b) => ({ ...b, price: { minor: -1, currency: "usd" } }), ["price.minor"]],
  [
    "upper-case currency",
    (b) => ({ ...b, price: { minor: 1, currency: "USD" } }),
    ["price.currency"],
  ],
  ["no name", (b) => customer(b, { first_name: " " }), ["customer.first_name"]],
  ["a long name", (b) => customer(b, { last_name: "x".repeat(101) }), ["customer.last_name"]],
  ["no mail address", (b) => customer(b, { email: "anna" }), ["customer.email"]],
];

describe("bad input: every wrong field is named, and neither object nor Stripe is called", () => {
  test.each(BAD)("%s", async (_what, make, fields) => {
    const app = new TestApp();
    const body = make(await payBody(app));
    const headers = { ...KEY, "Content-Type": "application/json" };
    const answer = await app.post("/api/top-ups", body, headers);
    expect(answer.status).toBe(400);
    const problem = await problemOf(answer);
    expect(problem.code).toBe("invalid_request");
    expect(problem.errors?.map((e) => e.field)).toEqual(fields);
    expect(app.backend.object.calls).not.toContain("requestTopUp");
    expect(app.backend.stripe.calls).toEqual([]);
  });

  test.each([
    ["none", {}],
    ["too short", { "Idempotency-Key": "1" }],
  ])("an idempotency key that is %s is named beside the fields", async (_what, headers) => {
    const app = new TestApp();
    const body = { ...(await payBody(app)), quantity: 0 };
    const problem = await problemOf(await app.post("/api/top-ups", body, headers));
    expect(problem.errors?.map((e) => e.field)).toEqual(["quantity", "Idempotency-Key"]);
  });

  test.each(["sync", "cancel", "refund"])("a body on %s is refused", async (operation) => {
    const app = new TestApp();
    const path = `/api/top-ups/svc_${"0".repeat(26)}/top_${"0".repeat(26)}/${operation}`;
    const problem = await problemOf(await app.post(path, { amount: 1 }));
    expect(problem).toMatchObject({ code: "invalid_request", errors: [{ field: "amount" }] });
    expect(app.backend.object.calls).toEqual([]);
  });
});

describe("bounds are told", () => {
  test("of what an offer sells", async () => {
    const app = new TestApp();
    const body = { ...(await payBody(app)), quantity: 31 };
    const problem = await problemOf(await app.post("/api/top-ups", body, KEY));
    const bounds = { field: "quantity", message: "must be 1 to 30", min: 1, max: 30 };
    expect(problem.errors).toEqual([bounds]);
    const { service_token, offer_id } = body;
    const quote = await app.post("/api/quotes", { service_token, offer_id, quantity: 31 });
    expect((await problemOf(quote)).errors).toEqual([bounds]);
  });

  test("of a number and of a text", async () => {
    const app = new TestApp();
    const body = customer(await payBody(app), { first_name: "x".repeat(101) });
    const problem = await problemOf(await app.post("/api/top-ups", { ...body, quantity: 0 }, KEY));
    expect(problem.errors).toMatchObject([
      { field: "quantity", min: 1 },
      { field: "customer.first_name", max: 100 },
    ]);
  });

  test("of the horizon, but not to a customer who only typed the number", async () => {
    const app = new TestApp();
    const { service_token, offer_id } = await payBody(app);
    app.backend.reading = account(395);
    app.backend.service = { ...app.backend.service, msisdn: "61412345678" };
    const quoteOf = (token: string) =>
      app.post("/api/quotes", { service_token: token, offer_id, quantity: 7 });
    const refused = await problemOf(await quoteOf(service_token));
    expect(refused).toMatchObject({ code: "beyond_horizon", errors: [{ min: 1, max: 5 }] });
    const typed = await app.post("/api/identify", { identity: "61412345678" });
    const weak = ((await typed.json()) as { service_token: string }).service_token;
    const masked = await problemOf(await quoteOf(weak));
    expect(masked.code).toBe("service_sales_blocked");
    expect(masked.errors).toBeUndefined();
  });
});

describe("before any handler", () => {
  test("another content type: 415", async () => {
    const app = new TestApp();
    const answer = await app.post("/api/top-ups", "a=1", { "Content-Type": "text/plain" });
    expect(await problemOf(answer)).toMatchObject({ code: "unsupported_media_type", status: 415 });
  });

  test.each([
    ["announced", { "Content-Length": String(64 * 1024 + 1) }],
    ["not announced", { "Transfer-Encoding": "chunked" }],
  ])("a body over 64 KiB, %s: 413", async (_how, headers) => {
    const answer = await new TestApp().post("/api/quotes", "x".repeat(64 * 1024 + 1), headers);
    expect(await problemOf(answer)).toMatchObject({ code: "body_too_large", status: 413 });
  });

  test.each([
    ["PUT", "/api/top-ups", "POST"],
    ["POST", "/api/service", "GET, HEAD"],
    ["DELETE", "/api/top-ups/svc_1/top_1", "GET, HEAD"],
    ["GET", "/webhooks/stripe", "POST"],
  ])("%s %s: 405 with Allow: %s", async (method, path, allow) => {
    const answer = await new TestApp().call(path, { method });
    expect(answer.headers.get("Allow")).toBe(allow);
    expect(await problemOf(answer)).toMatchObject({ code: "method_not_allowed", status: 405 });
  });
});
