import { describe, expect, test } from "vitest";
import type { TopUpJson } from "../../src/contract/api.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import type { TopUpState } from "../../src/domain/top-up/states.ts";
import { TreeMarkup } from "../../src/ui/kit/tree/tree-markup.tsx";
import { resultView } from "../../src/ui/portal/result/result.ts";
import { ResultPage } from "../../src/ui/portal/result/result-page.tsx";
import { EN, EVERY_STATE, NOW, textOf, topUpJson } from "./samples.ts";

const brand = {
  name: "Kestrel Mobile",
  supportHref: "mailto:help@kestrel.example",
  livemode: false,
};
const home = "/t/svc_1/top_1/add";
const site = { brand, lang: EN, address: "/t/svc_1/top_1", home };
const page = (topUp: TopUpJson, confirmed = false) =>
  String(
    <ResultPage
      site={site}
      topUp={topUp}
      now={NOW + 240_000}
      confirmed={confirmed}
      shopHref={`${home}?days=7`}
    />,
  );
const words = (topUp: TopUpJson, confirmed = false) => textOf(page(topUp, confirmed));
/** What the script draws once Stripe was asked. */
function sureWords(topUp: TopUpJson): string {
  const rest = { email: null, now: NOW, have: 0, confirmed: false, supportHref: "/" };
  const view = resultView({ lang: EN, topUp, shopHref: "/", ...rest, sure: true });
  return textOf(String(<TreeMarkup tree={[...view.have, ...view.act]} />));
}

/** What the page must say in each state. */
const SAYS: Readonly<Record<TopUpState, readonly string[]>> = {
  awaiting_payment: ["Not paid yet, as far as we know.", "Continue to payment"],
  processing: ["Your bank is still sending A$70.00.", "write to s…a@example.com"],
  canceling: ["Being cancelled", "Not paid yet, as far as we know."],
  canceled: ["Ended without a payment", "Nothing was charged.", "Start a new top-up"],
  awaiting_approval: ["We look at this top-up first.", "Nothing was charged."],
  in_review: ["We check this payment first.", "If we say no, you get A$70.00 back."],
  paid: [
    "Paid, not added yet",
    "We are adding your 7 days.",
    "A$70.00 received",
    "Usually 5 seconds. Now 48 seconds: the network answers slowly.",
    "If it is not done by 14:15, you get A$70.00 back, automatically.",
    "Refund me instead",
  ],
  crediting: ["We are adding your 7 days.", "you get A$70.00 back, automatically."],
  resolving: ["We are checking whether your 7 days were added."],
  credited: [
    "Your service has been extended. New expiry date: 17 Jan 2025",
    "Receipt sent to: s…a@example.com",
    "Transaction ID: TXN-1000001",
    "Paid A$70.00, Visa 4242",
  ],
  revoking: ["Topup Failed. Refunding payment…", "7 days not added"],
  reversing: ["We are taking back 7 days."],
  refunding: [
    "Topup Failed. Refunding payment…",
    "All A$70.00 goes back to Visa 4242. You do not need to do anything.",
    "Unable to connect to billing system",
  ],
  refund_failed: ["Your bank did not take the refund of A$70.00.", "You will get your money."],
  refunded: [
    "We were unable to complete your top-up. Your payment has been refunded.",
    "Error: Unable to connect to billing system",
    "Please try again or contact support.",
    "Refund reference re_74321805",
  ],
  parked: [
    "We do not know yet whether your days were added.",
    "You keep the days or get your money back.",
  ],
};

