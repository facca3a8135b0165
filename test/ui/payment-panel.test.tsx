import { describe, expect, test } from "vitest";
import type { Lang } from "../../src/i18n/lang.ts";
import { el } from "../../src/ui/kit/tree/tree.ts";
import { TreeMarkup } from "../../src/ui/kit/tree/tree-markup.tsx";
import { paymentPanel } from "../../src/ui/portal/checkout/payment-panel/payment-panel.ts";
import { declineFamily } from "../../src/ui/portal/declines/declines.ts";
import type { PayLines } from "../../src/ui/portal/legal/legal.ts";
import { choose } from "../../src/ui/portal/sale/choice/choice.ts";
import { recentTree, repeatMessage } from "../../src/ui/portal/sale/recent-top-up/recent-top-up.ts";
import { AR, EN, NOW, serviceView, textOf } from "./samples.ts";

const ALL: PayLines = {
  statement: "KESTREL MOBILE",
  agreesTo: [
    { key: "terms", href: "https://kestrel.example/terms" },
    { key: "refundPolicy", href: "https://kestrel.example/refunds" },
  ],
  consent: "withdrawal-1",
};

function panel(lang: Lang, legal?: PayLines): string {
  const view = serviceView();
  const [offer] = view.offers;
  if (!offer) throw new Error("the sample sells something");
  return String(<TreeMarkup tree={paymentPanel(lang, choose(lang, view, offer, 7, NOW), legal)} />);
}

describe("step 3", () => {
  test("names above the button what is bought and the text on the statement", () => {
    const html = panel(EN, ALL);
    const text = textOf(html);
    expect(text).toContain("A$70.00 for 7 days of unlimited mobile data");
    expect(text).toContain("On your statement: KESTREL MOBILE");
    expect(html.indexOf("KESTREL MOBILE")).toBeLessThan(html.indexOf('id="pay"'));
  });

  test("says above the button that the new days are added to those left", () => {
    const html = panel(EN, ALL);
    expect(textOf(html)).toContain("23:59 Sydney time, added to your 2 days");
    expect(html.indexOf("added to your")).toBeLessThan(html.indexOf('id="pay"'));
    expect(textOf(html).match(/23:59/g)).toHaveLength(1);
  });

  test("says that the form is loading before any script has run, and shows no button yet", () => {
    const [first = "", form = ""] = panel(EN).split(/(?=<form)/);
    expect(textOf(first)).toContain("Loading the card form…");
    expect(form).toMatch(/^<form[^>]* hidden/);
    expect(form).toContain('id="pay"');
  });

  test("names what the customer agrees to, with links that open another tab", () => {
    const html = panel(EN, ALL);
    expect(textOf(html)).toContain(
      "automatically. By paying you agree to the terms and the refund policy.",
    );
    expect(html).toContain('<a href="https://kestrel.example/refunds" target="_blank">');
  });

  test("names only the configured conditions", () => {
    const [, policy] = ALL.agreesTo;
    const one = panel(EN, { ...ALL, agreesTo: policy ? [policy] : [] });
    expect(textOf(one)).toContain("By paying you agree to the refund policy.");
    expect(textOf(panel(EN))).not.toContain("By paying");
    expect(textOf(panel(EN))).not.toContain("statement");
  });

  test("has a consent that is not ticked where the operator asks for it; elsewhere it is hidden", () => {
    const box = /<input[^>]*id="consent"[^>]*>/;
    expect(panel(EN, ALL).match(box)?.[0]).not.toContain("checked");
    expect(panel(EN, ALL)).toMatch(/id="consent-part"(?! hidden)/);
    expect(panel(EN)).toMatch(/id="consent-part" hidden/);
  });

  test("keeps links and names in the middle of an Arabic sentence", () => {
    const html = panel(AR, ALL);
    expect(html).toContain('target="_blank">سياسة ردّ المبالغ</a>');
    expect(html).toContain("<bdi>KESTREL MOBILE</bdi>");
    expect(html).not.toContain("{1}");
  });

  test("hides the place of the wallets until there are any", () => {
    expect(panel(EN)).toMatch(/<div id="express" data-off/);
  });
});

describe("a banner about a payment minutes ago", () => {
  const recent = {
    id: "top_1",
    paid_at: new Date(NOW - 125_000).toISOString(),
    offer_kind: "days" as const,
    quantity: 7,
    price: { minor: 7000, currency: "aud" },
    transaction_id: "TXN-123456",
    new_expiry: "2025-01-17T12:59:59.000Z",
  };
  const facts = { recent, now: NOW, serviceId: "svc_1", link: null, timeZone: "Australia/Sydney" };
  const shown = (lang: Lang, more: { new_expiry?: null; transaction_id?: null } = {}) =>
    String(<TreeMarkup tree={recentTree(lang, { ...facts, recent: { ...recent, ...more } })} />);

  test("has the words of the design and a link to the top-up", () => {
    const html = shown(EN);
    expect(textOf(html)).toContain("You already paid 2 minutes ago.");
    expect(textOf(html)).toContain(
      "7 days, A$70.00, TXN-123456. Your expiry date is already Fri 17 Jan 2025.",
    );
    expect(html).toContain('href="/t/svc_1/top_1"');
  });

  test('has no date while the days are pending; "less than a minute ago" is possible', () => {
    const html = shown(EN, { new_expiry: null });
    expect(textOf(html)).toContain("These days are being added.");
    const now = { ...recent, paid_at: new Date(NOW).toISOString() };
    const fresh = recentTree(EN, { ...facts, recent: now });
    expect(textOf(String(<TreeMarkup tree={fresh} />))).toContain("paid less than a minute ago.");
    const arabic = recentTree(AR, { ...facts, recent: now });
    expect(textOf(String(<TreeMarkup tree={arabic} />))).toContain("أقل من دقيقة");
  });

  test.each([EN, AR])("never breaks the transaction ID over two lines: $tag", (lang) => {
    expect(shown(lang)).toContain('<span class="whole">TXN-123456</span>');
    const nameless = shown(lang, { transaction_id: null });
    expect(nameless).not.toContain('class="whole"');
  });

  test("has further actions", () => {
    const once = {
      offer_kind: "days" as const,
      quantity: 1,
      price: { minor: 1000, currency: "aud" },
    };
    const tree = recentTree(EN, facts, [el("button", {}, repeatMessage(EN, once))]);
    expect(String(<TreeMarkup tree={tree} />)).toContain(
      "<button>Pay A$10.00 again for 1 more day</button>",
    );
  });

  test("has the Arabic plurals", () => {
    expect(textOf(shown(AR))).toContain("قبل دقيقتين");
    const thrice = {
      offer_kind: "days" as const,
      quantity: 3,
      price: { minor: 3000, currency: "aud" },
    };
    expect(repeatMessage(AR, thrice)).toMatch(
      /^ادفع \u206630\.00[^\u2069]*\u2069 مرة أخرى لإضافة 3 أيام$/,
    );
  });
});

test.each([
  ["insufficient_funds", "funds"],
  ["expired_card", "expired"],
  ["incorrect_cvc", "code"],
  ["incorrect_number", "number"],
  ["pin_try_exceeded", "cannot"],
  ["authentication_required", "notYou"],
  ["processing_error", "again"],
  ["lost_card", "none"],
  ["stolen_card", "none"],
  ["fraudulent", "none"],
  [null, "none"],
])("the decline %s is of the family %s", (code, family) => {
  expect(declineFamily(code)).toBe(family);
});
