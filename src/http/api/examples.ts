/** Samples for the document, of the one customer that it tells of. */
import type { QuoteView, ServiceAnswer, TopUpJson, TopUpRequestBody } from "../../contract/api.ts";
import { WITHDRAWAL_CONSENT } from "../../domain/offer/consent.ts";
import { CONSENTS } from "../../i18n/consents.ts";
import { ENGLISH } from "../../i18n/languages.ts";

export const SERVICE_ID = "svc_01jgzv4q8n6yb2dxk5rtm9we3h";
export const TOP_UP_ID = "top_01jgzw9d6qf4s1yb0tkm7rvxja";
const OFFER_ID = "off_01jgzv5t3m8qk2rw7xnbd4hcpe";
export const SERVICE_TOKEN = "eyJzZXJ2aWNlSWQiOiJzdmNfMDFK.kQ3v9m2Xw";
export const IDEMPOTENCY_KEY = "0b9f6a52-7d1e-4c1b-8a4e-2f6f0e9d7c31";
export const CLIENT_SECRET = "pi_3QeXample_secret_R4nd0m";
export const PAYMENT_INTENT_ID = "pi_3QeXample";
export const CONFIRMATION_TOKEN = "ctoken_1QeXample";
export const TOP_UP_URL = `https://topup.example.com/t/${SERVICE_ID}/${TOP_UP_ID}`;
const QUOTE_TOKEN = "eyJvZmZlcklkIjoib2ZmXzAxSkda.Zb8Yt1cQe";
const PRICE = { minor: 7000, currency: "usd" };

export const SERVICE_VIEW: ServiceAnswer = {
  identification: "strong",
  service: {
    id: SERVICE_ID,
    label: "Hotspot 0001",
    kind: "hotspot_dongle",
    status: "active",
    last_digits: "0001",
    time_zone: "Australia/Sydney",
  },
  service_token: SERVICE_TOKEN,
  balance: {
    state: "read",
    read_at: "2025-01-08T03:02:00.000Z",
    expiry: "2025-01-10T12:59:59.000Z",
    unlimited: true,
    base: "2025-01-10T12:59:59.000Z",
  },
  blocked: null,
  offers: [
    {
      id: OFFER_ID,
      kind: "days",
      name: "Days",
      currency: "usd",
      unit_minor: 1000,
      tiers: [{ from: 14, unit_minor: 970 }],
      min_quantity: 1,
      max_quantity: 30,
      end_rule: "end_of_day",
    },
  ],
  quotes: { [OFFER_ID]: { quote: QUOTE_TOKEN, expires_at: "2025-01-08T03:17:00.000Z" } },
  open_top_ups: [],
  recent_top_up: null,
  livemode: false,
  conditions: {
    consent: { name: WITHDRAWAL_CONSENT, sentence: CONSENTS[WITHDRAWAL_CONSENT](ENGLISH) },
    terms_url: "https://example.com/terms",
    refund_policy_url: null,
    privacy_url: "https://example.com/privacy",
  },
};

export const QUOTE_REQUEST = { service_token: SERVICE_TOKEN, offer_id: OFFER_ID, quantity: 7 };
export const QUOTE_VIEW: QuoteView = {
  quote: QUOTE_TOKEN,
  expires_at: "2025-01-08T03:17:00.000Z",
  offer_id: OFFER_ID,
  quantity: 7,
  price: PRICE,
  new_expiry: "2025-01-17T12:59:59.000Z",
};

export const CUSTOMER = {
  first_name: "Anna",
  last_name: "Ng",
  email: "anna@example.com",
  locale: "en",
};
export const TOP_UP_REQUEST: TopUpRequestBody = {
  service_token: SERVICE_TOKEN,
  quote: QUOTE_TOKEN,
  offer_id: OFFER_ID,
  quantity: 7,
  price: PRICE,
  allow_repeat: false,
  consent: true,
  customer: CUSTOMER,
};

const AWAITING_PAYMENT: TopUpJson = {
  id: TOP_UP_ID,
  state: "awaiting_payment",
  unconfirmed: false,
  service_id: SERVICE_ID,
  service_label: "Hotspot 0001",
  service_kind: "hotspot_dongle",
  offer_kind: "days",
  quantity: 7,
  price: PRICE,
  new_expiry: null,
  time_zone: "Australia/Sydney",
  transaction_id: null,
  email_masked: "a…a@example.com",
  receipt: "none",
  paid_at: null,
  payment_method: null,
  decline_code: null,
  may_request_refund: false,
  refund_by: null,
  resolving_reason: null,
  return_reason: null,
  refund: null,
  since: "2025-01-08T03:02:11.000Z",
  livemode: false,
};
export const NEW_TOP_UP = AWAITING_PAYMENT;
const PAID: TopUpJson = {
  ...AWAITING_PAYMENT,
  state: "paid",
  transaction_id: "TXN-1000001",
  receipt: "on_its_way",
  paid_at: "2025-01-08T03:02:40.000Z",
  payment_method: "visa 4242",
  may_request_refund: true,
  refund_by: "2025-01-08T03:12:40.000Z",
  resolving_reason: null,
  since: "2025-01-08T03:02:40.000Z",
};
export const PAID_TOP_UP: TopUpJson = { ...PAID, own: true };
export const CANCELING_TOP_UP: TopUpJson = { ...AWAITING_PAYMENT, state: "canceling", own: true };
export const REFUNDING_TOP_UP: TopUpJson = {
  ...PAID_TOP_UP,
  state: "refunding",
  may_request_refund: false,
  refund_by: null,
  resolving_reason: null,
  return_reason: "customer",
  refund: { ...PRICE, reference: null, manually: false, hindrance: null, sent_by: null },
};
export const CREDITED_TOP_UP: TopUpJson = {
  ...PAID,
  state: "credited",
  receipt: "sent",
  may_request_refund: false,
  refund_by: null,
  resolving_reason: null,
  new_expiry: "2025-01-17T12:59:59.000Z",
  since: "2025-01-08T03:02:43.000Z",
};
