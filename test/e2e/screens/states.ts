/**
 * Every state of the portal by name: `npm run screens` takes a picture of each and axe checks it.
 * A new state of the portal gets a name here and a tour that meets it.
 */
import { TOP_UP_STATES, type TopUpState } from "../../../src/domain/top-up/states.ts";

export const GROUPS = {
  days: [
    "days",
    "days-by-link",
    "days-expired",
    "days-weak",
    "days-limited",
    "days-stale",
    "days-pending",
    "days-open-top-up",
    "days-paid-pending",
    "days-offline",
  ],
  billing: ["billing", "billing-mistakes", "billing-did-you-mean"],
  payment: [
    "payment",
    "payment-cards-only",
    "payment-methods",
    "payment-loading",
    "wallet-sheet",
    "payment-unavailable",
    "payment-again",
    "declined-funds",
    "declined-no-reason",
    "declined-too-many",
    "bank",
    "bank-says-no",
    "left-the-check",
    "price-changed",
    "payment-weak",
    "offline-payment",
  ],
  result: [
    "unfinished",
    "canceled",
    "processing",
    "in-review",
    "paid",
    "crediting",
    "refund-question",
    "credited-receipt-coming",
    "credited-receipt-unsure",
    "credited",
    "credited-weak",
    "refunding",
    "refunded",
    "refund-failed",
    "refunded-unable",
  ],
  rare: [
    "rare-canceling",
    "rare-awaiting-approval",
    "rare-resolving",
    "rare-revoking",
    "rare-reversing",
    "rare-parked",
  ],
  identify: [
    "identify",
    "several",
    "typed-not-found",
    "typed-too-many",
    "confirm-device",
    "link-revoked",
    "suspended",
    "closed",
    "unlimited",
    "no-sale-full",
    "unreadable",
    "unreadable-last",
    "unreadable-paid",
    "refusal",
    "error",
    "sign-in-window",
  ],
  brand: ["brand-identify", "brand-days", "brand-payment", "brand-consent", "brand-credited"],
} as const;

export type Group = keyof typeof GROUPS;
export type StateName = (typeof GROUPS)[Group][number];
export const STATES: readonly StateName[] = Object.values(GROUPS).flat();

/** The state of the portal that shows each state of a top-up, so that none is forgotten. */
const SEEN_AS: Readonly<Record<TopUpState, StateName>> = {
  awaiting_payment: "unfinished",
  processing: "processing",
  canceling: "rare-canceling",
  canceled: "canceled",
  awaiting_approval: "rare-awaiting-approval",
  in_review: "in-review",
  paid: "paid",
  crediting: "crediting",
  resolving: "rare-resolving",
  credited: "credited",
  revoking: "rare-revoking",
  reversing: "rare-reversing",
  refunding: "refunding",
  refund_failed: "refund-failed",
  refunded: "refunded",
  parked: "rare-parked",
};
export const stateOf = (name: TopUpState): StateName => SEEN_AS[name];
export const namesWithState = TOP_UP_STATES.map((name) => [name, stateOf(name)] as const);
