/** True words about a refund: what holds it up, where it went, how much it was. */
import { describe, expect, test } from "vitest";
import type { TopUpJson } from "../../src/contract/api.ts";
import { ResultPage } from "../../src/ui/portal/result/result-page.tsx";
import { recentBanner } from "../../src/ui/portal/sale/recent-top-up/recent-top-up.ts";
import { EN, NOW, textOf, topUpJson } from "./samples.ts";

const brand = { name: "Kestrel", supportHref: "mailto:help@kestrel.example", livemode: false };
const site = { brand, lang: EN, address: "/t/svc_1/top_1", home: "/" };
const words = (topUp: TopUpJson, now = NOW) =>
  textOf(String(<ResultPage site={site} topUp={topUp} now={now} confirmed={false} shopHref="/" />));
const REFUND = {
  minor: 7000,
  currency: "aud",
  reference: "re_1",
  manually: false,
  hindrance: null,
  sent_by: null,
} as const;
const refunding = (over: Partial<NonNullable<TopUpJson["refund"]>>) =>
  topUpJson("refunding", { refund: { ...REFUND, ...over } });

describe("a refund that waits", () => {
  test("for our balance: it is on its way, and by when it is sent", () => {
    const sent_by = new Date(NOW + 7 * 86_400_000).toISOString();
    const text = words(refunding({ hindrance: "balance", sent_by }));
    expect(text).toContain("Your refund is on its way");
    expect(text).toMatch(/We will send it by \w+ 15 Jan/);
    expect(text).not.toContain("usually in seconds");
  });

  test("past that day: nothing is promised again", () => {
    const sent_by = new Date(NOW - 1000).toISOString();
    const text = words(refunding({ hindrance: "balance", sent_by }));
    expect(text).toContain("longer than we said");
    expect(text).not.toContain("We will send it by");
  });

  test("for a dispute: not that the bank confirms in seconds", () => {
    const text = words(refunding({ hindrance: "disputed" }));
    expect(text).toContain("This payment is disputed with your bank");
    expect(text).not.toContain("usually in seconds");
  });
});

describe("a refund that failed says by whose fault", () => {
  const failed = (hindrance: "card_gone" | "balance" | "bank") =>
    words(topUpJson("refund_failed", { refund: { ...REFUND, hindrance } }));
  test("the card is gone", () => {
    expect(failed("card_gone")).toContain("Your card has been closed or has expired");
  });
  test("our balance", () => {
    expect(failed("balance")).toContain("We have not been able to send your refund of A$70.00");
    expect(failed("balance")).not.toContain("Your bank did not take");
  });
  test("the bank", () => {
    expect(failed("bank")).toContain("Your bank did not take the refund of A$70.00.");
  });
});

test("refunded by transfer: neither the card nor its 5 to 10 days", () => {
  const text = words(topUpJson("refunded", { refund: { ...REFUND, manually: true } }));
  expect(text).toContain("A$70.00, not to the card or account you paid with");
  expect(text).not.toMatch(/to Visa|5 to 10 working days/);
});

test("paid minutes ago and in review: not that the days are being added", () => {
  const recent = {
    id: "top_1",
    paid_at: new Date(NOW - 60_000).toISOString(),
    offer_kind: "days",
    quantity: 7,
    price: { minor: 7000, currency: "aud" },
    transaction_id: null,
    new_expiry: null,
  } as const;
  const facts = { now: NOW, timeZone: "UTC" };
  const says = (one: typeof recent & { readonly under_review?: true }) =>
    JSON.stringify(recentBanner(EN, { recent: one, ...facts }));
  expect(says(recent)).toContain("These days are being added.");
  expect(says({ ...recent, under_review: true })).toContain("We are checking this payment first.");
  expect(says({ ...recent, under_review: true })).not.toContain("being added");
});
