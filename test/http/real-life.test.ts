/** Inputs from real life: what people paste, what other programs write. */
import { describe, expect, test } from "vitest";
import { linkTokenOf } from "../../src/app/identification/find-link.ts";
import { topUpRequest } from "../../src/contract/api.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { reminderOf } from "../../src/ui/portal/result/reminder/reminder.ts";
import { mistakeIn, mistakesIn } from "../../src/ui/portal/sale/billing/billing.ts";
import { account, NOW } from "../app/test-backend.ts";
import { EN } from "../ui/samples.ts";
import { problemOf, TestApp } from "./test-app.ts";

const { customer } = topUpRequest.shape;
const SAM = { first_name: "Sam", last_name: "Rivera", email: "sam@example.com" };
const read = (change: object) => customer.safeParse({ ...SAM, ...change });

describe("billing details", () => {
  test.each([
    ["o&leary@example.com", "o&leary@example.com"],
    ["\u200Bsam@example.com", "sam@example.com"],
    ["\uFEFF sam@example.com\u200E", "sam@example.com"],
    ["o'leary+topup@mail.example.co.uk", "o'leary+topup@mail.example.co.uk"],
    ["jürgen@bücher.example", "jürgen@bücher.example"],
  ])("%j is an address", (typed, email) => {
    expect(read({ email: typed }).data?.email).toBe(email);
    expect(mistakeIn(EN, "email", typed)).toBeNull();
  });
  test.each([
    "sam",
    "sam@example",
    "sam@@example.com",
    "a b@example.com",
    "a@example..com",
    "\u200B",
  ])("%j is none", (email) => {
    expect(read({ email }).success).toBe(false);
    expect(mistakeIn(EN, "email", email)).not.toBeNull();
  });
  test("a name of one word passes, an invisible one does not", () => {
    expect(read({ first_name: "Suharto", last_name: "" }).success).toBe(true);
    expect(mistakesIn(EN, { ...SAM, first_name: "Suharto", last_name: "" })).toEqual({});
    for (const first_name of ["\u200B", "\u00A0 \u2060", "\u0301", ""]) {
      expect(read({ first_name }).success, JSON.stringify(first_name)).toBe(false);
    }
    expect(mistakeIn(EN, "first_name", "\u200B")).not.toBeNull();
  });
});

test.each([".", ")", ").", "”", ",", "!", '"'])("a link followed by %s is that link", (mark) => {
  expect(linkTokenOf(`https://topup.example.com/l/abc.def${mark}`)).toBe("abc.def");
  expect(linkTokenOf(`abc.def${mark}`)).toBe("abc.def");
});

test("reminder.ics keeps no character that turns the direction of the text", () => {
  const topUp = { id: "top_1", service_label: "Dongle \u202Egnp.exe\u2066" };
  const facts = { topUp, endAt: NOW + DAY_MS, now: NOW, portal: "https://topup.example.com/" };
  expect(reminderOf(EN, facts)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});

test("a portal form of malformed multipart is a 400, not a 500", async () => {
  const app = new TestApp();
  const answer = await app.post("/", "--x\r\nnothing", {
    "Content-Type": "multipart/form-data",
    Origin: "https://topup.example.com",
    Accept: "text/html",
  });
  expect(answer.status).toBe(400);
});

test("a plan that ends 9999-12-30 is a service without end, and its page is drawn", async () => {
  const app = new TestApp();
  const plan = account(2);
  const endAt = Date.UTC(9999, 11, 30);
  app.backend.reading = { ...plan, buckets: plan.buckets.map((one) => ({ ...one, endAt })) };
  const page = await app.call("/", { headers: { Accept: "text/html" } });
  expect(page.status).toBe(200);
  const usage = await app.call("/oam/usage");
  expect(await usage.json()).toMatchObject({ balance: { expiry: null, unlimited: true } });
});

test('an API error of a union names field and remedy, not only "Invalid input"', async () => {
  const app = new TestApp();
  const body = { service_uuid: "u-1", imsi: 12, quantity: 7, consent: true };
  const headers = { "Idempotency-Key": "key-of-a-shop-1" };
  const { errors } = await problemOf(await app.post("/api/payment-intents", body, headers));
  expect(errors?.map(({ field }) => field)).toEqual(["imsi"]);
  expect(JSON.stringify(errors)).not.toContain('"Invalid input"');
});
