import type { RequestTopUpRefusal } from "../../app/payment/request-top-up.ts";
import type { Notes } from "../base/declare-problems.ts";
import { SALE_NOTES } from "./sale-notes.ts";

/** When no top-up is made. */
export const PAY_NOTES = {
  ...SALE_NOTES,
  service_token_invalid: "older than 15 minutes, or forged: identify again, keep the key",
  payer_blocked: "this payer took back the money of an earlier top-up; staff can lift the block",
  quote_invalid: "forged, or of another service or offer: ask for a quote",
  price_changed: "this is not the server's price; `price` and `quote` hold the present one",
  key_conflict: "the key was used for another service, offer, quantity or price",
  new_key_needed: "the top-up of this key was canceled: use a new key",
  top_up_open: "the session's earlier top-up is being canceled; see `Retry-After`",
  already_paid: "the session's earlier top-up turned out to be paid; `top_up_id` names it",
  paid_recently: "paid within ten minutes; `allow_repeat: true` allows a second one",
  consent_needed: "the brand asks for consent (`conditions` of the service): send `consent: true`",
  human_check_needed:
    "only where it is switched on, for a typed number or after several declined cards: " +
    "`human_check` names the widget, whose token goes into `human_check`",
  human_check_unavailable: "nothing is known of the token; the same request may be repeated",
  too_many_requests:
    "more than 30 posts a minute from one session and address, 300 from one address, or too many " +
    "unpaid top-ups of this service",
  too_many_declines: "too many cards were tried in this session or network; see `Retry-After`",
  deployment_id_conflict:
    "it is not certain that this deployment's payments are its own; an operator has to look",
  payment_system_unavailable: "Stripe made no payment intent; the same key repeats it safely",
  payment_not_possible: "Stripe refuses the payment intent for good; the same request is no use",
} as const satisfies Notes<RequestTopUpRefusal>;
