/** A service with open or recently paid top-ups: what its page says about the money, and first. */
import { describe, expect, test } from "vitest";
import type { ServiceView } from "../../src/contract/api.ts";
import { ok } from "../../src/domain/base/result.ts";
import type { TopUpName } from "../../src/domain/top-up/names.ts";
import { portal } from "./portal.ts";
import { serviceView, textOf } from "./samples.ts";

const pageOf = async (over: Partial<ServiceView>, path = "/") =>
  (await portal({ findService: async () => ok(serviceView(over)) }).request(path)).text();

const openTopUps = (state: TopUpName, own = false): ServiceView["open_top_ups"] => [
  { id: "top_7", state, own, quantity: 7, price: { minor: 7000, currency: "aud" } },
];
/** One minute ago. */
const recent: NonNullable<ServiceView["recent_top_up"]> = {
  id: "top_7",
  paid_at: "2025-01-08T03:01:00.000Z",
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
  ["sales blocked", { blocked: "service_sales_blocked" }],
  ["without end", { blocked: "nothing_to_sell" }],
  [
    "beyond the horizon",
    { blocked: "beyond_horizon", balance: { ...balance, base: "2026-02-23T12:59:59Z" } },
  ],
];

describe.each(NO_SALE)("nothing can be bought, %s", (_why, view) => {
  const blocked = { ...view, offers: [] };

  // A refund of an hour ago is not on this page, and its money takes days to arrive.
  test("speaks only of the new top-up, as earlier ones are not on this page", async () => {
    const text = textOf(await pageOf(blocked));
    expect(text).not.toContain(NOT_CHARGED);
    if (view.blocked !== "beyond_horizon") expect(text).toContain(NEW_NOT_CHARGED);
  });

  test('after a payment minutes ago: that comes first, and "nothing was charged" is not said', async () => {
    const text = textOf(
      await pageOf({ ...blocked, recent_top_up: recent, open_top_ups: openTopUps("paid") }),
    );
    expect(text).not.toContain("Nothing was charged");
    const [paid, no] = ["You already paid 1 minute ago.", "annot "].map((w) => text.lastIndexOf(w));
    expect(paid).toBeGreaterThan(0);
    if (view.blocked === "balance_unreadable") expect(paid).toBeLessThan(no ?? 0);
  });

  // The bank's answer may be on its way.
  test('with an open top-up of this device: "nothing was charged" is not said', async () => {
    const html = await pageOf({ ...blocked, open_top_ups: openTopUps("awaiting_payment", true) });
    expect(textOf(html)).not.toContain("Nothing was charged");
  });
});

test("a typed number: no earlier top-up is disclosed", async () => {
  const weak = { identification: "weak" as const, blocked: "service_sales_blocked", offers: [] };
  const text = textOf(await pageOf(weak, "/s/tok.en?step=days"));
  expect(text).toContain(NEW_NOT_CHARGED);
  expect(text).not.toContain(NOT_CHARGED);
});

describe("an open top-up", () => {
  test("that is the session's own and unpaid has no banner: the page continues it", async () => {
    const html = await pageOf({ open_top_ups: openTopUps("awaiting_payment", true) });
    expect(html).not.toContain("/t/svc_1/top_7");
    expect(html).not.toContain('data-testid="banner"');
  });

  test.each<[TopUpName, boolean, string]>([
    ["awaiting_payment", false, "A top-up of 7 days is not paid yet as far as we know."],
    ["canceling", false, "A top-up of 7 days is not paid yet as far as we know."],
    ["awaiting_approval", false, "A top-up of 7 days is not paid yet. Nothing was charged for it"],
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

  // The payment may have succeeded, and the event of Stripe may be on its way.
  test.each<TopUpName>(["awaiting_payment", "canceling"])(
    'begun on another device, %s: "nothing was charged" is not said',
    async (state) => {
      const text = textOf(await pageOf({ open_top_ups: openTopUps(state) }));
      expect(text).not.toContain("othing was charged");
    },
  );

  test("is not in the data block", async () => {
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

  test("an unpaid top-up has none", async () => {
    const html = await pageOf({ open_top_ups: openTopUps("awaiting_payment") });
    expect(mainOf(html)).toEqual(["continue-days"]);
    expect(textOf(html)).not.toContain("on the way");
  });
});
