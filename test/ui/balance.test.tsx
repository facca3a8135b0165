/** The texts of the balance. */
import { describe, expect, test } from "vitest";
import type { ServiceView } from "../../src/contract/api.ts";
import { portal } from "./portal.ts";
import { serviceView, textOf } from "./samples.ts";

const { balance, service } = serviceView();
const pageOf = (over: Partial<ServiceView>, path = "/") =>
  portal({ view: serviceView(over) }).page(path);
const UNLIMITED = "Unlimited data.";

describe('the balance says "Unlimited data" while days of it are left', () => {
  test.each<[string, Partial<ServiceView>]>([
    ["days are left", {}],
    ["it ends today", { balance: { ...balance, expiry: "2025-01-08T12:59:59.000Z" } }],
    ["it has no end", { balance: { ...balance, expiry: null, unlimited: true, base: null } }],
    ["it was read a while ago", { balance: { ...balance, state: "stale" } }],
  ])("says so when %s", async (_when, over) => {
    expect(textOf(await pageOf(over))).toMatch(/Unlimited data\. Updated at 14:02\./);
  });

  test.each<[string, Partial<ServiceView>]>([
    ["it has ended", { balance: { ...balance, expiry: "2025-01-07T12:59:59.000Z" } }],
    ["nothing was ever there", { balance: { ...balance, expiry: null } }],
    [
      "it cannot be read",
      { balance: { ...balance, state: "stale" }, blocked: "balance_unreadable", offers: [] },
    ],
    [
      "it is suspended",
      { service: { ...service, status: "suspended" }, blocked: "service_suspended", offers: [] },
    ],
  ])("does not say so when %s", async (_when, over) => {
    expect(textOf(await pageOf(over))).not.toContain(UNLIMITED);
  });
});

describe("the legend of marks that are weeks", () => {
  const long = { ...balance, expiry: "2025-02-28T12:59:59.000Z", base: "2025-02-28T12:59:59.000Z" };
  const strip = async (days: number) => {
    const html = await pageOf({ balance: long }, `/?days=${days}&step=payment`);
    return textOf(html.slice(html.indexOf('id="strip"'), html.indexOf('id="act"')));
  };

  test("stands above the line of days of the later steps", async () => {
    expect(await strip(30)).toContain("One mark is a week.");
  });

  test("is absent where a mark is a day", async () => {
    expect(await strip(7)).not.toContain("One mark is a week.");
  });

  test("stands there also while the balance is being read", async () => {
    const pending = { balance: { ...balance, state: "pending" as const, expiry: null } };
    const over = { ...pending, blocked: "balance_unreadable", offers: [] };
    expect(textOf(await pageOf(over, "/?days=90"))).toContain("One mark is a week.");
    expect(textOf(await pageOf(over, "/?days=9"))).not.toContain("One mark is a week.");
  });
});
