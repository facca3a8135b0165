import type { ErrorCode } from "../domain/base/errors.ts";

/** What developers and staff read of a refusal; the portal never shows it. */
interface ProblemWords {
  /** The same for every occurrence (RFC 9457). */
  readonly title: string;
  /** What is wrong, and the remedy. */
  readonly detail: string;
}

export const PROBLEM_WORDS: Readonly<Record<ErrorCode, ProblemWords>> = {
  invalid_request: {
    title: "The request is not valid",
    detail: "A field is missing, unknown or malformed; `errors` names it.",
  },
  unauthorized: {
    title: "No valid token",
    detail: "The token is missing or wrong, or its key has expired or was revoked.",
  },
  forbidden: {
    title: "Not allowed",
    detail: "The key lacks what `scope` names; an administrator makes keys.",
  },
  not_found: { title: "Not found", detail: "No such path or record." },
  method_not_allowed: {
    title: "Wrong method",
    detail: "The path exists, the method does not; see the Allow header.",
  },
  body_too_large: { title: "The body is too large", detail: "Bodies end at 64 KiB." },
  unsupported_media_type: { title: "Wrong content type", detail: "Send application/json." },
  cross_site_form: {
    title: "A form of another site",
    detail: "A page's form is accepted from our own pages: Sec-Fetch-Site or Origin must say so.",
  },
  too_many_requests: {
    title: "Too many requests",
    detail: "The limiter in front of anonymous posts said no.",
  },
  internal: { title: "Internal error", detail: "A fault: see the log line with this request id." },
  service_not_identified: {
    title: "Service not identified",
    detail: "No service has this address.",
  },
  several_services: {
    title: "Several services",
    detail: "More than one service has this address; the product never guesses.",
  },
  no_such_service: {
    title: "No such service",
    detail: "No service, a closed one, or several have the typed number: one answer for all three.",
  },
  too_many_identifications: {
    title: "Too many numbers tried",
    detail: "Numbers typed from one address, or wrong ones of the whole brand; see Retry-After.",
  },
  link_invalid: {
    title: "Link no longer valid",
    detail: "The link is forged, revoked, or of an older version.",
  },
  service_token_invalid: {
    title: "Identification expired",
    detail: "The service token is forged or expired; the caller identifies again.",
  },
  service_suspended: {
    title: "Service suspended",
    detail: "The register or the OCS has it suspended or closed.",
  },
  service_sales_blocked: {
    title: "Sales blocked",
    detail:
      "An earlier top-up of this service was refunded externally after its credit; check it first.",
  },
  balance_unreadable: {
    title: "Balance not readable",
    detail: "The OCS did not answer a reading, has no such account, or has it disabled: no sale.",
  },
  nothing_to_sell: { title: "Nothing to sell", detail: "A bucket that counts has no end." },
  beyond_horizon: {
    title: "Too far ahead",
    detail: "The stacked end would lie more than 400 days ahead.",
  },
  quote_invalid: {
    title: "Quote not valid",
    detail: "The quote is forged, expired, or of another service or offer.",
  },
  price_changed: {
    title: "Price changed",
    detail: "`price` in the request is not the server's price; `price` holds the present one.",
  },
  key_conflict: {
    title: "Idempotency key used for another input",
    detail: "Same Idempotency-Key, other service, offer, quantity, price or currency.",
  },
  top_up_open: {
    title: "Another top-up is open",
    detail: "This session has an open top-up; its cancellation was requested, see Retry-After.",
  },
  already_paid: {
    title: "Already paid",
    detail: "The session's open top-up turned out to be paid; `top_up_id` names it.",
  },
  paid_recently: {
    title: "Paid a moment ago",
    detail:
      "Paid within ten minutes, perhaps by another payer; `allow_repeat: true` allows a second one.",
  },
  consent_needed: {
    title: "Consent needed",
    detail: "WITHDRAWAL_CONSENT is on: `consent` must be true, and is kept with the top-up.",
  },
  not_yours: {
    title: "Another device's top-up",
    detail: "Only the session that made the top-up may cancel it or request its refund.",
  },
  new_key_needed: {
    title: "This top-up has ended",
    detail: "The key belongs to a canceled top-up; use a new Idempotency-Key.",
  },
  payment_system_unavailable: {
    title: "Payment system unavailable",
    detail: "Stripe did not answer the creation of the intent; the same key repeats it safely.",
  },
  deployment_id_conflict: {
    title: "This deployment may not take payments",
    detail: "Its DEPLOYMENT_ID is not the one of this database, or another endpoint claims it.",
  },
  not_available: {
    title: "Not available yet",
    detail: "Nothing decides this case yet; the state table marks it as later.",
  },
  wrong_state: {
    title: "Not possible in this state",
    detail: "The table of states has a refusal here; `state` names the present one.",
  },
  reason_needed: {
    title: "Reason needed",
    detail: "Operator actions carry --reason; it is recorded.",
  },
  second_approver_needed: {
    title: "A second approver is needed",
    detail: "Who ordered it cannot approve it, with no key of theirs: another person approves.",
  },
  account_taken: {
    title: "The account is taken",
    detail: "Another service of the register has this account at the charging system.",
  },
  approval_expired: {
    title: "The request has expired",
    detail: "No operator approved it in time: order it again.",
  },
  approval_overtaken: {
    title: "The request is overtaken",
    detail:
      "It was approved, another order took its place, or state or amount changed: look again.",
  },
  administrator_exists: {
    title: "An administrator exists",
    detail: "The bootstrap token makes the first administrator's key, and that key the others.",
  },
  evidence_needed: {
    title: "Evidence needed",
    detail: "Confirming needs a reading that shows the bucket, and money that is still ours.",
  },
};
