import type { ServiceView, TopUpJson } from "../../src/contract/api.ts";
import { TOP_UP_NAMES, type TopUpName } from "../../src/domain/top-up/names.ts";
import { chooseLang } from "../../src/ui/i18n/languages.ts";

const say = (asked: string) => chooseLang({ asked, kept: null, accepts: null });
export const EN = say("en");
export const AR = say("ar");

/** 8 January 2025, 14:02 in Sydney. */
export const NOW = Date.parse("2025-01-08T03:02:00Z");
/** Two days later, 23:59:59 in Sydney. */
export const EXPIRY = "2025-01-10T12:59:59.000Z";

export function serviceView(over: Partial<ServiceView> = {}): ServiceView {
  return {
    identification: "strong",
    recent_top_up: null,
    service: {
      id: "svc_1",
      label: "Mobile data",
      kind: "mobile_data",
      status: "active",
      last_digits: "5678",
      time_zone: "Australia/Sydney",
    },
    service_token: "service-token",
    balance: {
      state: "read",
      read_at: "2025-01-08T03:02:00.000Z",
      expiry: EXPIRY,
      unlimited: false,
      base: EXPIRY,
    },
    blocked: null,
    offers: [
      {
        id: "off_1",
        kind: "days",
        name: "Days",
        currency: "aud",
        unit_minor: 1000,
        tiers: [{ from: 14, unit_minor: 970 }],
        min_quantity: 1,
        max_quantity: 30,
        end_rule: "end_of_day",
      },
    ],
    quotes: { off_1: { quote: "quote-1", expires_at: "2025-01-08T03:17:00.000Z" } },
    open_top_ups: [],
    livemode: false,
    ...over,
  };
}

const PAID = {
  paid_at: "2025-01-08T03:05:12.000Z",
  payment_method: "visa 4242",
  transaction_id: "TXN-1000001",
} as const;
const BACK = {
  ...PAID,
  return_reason: "ocs_silent",
  refund: { minor: 7000, currency: "aud", reference: "re_74321805" },
} as const;

/** What a top-up of 7 days carries under each name. */
const CARRIES: Readonly<Record<TopUpName, Partial<TopUpJson>>> = {
  awaiting_payment: {},
  processing: {},
  canceling: {},
  canceled: {},
  awaiting_approval: {},
  in_review: PAID,
  paid: { ...PAID, may_request_refund: true, refund_by: "2025-01-08T03:15:12.000Z" },
  crediting: PAID,
  resolving: PAID,
  credited: { ...PAID, new_expiry: "2025-01-17T12:59:59.000Z", receipt: "sent" },
  revoking: BACK,
  reversing: BACK,
  refunding: BACK,
  refund_failed: BACK,
  refunded: BACK,
  parked: PAID,
};

export function topUpJson(state: TopUpName, over: Partial<TopUpJson> = {}): TopUpJson {
  return {
    id: "top_1",
    state,
    unconfirmed: false,
    service_id: "svc_1",
    service_label: "Mobile data",
    service_kind: "mobile_data",
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
    return_reason: null,
    refund: null,
    since: "2025-01-08T03:05:12.000Z",
    livemode: false,
    ...CARRIES[state],
    ...over,
  };
}

export const EVERY_STATE = TOP_UP_NAMES;

/** Markup as a reader gets it: no tags, entities resolved, blanks collapsed. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style|title)[^>]*>.*?<\/\1>/gs, " ")
    .replace(/<\/?(bdi|b|strong|span|a)(\s[^>]*)?>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");
}
