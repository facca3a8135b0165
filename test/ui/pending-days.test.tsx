/**
 * A customer comes back who has paid or begun to pay: what the page says of the money, and in which
 * order.
 */
import { describe, expect, test } from "vitest";
import type { ServiceView } from "../../src/contract/api.ts";
import type { TopUpState } from "../../src/domain/top-up/states.ts";
import { portal } from "./portal.ts";
import { serviceView, textOf } from "./samples.ts";

const pageOf = (over: Partial<ServiceView>, path = "/") =>
  portal({ view: serviceView(over) }).page(path);

const openTopUps = (state: TopUpState, own = false): ServiceView["open_top_ups"] => [
  {
    id: "top_7",
    state,
    own,
    offer_kind: "days",
    quantity: 7,
    price: { minor: 7000, currency: "aud" },
  },
];
/** One minute ago. */
const recent: NonNullable<ServiceView["recent_top_up"]> = {
  id: "top_7",
  paid_at: "2025-01-08T03:01:00.000Z",
  offer_kind: "days",
  quantity: 7,
  price: { minor: 7000, currency: "aud" },
  transaction_id: null,
  new_expiry: null,
};
const { service } = serviceView();
const NOT_CHARGED = "Nothing was charged.";
const NEW_NOT_CHARGED = "Nothing was charged for this new top-up.";
const { balance } = serviceView();

const NO_SALE: [string, Partial<ServiceView>][] = [
  ["unreadable", { blocked: "balance_unreadable" }],
  ["suspended", { blocked: "service_suspended", service: { ...service, status: "suspended" } }],
  ["closed", { blocked: "service_suspended", service: { ...service, status: "closed" } }],
  ["blocked", { blocked: "service_sales_blocked" }],
  ["without end", { blocked: "nothing_to_sell" }],
  ["full", { blocked: "beyond_horizon", balance: { ...balance, base: "2026-02-23T12:59:59Z" } }],
];

describe.each(NO_SALE)("nothing can be bought, %s", (_why, view) => {
  const blocked = { ...view, offers: [] };

  // Money that was refunded an hour ago is not on this page, and takes days to arrive.
  test("speaks of a new top-up alone: the page does not know earlier ones", async () => {
    const text = textOf(await pageOf(blocked));
    expect(text).not.toContain(NOT_CHARGED);
    if (view.blocked !== "beyond_horizon") expect(text).toContain(NEW_NOT_CHARGED);
  });

  test("but the customer has just paid: that comes first, and nothing denies it", async () => {
    const text = textOf(
      await pageOf({ ...blocked, recent_top_up: recent, open_top_ups: openTopUps("paid") }),
    );
    expect(text).not.toContain("Nothing was charged");
    const [paid, no] = ["You already paid 1 minute ago.", "annot "].map((w) => text.lastIndexOf(w));
    expect(paid).toBeGreaterThan(0);
    if (view.blocked === "balance_unreadable") expect(paid).toBeLessThan(no ?? 0);
  });

  // The bank's answer may not have arrived yet.
  test("but an attempt of this device is open: it does not deny a charge", async () => {
    const html = await pageOf({ ...blocked, open_top_ups: openTopUps("awaiting_payment", true) });
    expect(textOf(html)).not.toContain("Nothing was charged");
  });
});

test("a customer who typed a number is told of no money but what was not charged now", async () => {
  const weak = { identification: "weak" as const, blocked: "service_sales_blocked", offers: [] };
  const text = textOf(await pageOf(weak, "/s/tok.en?step=days"));
  expect(text).toContain(NEW_NOT_CHARGED);
  expect(text).not.toContain(NOT_CHARGED);
});

describe("a top-up that is not finished", () => {
  test("of this session, not paid: the page offers to go on with it or to give it up", async () => {
    const html = await pageOf({ open_top_ups: openTopUps("awaiting_payment", true) });
    expect(textOf(html)).toContain(
      "You began a top-up of 7 days. As far as we know, it is not paid.",
    );
    expect(html).toContain('href="/?days=7&amp;step=payment"');
    expect(html).toContain('<form method="post" action="/t/svc_1/top_7/cancel">');
  });

  test("of this session, being canceled: no banner, because there is nothing to do", async () => {
    const html = await pageOf({ open_top_ups: openTopUps("canceling", true) });
    expect(html).not.toContain('data-testid="banner"');
  });

  test.each<[TopUpState, boolean, string]>([
    ["awaiting_approval", true, "A top-up of 7 days is not paid yet. Nothing was charged for it"],
    ["processing", true, "Your bank is still sending A$70.00 for 7 days."],
    ["paid", true, "We have received A$70.00 for 7 days. These days are being added."],
    ["crediting", false, "We have received A$70.00 for 7 days. These days are being added."],
    ["in_review", true, "We have received A$70.00 for 7 days. A person is looking at it."],
    ["refunding", true, "A$70.00 for 7 days is being paid back."],
  ])(
    "in state %s, own: %s, has a banner that says where the money is",
    async (state, own, words) => {
      const html = await pageOf({ open_top_ups: openTopUps(state, own) });
      expect(textOf(html)).toContain(words);
      expect(html).toContain('href="/t/svc_1/top_7"');
    },
  );

  // Stripe may have accepted the payment already, and its webhook has not arrived.
  test.each<TopUpState>(["awaiting_payment", "canceling"])(
    "not paid, %s: it does not say that nothing was charged",
    async (state) => {
      const text = textOf(await pageOf({ open_top_ups: openTopUps(state, true) }));
      expect(text).not.toContain("othing was charged");
    },
  );

  test("is not in the data block for the script", async () => {
    const html = await pageOf({ open_top_ups: openTopUps("processing") });
    expect(html).toContain('"open_top_ups":[]');
  });
});

describe("pending days", () => {
  const MAIN = /<(?:a|button)[^>]*class="btn btn-main[^>]*data-testid="([^"]*)"/g;
  const mainOf = (html: string) => [...html.matchAll(MAIN)].map(([, id]) => id);

  test.each<[string, Partial<ServiceView>]>([
    ["paid minutes ago", { recent_top_up: recent, open_top_ups: openTopUps("paid") }],
    ["paid a while ago", { open_top_ups: openTopUps("crediting") }],
    ["at the bank", { open_top_ups: openTopUps("processing") }],
  ])("%s: the main action is to see them, and the date does not include them", async (_, view) => {
    const html = await pageOf(view);
    expect(mainOf(html)).toEqual(["see-recent"]);
    expect(textOf(html)).toContain("Not counted yet: 7 days on the way.");
  });

  test("have the main action also where nothing can be bought", async () => {
    const over = {
      recent_top_up: recent,
      open_top_ups: openTopUps("paid"),
      blocked: "balance_unreadable",
      offers: [],
    };
    expect(mainOf(await pageOf(over))).toEqual(["see-recent"]);
  });

  test("are included once they are added: Continue is the main action again", async () => {
    const html = await pageOf({
      recent_top_up: { ...recent, new_expiry: "2025-01-17T12:59:59.000Z" },
    });
    expect(mainOf(html)).toEqual(["continue-days"]);
    expect(textOf(html)).not.toContain("on the way");
  });

  test("not paid yet: nothing about it", async () => {
    const html = await pageOf({ open_top_ups: openTopUps("awaiting_payment") });
    expect(mainOf(html)).toEqual(["continue-days"]);
    expect(textOf(html)).not.toContain("on the way");
  });
});
