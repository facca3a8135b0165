import type { ErrorCode } from "../domain/base/errors.ts";

/** What developers and staff read of a refusal; the portal never shows it. */
interface ProblemWords {
  /** The same for every occurrence (RFC 9457). */
  readonly title: string;
  /** What is wrong, which field or header it is about, and the remedy. */
  readonly detail: string;
}

/** Details of one occurrence, where that of its code would send the reader the wrong way. */
export const OWN_DETAILS = {
  refund_of_credited:
    "Refunding what is credited is not built: refund it on Stripe's dashboard; it then shows as " +
    "the finding refunded_externally_after_credit, and the runbook says what to do.",
  rotated_by_holder:
    "A person's key is rotated by its holder: ask them, or create a new key and revoke this one.",
} as const;
export type OwnDetail = keyof typeof OWN_DETAILS;

export const PROBLEM_WORDS: Readonly<Record<ErrorCode, ProblemWords>> = {
  invalid_request: {
    title: "The request is not valid",
    detail: "`errors` names each wrong, missing or unknown field, with its bounds: correct them.",
  },
  unauthorized: {
    title: "No valid token",
    detail:
      "The token is missing or wrong, or its key has expired or was revoked: send a valid key.",
  },
  forbidden: {
    title: "Not allowed",
    detail: "The key lacks what `scope` names: ask an administrator for one that has it.",
  },
  not_found: {
    title: "Not found",
    detail: "There is no such path or record: compare path and ids with the document.",
  },
  method_not_allowed: {
    title: "Wrong method",
    detail: "The path exists, the method does not: use one that the header `Allow` names.",
  },
  body_too_large: {
    title: "The body is too large",
    detail: "Bodies end at 64 KiB: send less.",
  },
  unsupported_media_type: {
    title: "Wrong content type",
    detail: "The body is not announced as JSON: send `Content-Type: application/json`.",
  },
  cross_site_form: {
    title: "A post of another site",
    detail:
      "A browser sent it from another host's page: post from our own pages (a form with Origin), " +
      "or as apps and servers do, without Sec-Fetch-Site and Origin.",
  },
  too_many_requests: {
    title: "Too many requests",
    detail: "Too many posts from this session or address: wait for `Retry-After` seconds.",
  },
  too_many_declines: {
    title: "Too many declined cards",
    detail:
      "Too many cards were tried for this top-up, in this session or from this network: nothing " +
      "is tried before `Retry-After` seconds.",
  },
  internal: {
    title: "Internal error",
    detail:
      "A fault of ours, logged with `request_id`: repeat it, with the same `Idempotency-Key`.",
  },
  temporarily_unavailable: {
    title: "Temporarily unavailable",
    detail:
      "The database or the service's object does not answer for a moment: repeat the request " +
      "after `Retry-After` seconds.",
  },
  service_not_identified: {
    title: "Service not identified",
    detail: "No service fits: send `link`, or post the typed number to /api/identify.",
  },
  several_services: {
    title: "Several services",
    detail:
      "Several services have this address, and none is guessed: send `link`, or /api/identify.",
  },
  no_such_service: {
    title: "No such service",
    detail: "No service, a closed one, or several have `identity`: ask the customer to check it.",
  },
  too_many_identifications: {
    title: "Too many numbers tried",
    detail: "Too many numbers were tried: wait for `Retry-After` seconds, or send a `link`.",
  },
  link_invalid: {
    title: "Link no longer valid",
    detail: "`link` is forged, revoked, or of an older version: ask for the newest QR code.",
  },
  service_token_invalid: {
    title: "Identification expired",
    detail: "`service_token` is forged, or older than 15 minutes: identify again, keep the key.",
  },
  service_suspended: {
    title: "Service suspended",
    detail: "The service is suspended or closed in the register or at the OCS: offer no sale.",
  },
  service_sales_blocked: {
    title: "Sales blocked",
    detail: "The service's brand cannot sell right now: offer no sale, and name the support.",
  },
  payer_blocked: {
    title: "Payer blocked",
    detail: "This payer took back the money of an earlier top-up: offer no sale, name the support.",
  },
  balance_unreadable: {
    title: "Balance not readable",
    detail:
      "The OCS gave no usable reading, so nothing is sold: repeat after `Retry-After` seconds.",
  },
  nothing_to_sell: {
    title: "Nothing to sell",
    detail: "A bucket that counts has no end, so no days can be added: offer no sale.",
  },
  beyond_horizon: {
    title: "Too far ahead",
    detail: "The new end would lie over 400 days ahead: send a smaller `quantity` (see `errors`).",
  },
  quote_invalid: {
    title: "Quote not valid",
    detail: "`quote` is forged or of another service or offer: get one from POST /api/quotes.",
  },
  price_changed: {
    title: "Price changed",
    detail: "`price` is not the server's: show the new `price`, then send it with the new `quote`.",
  },
  key_conflict: {
    title: "Idempotency key used for another input",
    detail: "The `Idempotency-Key` belongs to other input: use a new key for a new top-up.",
  },
  top_up_open: {
    title: "Another top-up is open",
    detail:
      "The session's top-up `top_up_id` is being canceled: repeat after `Retry-After` seconds.",
  },
  already_paid: {
    title: "Already paid",
    detail: "The session's open top-up `top_up_id` turned out to be paid: show that one.",
  },
  paid_recently: {
    title: "Paid a moment ago",
    detail: "`top_up_id` was paid minutes ago: ask the customer, then send `allow_repeat: true`.",
  },
  consent_needed: {
    title: "Consent needed",
    detail: "`consent` must be true: show the sentence, and send what the customer ticked.",
  },
  human_check_needed: {
    title: "A person has to be there",
    detail:
      "`human_check` is missing, or its token is used, old or of another page: show the widget " +
      "that the answer names, on a page of this host, and send what it gives.",
  },
  human_check_unavailable: {
    title: "The check of a person does not answer",
    detail:
      "Cloudflare does not say what the token is worth: repeat the request, with the same " +
      "`Idempotency-Key`, after `Retry-After` seconds.",
  },
  not_yours: {
    title: "Another device's top-up",
    detail: "Another session made the top-up: send the cookie of the session that made it.",
  },
  new_key_needed: {
    title: "This top-up has ended",
    detail: "The top-up of this `Idempotency-Key` was canceled: send the request with a new key.",
  },
  payment_system_unavailable: {
    title: "Payment system unavailable",
    detail: "Stripe did not answer: repeat it with the same `Idempotency-Key`.",
  },
  payment_not_possible: {
    title: "This cannot be paid",
    detail:
      "Stripe refuses the payment intent (amount, currency or another parameter): tell the merchant.",
  },
  deployment_id_conflict: {
    title: "This deployment may not take payments",
    detail:
      "DEPLOYMENT_ID is not this database's, or another endpoint claims it: set the first one again.",
  },
  not_available: {
    title: "Not available yet",
    detail: "This is not possible here yet, whatever is sent: ask the merchant.",
  },
  wrong_state: {
    title: "Not possible in this state",
    detail: "The top-up's `state` does not allow it: read it again before offering this.",
  },
  reason_needed: {
    title: "Reason needed",
    detail: "`reason` is empty: say why; the log keeps it.",
  },
  second_approver_needed: {
    title: "A second approver is needed",
    detail:
      "Who ordered it cannot decide it, with no key of theirs: another person does, or retract it.",
  },
  account_taken: {
    title: "Another service has it",
    detail:
      "Account, uuid, a number or a network is another service's; `errors` names the fields: " +
      "correct them, or close that service first.",
  },
  approval_expired: {
    title: "The request has expired",
    detail: "No operator approved it in time: order it again.",
  },
  approval_overtaken: {
    title: "The request is overtaken",
    detail:
      "It was approved or closed, another order took its place, or state or amount changed: look again.",
  },
  administrator_exists: {
    title: "An administrator exists",
    detail:
      "The bootstrap token makes the first administrator's key only: use that key from now on.",
  },
  evidence_needed: {
    title: "Evidence needed",
    detail: "No reading shows the credit, or the money is not ours: wait, `redrive` or `refund`.",
  },
};
