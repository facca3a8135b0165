import type { TopUpJson } from "../../../contract/api.ts";
import { TOP_UP_STATES, type TopUpState } from "../../../domain/top-up/states.ts";
import { NOW } from "../page/page.states.ts";
import type { ResultInput } from "./parts.ts";

const PAID = {
  paid_at: "2025-01-08T03:05:12.000Z",
  payment_method: "visa 4242",
  transaction_id: "TXN-1000001",
} as const;
const RETURNED = {
  ...PAID,
  return_reason: "ocs_silent",
  refund: {
    minor: 7000,
    currency: "aud",
    reference: "re_74321805",
    manually: false,
    hindrance: null,
    sent_by: null,
  },
} as const;

/** What a top-up of 7 days carries under each name. */
const CARRIES: Readonly<Record<TopUpState, Partial<TopUpJson>>> = {
  awaiting_payment: {},
  processing: {},
  canceling: {},
  canceled: {},
  awaiting_approval: {},
  in_review: PAID,
  paid: { ...PAID, may_request_refund: true, refund_by: "2025-01-08T03:15:12.000Z" },
  crediting: { ...PAID, may_request_refund: true },
  resolving: PAID,
  credited: { ...PAID, new_expiry: "2025-01-17T12:59:59.000Z", receipt: "sent" },
  revoking: RETURNED,
  reversing: RETURNED,
  refunding: RETURNED,
  refund_failed: RETURNED,
  refunded: RETURNED,
  parked: PAID,
};

/** A top-up of 7 days in a state; `over` replaces parts of it. */
export function topUpJson(state: TopUpState, over: Partial<TopUpJson> = {}): TopUpJson {
  return {
    id: "top_1",
    state,
    unconfirmed: false,
    service_id: "svc_1",
    service_label: "Mobile data",
    service_kind: "mobile_data",
    offer_kind: "days",
    quantity: 7,
    price: { minor: 7000, currency: "aud" },
    new_expiry: null,
    time_zone: "Australia/Sydney",
    transaction_id: null,
    email_masked: "s…a@example.com",
    receipt: "none",
    paid_at: null,
    payment_method: null,
    decline_code: null,
    may_request_refund: false,
    refund_by: null,
    resolving_reason: null,
    return_reason: null,
    refund: null,
    since: "2025-01-08T03:05:12.000Z",
    livemode: false,
    ...CARRIES[state],
    ...over,
  };
}

type State = Omit<ResultInput, "lang">;
const BASE: Omit<State, "topUp"> = {
  email: null,
  now: NOW + 240_000,
  have: 2,
  confirmed: false,
  shopHref: "/?days=7",
  supportHref: "mailto:help@kestrel.example",
};
const of = (topUp: TopUpJson, over: Partial<State> = {}): State => ({ ...BASE, topUp, ...over });

/** Every name of a top-up, and what else changes its page. */
export const RESULT_STATES = {
  ...(Object.fromEntries(TOP_UP_STATES.map((name) => [name, of(topUpJson(name))])) as Readonly<
    Record<TopUpState, State>
  >),
  "payment sent, no answer yet": of(topUpJson("awaiting_payment"), { confirmed: true }),
  "not paid for sure": of(topUpJson("awaiting_payment"), { sure: true }),
  declined: of(topUpJson("awaiting_payment", { decline_code: "expired_card" }), { sure: true }),
  "refund question": of(topUpJson("paid"), { asksRefund: true }),
  "resolving, refused": of(topUpJson("resolving", { resolving_reason: "refused" })),
  "resolving, as asked": of(topUpJson("resolving", { resolving_reason: "customer" })),
  "of another customer": of(topUpJson("paid", { own: false })),
  "receipt on its way": of(topUpJson("credited", { receipt: "on_its_way" })),
  "receipt unsure": of(topUpJson("credited", { receipt: "unsure" })),
  "receipt lost": of(topUpJson("credited", { receipt: "none" })),
  "refunding, as asked": of(topUpJson("refunding", { return_reason: "customer" })),
  "refunded, as asked": of(topUpJson("refunded", { return_reason: "customer" })),
  "refund waits for balance": of(
    topUpJson("refunding", {
      refund: { ...RETURNED.refund, hindrance: "balance", sent_by: "2025-01-15T03:05:12.000Z" },
    }),
  ),
  "refund blocked by a dispute": of(
    topUpJson("refunding", { refund: { ...RETURNED.refund, hindrance: "disputed" } }),
  ),
  "refund failed, card gone": of(
    topUpJson("refund_failed", { refund: { ...RETURNED.refund, hindrance: "card_gone" } }),
  ),
  "refunded another way": of(
    topUpJson("refunded", { refund: { ...RETURNED.refund, manually: true } }),
  ),
  "refunded to an account": of(topUpJson("refunded", { payment_method: "paypal" })),
} satisfies Readonly<Record<string, State>>;
