import type { ErrorCode } from "./errors.ts";

/** What a customer reads for each code, in English: money first, no jargon. */
export const CUSTOMER_SENTENCES: Readonly<Record<ErrorCode, string>> = {
  invalid_request: "Something is missing or wrong. Nothing was charged.",
  unauthorized: "You cannot open this.",
  forbidden: "You may not do this.",
  not_found: "There is nothing here.",
  method_not_allowed: "This cannot be done here. Nothing was charged.",
  body_too_large: "That was too much text. Nothing was charged.",
  unsupported_media_type: "This cannot be read. Nothing was charged.",
  cross_site_form: "This form did not come from our page. Open our page again, and send it there.",
  too_many_requests: "Too many tries. Nothing was charged. Try again in a minute.",
  internal: "Something went wrong on our side. If you have paid, your payment is safe.",
  service_not_identified: "We cannot tell which device it is for. Nothing was charged.",
  several_services:
    "More than one device uses this connection, and we do not guess. Nothing was charged.",
  no_such_service: "We found no service with this number. Check the digits, or scan the QR code.",
  too_many_identifications: "Too many tries. Try again in 10 minutes, or scan the QR code.",
  link_invalid: "This QR code is no longer valid. Use the newest one.",
  service_token_invalid: "It has been a while. Open the page again. Nothing was charged.",
  service_suspended: "This service is suspended, so days cannot be added. Nothing was charged.",
  service_sales_blocked: "Days cannot be added right now. Nothing was charged. Contact support.",
  balance_unreadable:
    "We cannot read your balance right now, so you cannot pay. Nothing was charged.",
  nothing_to_sell: "Your service has no end, so there is nothing to add. Nothing was charged.",
  beyond_horizon: "So many days cannot be added yet. Choose fewer. Nothing was charged.",
  quote_invalid: "The price was asked for too long ago. Look at it again. Nothing was charged.",
  price_changed: "The price has changed. Nothing was charged.",
  key_conflict: "This was already used for another top-up. Nothing more was charged.",
  top_up_open:
    "Your earlier try is being cancelled. Try again in a few seconds. Nothing was charged.",
  already_paid: "You have already paid. Nothing more was charged.",
  paid_recently: "This service was paid for a few minutes ago. Nothing more was charged.",
  consent_needed: "Tick the sentence above the button first. Nothing was charged.",
  not_yours: "Only the device that began this top-up can do that.",
  new_key_needed: "That try has ended without a payment. Start a new top-up. Nothing was charged.",
  payment_system_unavailable:
    "Payment system unavailable. Nothing was charged, and what you typed is kept.",
  deployment_id_conflict:
    "Payment system unavailable. Nothing was charged, and what you typed is kept.",
  not_available: "This cannot be done here yet.",
  wrong_state: "This is not possible any more.",
  reason_needed: "A reason is needed.",
  second_approver_needed: "A second approver is needed.",
  administrator_exists: "You cannot do this.",
  account_taken: "You cannot do this.",
  approval_expired: "This was not agreed to in time.",
  approval_overtaken: "Something has changed meanwhile.",
  evidence_needed: "We are checking.",
};