describe("the page of a top-up", () => {
  test.each(EVERY_STATE)("says in state %s what happened and where the money is", (state) => {
    const text = words(topUpJson(state));
    for (const sentence of SAYS[state]) expect(text).toContain(sentence);
  });

  test.each(EVERY_STATE)("has in state %s one heading, one main and its state's name", (state) => {
    const html = page(topUpJson(state));
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<main/g)).toHaveLength(1);
    expect(html).toContain(`data-testid="result" data-state="${state}"`);
  });

  test.each(EVERY_STATE.filter((state) => state !== "credited"))(
    "never speaks of success in state %s",
    (state) => {
      expect(words(topUpJson(state))).not.toContain("has been extended");
    },
  );

  test.each(EVERY_STATE)(
    "has in state %s nothing that a strict content security policy forbids",
    (state) => {
      const html = page(topUpJson(state));
      expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<style/);
      expect(
        html.match(/<script(?! src="\/assets\/checkout\.en\.js")(?! type="application\/json")/),
      ).toBe(null);
    },
  );

  test("offers a refund only while the top-up allows it", () => {
    expect(page(topUpJson("paid"))).toContain('action="/t/svc_1/top_1/refund"');
    expect(page(topUpJson("paid", { may_request_refund: false }))).not.toContain("refund-me");
    expect(page(topUpJson("crediting"))).toContain("refund-me");
    expect(page(topUpJson("resolving"))).not.toContain("refund-me");
  });

  test("says that the receipt is on its way until it was sent", () => {
    const text = words(topUpJson("credited", { receipt: "on_its_way" }));
    expect(text).toContain("Your receipt is on its way.");
    expect(text).not.toContain("Receipt sent to:");
  });

  test("a receipt whose delivery is unknown is not said to be sent", () => {
    const text = words(topUpJson("credited", { receipt: "unsure" }));
    expect(text).toContain("Perhaps your receipt did not reach s…a@example.com. Write down the");
  });
  test("a receipt that could not be delivered is not said to be on its way", () => {
    const text = words(topUpJson("credited", { receipt: "none" }));
    expect(text).toContain("Your receipt did not reach s…a@example.com. Write down the");
    expect(text).not.toContain("on its way");
    const unaddressed = topUpJson("credited", { receipt: "none", email_masked: null });
    expect(words(unaddressed)).not.toContain("receipt");
  });

  test("links the calendar entry until the expiry", () => {
    expect(page(topUpJson("credited"))).toContain('href="/t/svc_1/top_1/reminder.ics"');
    const over = topUpJson("credited", { new_expiry: "2025-01-08T03:00:00.000Z" });
    expect(page(over)).not.toContain("reminder.ics");
  });

  test("offers the refund to the payer alone", () => {
    expect(page(topUpJson("paid", { own: true }))).toContain("refund-me");
    expect(page(topUpJson("paid", { own: false }))).not.toContain("refund-me");
  });

  test("a slow bank: names about the same date as the notice", () => {
    expect(DEFAULT_TIMINGS.processingFindingMs).toBe(10 * DAY_MS);
    const text = words(topUpJson("processing"));
    expect(text).toContain("That takes until about 18 Jan. We add your days the moment it arrives");
  });

  test("names the time by which the operator answers, until it has passed", () => {
    const failed = topUpJson("refund_failed", { since: "2025-01-08T02:00:00.000Z" });
    expect(words(failed)).toContain("writes to s…a@example.com by tomorrow, 13:00.");
    const old = topUpJson("refund_failed", { since: "2025-01-06T02:00:00.000Z" });
    expect(words(old)).toContain("A person is on it and writes to s…a@example.com.");
    expect(words(topUpJson("in_review"))).toContain("You hear from us by Fri 10 Jan, 14:05.");
  });

  test.each([
    ["visa 4242", "Visa 4242", "A$70.00 on your card"],
    ["us_bank_account", "your bank account", "A$70.00 on your account"],
    ["sepa_debit", "your bank account", "A$70.00 on your account"],
    ["paypal", "PayPal", "A$70.00 on your account"],
    ["klarna", "your account", "A$70.00 on your account"],
  ])("names the payment method %s", (payment_method, name, where) => {
    const text = words(topUpJson("refunding", { payment_method }));
    expect(text).toContain(`All A$70.00 goes back to ${name}.`);
    expect(text).toContain(where);
  });

  test.each(["awaiting_payment", "canceling"] as const)(
    "%s, and Stripe was not asked: says nothing about a charge",
    (state) => {
      const text = words(topUpJson(state));
      expect(text).not.toContain("Nothing was charged");
      const second = words(topUpJson(state, { decline_code: "expired_card" }));
      expect(second, "the decline may be that of an earlier card").toBe(text);
    },
  );

  test("unpaid, and Stripe was asked: says that nothing was charged", () => {
    const text = sureWords(topUpJson("awaiting_payment"));
    expect(text).toContain("Not paid yet");
    expect(text).toContain("Nothing was charged.");
    expect(text).toContain("Continue to payment");
    expect(text).not.toContain("as far as we know");
  });

  test("after a decline says that nothing was charged, and what can be done", () => {
    const text = sureWords(topUpJson("awaiting_payment", { decline_code: "expired_card" }));
    expect(text).toContain("Your bank declined this card. Nothing was charged.");
    expect(text).toContain("The card has expired.");
  });

  test("back from the bank without an answer yet: says that the payment is running", () => {
    const text = words(topUpJson("awaiting_payment"), true);
    expect(text).toContain("Paying A$70.00…");
    expect(text).not.toContain("Nothing was charged");
  });

  test("a refund reason without a message of its own gets the general one", () => {
    const text = words(topUpJson("refunded", { return_reason: "something_new" }));
    expect(text).toContain("Error: Your days could not be added");
  });

  test("a refund that the customer requested is not called a failure", () => {
    const asked = { return_reason: "customer" } as const;
    const text = words(topUpJson("refunded", asked));
    expect(text).toContain("Your payment has been refunded, as you asked.");
    expect(text).toContain("Refund reference re_74321805");
    expect(text).not.toMatch(/unable|Please try again|Try again|Error/);
    const before = words(topUpJson("refunding", asked));
    expect(before).toContain("Refunding your payment, as you asked…");
    expect(before).not.toContain("Failed");
    expect(words(topUpJson("revoking", asked))).not.toContain("Failed");
  });

  test("names test mode, and not in live mode", () => {
    expect(words(topUpJson("paid"))).toContain("Test mode. No real money moves.");
    const live = (
      <ResultPage
        site={{ ...site, brand: { ...brand, livemode: true } }}
        topUp={topUpJson("paid")}
        now={NOW}
        confirmed={false}
        shopHref="/"
      />
    );
    expect(textOf(String(live))).not.toContain("Test mode");
  });
});

