/** Results of payments. */
import type { TopUpJson } from "../../../src/contract/api.ts";
import { stripe } from "../support/external-simulators.ts";
import { CARD, type Portal } from "../support/portal.ts";
import { paidWhileSilent } from "../support/situations.ts";
import { expect } from "../support/test.ts";
import { worldAddress } from "../support/world-address.ts";
import type { StateName } from "./states.ts";
import { holdBalance, pretend, type Tour } from "./tour.ts";

/** Stripe's published test cards; where Stripe has none, cards of the simulator. */
const SPECIAL = {
  bankNeedsDays: "4000000000000093",
  suspicious: "4000000000010076",
  refundPends: "4000000000007726",
} as const;

const working: Tour = {
  meets: ["paid", "refund-question", "refunded"],
  main: true,
  async lead({ page, portal, ocs, at }) {
    await paidWhileSilent(portal, ocs);
    await at("paid");
    await page.getByTestId("refund-me").click();
    await expect(page.getByTestId("refund-question")).toBeFocused();
    await at("refund-question");
    await page.getByTestId("refund-yes").click();
    await expect(portal.result("refunded")).toBeVisible();
    await at("refunded");
  },
};

/** Paid, and the OCS has been silent since: the portal says so when the customer comes back. */
const pendingDays: Tour = {
  meets: ["days-paid-pending", "unreadable-paid"],
  main: true,
  async lead({ page, portal, ocs, another, at }) {
    await paidWhileSilent(portal, ocs);
    const tab = await another("tab");
    await tab.open("?days=7&wait=1");
    await expect(tab.page.getByTestId("retry")).toBeVisible();
    // The page tries again by itself; by then the payment may have been refunded.
    await tab.page.route(/wait=1/, (route) => route.fulfill({ status: 204 }));
    await holdBalance(page);
    await portal.open();
    await expect(page.getByTestId("days")).toBeVisible();
    await at("days-paid-pending");
    await at("unreadable-paid", tab.page);
  },
};

const crediting: Tour = {
  meets: ["crediting"],
  async lead({ portal, ocs, at }) {
    await portal.open();
    await portal.buy(30, CARD.asksBank);
    await portal.bankAsks();
    await ocs.fault({ kind: "hang", method: "SetBalance" });
    await portal.answerBank("complete");
    await expect(portal.result("crediting")).toBeVisible();
    await at("crediting");
  },
};

const returned: Tour = {
  meets: ["refunding", "refund-failed"],
  async lead({ page, portal, ocs, at }) {
    await portal.open();
    await portal.goToPayment(7);
    await portal.fillCard(SPECIAL.refundPends);
    // The OCS is silent from the confirmation of the payment on.
    await page.route(/\/api\/top-ups\/[^/]+\/[^/]+\/confirm$/, async (route) => {
      await ocs.silence();
      await route.continue();
    });
    await portal.pay();
    await portal.requestRefund();
    await expect(portal.result("refunding")).toBeVisible();
    await at("refunding");
    await bankRefusesRefund(portal);
    await expect(portal.result("refund_failed")).toBeVisible();
    await at("refund-failed");
  },
};

async function bankRefusesRefund({ member }: Portal): Promise<void> {
  const { intents, refunds } = await stripe.state();
  const mine = intents.find(({ metadata }) => metadata.service_id === member.service.id);
  const refund = refunds.find(({ intentId }) => intentId === mine?.id);
  await fetch(`${worldAddress().stripe}/_admin/refunds/${refund?.id}`, {
    method: "POST",
    body: JSON.stringify({ status: "failed" }),
  });
}

const paysWith = (card: string, state: StateName, shown: TopUpJson["state"]): Tour => ({
  meets: [state],
  async lead({ portal, at }) {
    await portal.open();
    await portal.buy(7, card);
    await expect(portal.result(shown)).toBeVisible();
    await at(state);
  },
});

const canceled: Tour = {
  meets: ["canceled"],
  async lead({ page, portal, at }) {
    await portal.open();
    await portal.buy(7, CARD.asksBank);
    await portal.bankAsks();
    const { pathname } = new URL(page.url());
    const api = `${worldAddress().portal}/api/top-ups${pathname.replace(/^\/t/, "")}`;
    await page.evaluate(
      (url) =>
        fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: "{}",
        }).then(({ status }) => status),
      `${api}/cancel`,
    );
    await page.reload();
    await expect(portal.result("canceled")).toBeVisible();
    await at("canceled");
  },
};

/** States that the page of a credited top-up is changed to; see `pretend`. */
const RARE: readonly (readonly [StateName, Partial<TopUpJson>])[] = [
  ["credited-receipt-coming", { state: "credited", receipt: "on_its_way" }],
  ["credited-receipt-unsure", { state: "credited", receipt: "unsure" }],
  [
    "refunded-unable",
    {
      state: "refunded",
      return_reason: "ocs_silent",
      refund: {
        minor: 7000,
        currency: "usd",
        reference: "re_74321805",
        manually: false,
        hindrance: null,
        sent_by: null,
      },
    },
  ],
  ["rare-canceling", { state: "canceling" }],
  ["rare-awaiting-approval", { state: "awaiting_approval" }],
  ["rare-resolving", { state: "resolving" }],
  ["rare-revoking", { state: "revoking", return_reason: "not_credited" }],
  ["rare-reversing", { state: "reversing", return_reason: "refunded_externally" }],
  ["rare-parked", { state: "parked" }],
];

const rare: Tour = {
  meets: RARE.map(([state]) => state),
  async lead({ page, portal, at }) {
    await portal.open();
    await portal.buy(7);
    await expect(portal.result("credited")).toBeVisible();
    for (const [state, facts] of RARE) {
      await pretend(page, facts);
      await at(state);
    }
  },
};

export const resultTours: readonly Tour[] = [
  working,
  pendingDays,
  crediting,
  returned,
  paysWith(SPECIAL.bankNeedsDays, "processing", "processing"),
  paysWith(SPECIAL.suspicious, "in-review", "in_review"),
  canceled,
  rare,
];