test("the script draws the same page with the whole email address", () => {
  const view = resultView({
    lang: EN,
    topUp: topUpJson("credited"),
    email: "sam.rivera@example.com",
    now: NOW,
    have: 2,
    confirmed: true,
    shopHref: "/",
    supportHref: "mailto:x@example.com",
  });
  const html = String(<TreeMarkup tree={view.act} />);
  expect(textOf(html)).toContain("Receipt sent to: sam.rivera@example.com");
  expect(view.spoken).toBe("Your service has been extended. New expiry date: 17 Jan 2025");
});

describe("days that are not waited for any more", () => {
  const resolving = (reason: TopUpJson["resolving_reason"]) =>
    words(topUpJson("resolving", { resolving_reason: reason }));

  test("refused by the network: the page says so, and not that the network answers slowly", () => {
    const text = resolving("refused");
    expect(text).toContain("The network did not accept your 7 days.");
    expect(text).toContain("Then you get A$70.00 back, automatically.");
    expect(text).not.toContain("answers slowly");
  });

  test("the customer asked for the money: the page promises the days or the money, not both", () => {
    const text = resolving("customer");
    expect(text).toContain("You asked for your A$70.00 back.");
    expect(text).toContain("If your 7 days were added already, you keep them");
    expect(text).toContain("If not, you get A$70.00 back.");
  });

  test.each(["deadline", "silence", "operator", "refunded_externally"] as const)(
    "%s: the page checks",
    (reason) => expect(resolving(reason)).toContain("We are checking whether your 7 days were"),
  );
});

test("the script asks for confirmation before a refund, while the top-up allows one", () => {
  const drawn = (topUp: TopUpJson) => {
    const rest = {
      email: null,
      now: NOW,
      have: 2,
      confirmed: false,
      supportHref: "/",
      asksRefund: true,
    };
    return String(
      <TreeMarkup tree={resultView({ lang: EN, topUp, shopHref: "/", ...rest }).act} />,
    );
  };
  const asked = drawn(topUpJson("paid"));
  expect(textOf(asked)).toContain("Get A$70.00 back instead of 7 days?");
  expect(textOf(asked)).toContain("Keep waiting");
  expect(asked).not.toContain("<form");
  expect(drawn(topUpJson("crediting"))).toContain("instead of");
  expect(drawn(topUpJson("resolving"))).not.toContain("instead of");
  expect(drawn(topUpJson("paid", { own: false }))).not.toContain("instead of");
});
