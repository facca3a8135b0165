/**
 * The table of refusals: every business "no" of the product has a row here, a heading in the
 * runbook, and a test. `customer` is a text for the payer (money first, no jargon), `operator` one
 * for the staff. A fault is no refusal: it throws, and the caller gets `internal`.
 */
export interface ErrorRow {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  /** The unchanged request may work later. */
  readonly retryable: boolean;
  readonly title: string;
  readonly customer: string;
  readonly operator: string;
}

const row = (
  status: ErrorRow["status"],
  retryable: boolean,
  title: string,
  customer: string,
  operator: string,
): ErrorRow => ({ status, retryable, title, customer, operator });

export const ERRORS = {
  invalid_request: row(
    400,
    false,
    "The request is not valid",
    "Something is missing or wrong. Nothing was charged.",
    "A field is missing, unknown or malformed; `errors` names it.",
  ),
  unauthorized: row(
    401,
    false,
    "No valid token",
    "You cannot open this.",
    "The operator token is missing or wrong, or its key has expired or was revoked.",
  ),
  forbidden: row(
    403,
    false,
    "Not allowed",
    "You may not do this.",
    "The key may not do this: `scope` names what it lacks. An administrator makes keys.",
  ),
  not_found: row(404, false, "Not found", "There is nothing here.", "No such path or record."),
  method_not_allowed: row(
    405,
    false,
    "Wrong method",
    "This cannot be done here. Nothing was charged.",
    "The path exists, the method does not; see the Allow header.",
  ),
  body_too_large: row(
    413,
    false,
    "The body is too large",
    "That was too much text. Nothing was charged.",
    "Bodies end at 64 KiB.",
  ),
  unsupported_media_type: row(
    415,
    false,
    "Wrong content type",
    "This cannot be read. Nothing was charged.",
    "Send application/json.",
  ),
  too_many_requests: row(
    429,
    true,
    "Too many requests",
    "Too many tries. Nothing was charged. Try again in a minute.",
    "The limiter in front of anonymous posts said no.",
  ),
  internal: row(
    500,
    true,
    "Internal error",
    "Something went wrong on our side. If you have paid, your payment is safe.",
    "A fault: see the log line with this request id.",
  ),
  service_not_identified: row(
    404,
    false,
    "Service not identified",
    "We cannot tell which device it is for. Nothing was charged.",
    "No service has this address.",
  ),
  several_services: row(
    404,
    false,
    "Several services",
    "More than one device uses this connection, and we do not guess. Nothing was charged.",
    "More than one service has this address; the product never guesses.",
  ),
  no_such_service: row(
    404,
    false,
    "No such service",
    "We found no service with this number. Check the digits, or scan the QR code.",
    "No service, a closed one, or several have the typed number: one answer for all three.",
  ),
  too_many_identifications: row(
    429,
    true,
    "Too many numbers tried",
    "Too many tries. Try again in 10 minutes, or scan the QR code.",
    "Numbers typed from one address, or wrong ones of the whole brand; see Retry-After.",
  ),
  link_invalid: row(
    404,
    false,
    "Link no longer valid",
    "This QR code is no longer valid. Use the newest one.",
    "The link is forged, revoked, or of an older version.",
  ),
  service_token_invalid: row(
    403,
    true,
    "Identification expired",
    "It has been a while. Open the page again. Nothing was charged.",
    "The service token is forged or expired; the caller identifies again.",
  ),
  service_suspended: row(
    409,
    false,
    "Service suspended",
    "This service is suspended, so days cannot be added. Nothing was charged.",
    "The register or the OCS has it suspended or closed.",
  ),
  service_sales_blocked: row(
    409,
    false,
    "Service on hold",
    "Days cannot be added right now. Nothing was charged. Contact support.",
    "An earlier top-up of this service was refunded externally after its credit; check it first.",
  ),
  balance_unreadable: row(
    503,
    true,
    "Balance not readable",
    "We cannot read your balance right now, so you cannot pay. Nothing was charged.",
    "The OCS did not answer a reading, has no such account, or has it disabled: no sale.",
  ),
  nothing_to_sell: row(
    409,
    false,
    "Nothing to sell",
    "Your service has no end, so there is nothing to add. Nothing was charged.",
    "A bucket that counts has no end.",
  ),
  beyond_horizon: row(
    409,
    true,
    "Too far ahead",
    "So many days cannot be added yet. Choose fewer. Nothing was charged.",
    "The stacked end would lie more than 400 days ahead.",
  ),
  quote_invalid: row(
    409,
    true,
    "Quote not valid",
    "The price was asked for too long ago. Look at it again. Nothing was charged.",
    "The quote is forged, expired, or of another service or offer.",
  ),
  price_changed: row(
    409,
    true,
    "Price changed",
    "The price has changed. Nothing was charged.",
    "The amount in the request is not the server's price; `price` holds the present one.",
  ),
  key_conflict: row(
    409,
    false,
    "Idempotency key used for another input",
    "This was already used for another top-up. Nothing more was charged.",
    "Same Idempotency-Key, other service, offer, quantity, amount or currency.",
  ),
  top_up_open: row(
    409,
    true,
    "Another top-up is open",
    "Your earlier try is being cancelled. Try again in a few seconds. Nothing was charged.",
    "This session has an open top-up; its cancellation was requested, see Retry-After.",
  ),
  already_paid: row(
    409,
    false,
    "Already paid",
    "You have already paid. Nothing more was charged.",
    "The session's open top-up turned out to be paid; `top_up` names it.",
  ),
  paid_recently: row(
    409,
    false,
    "Paid a moment ago",
    "This service was paid for a few minutes ago. Nothing more was charged.",
    "Paid within ten minutes, perhaps by another payer; `allow_repeat: true` allows a second one.",
  ),
  consent_needed: row(
    422,
    false,
    "Consent needed",
    "Tick the sentence above the button first. Nothing was charged.",
    "WITHDRAWAL_CONSENT is on: `consent` must be true, and is kept with the top-up.",
  ),
  not_yours: row(
    403,
    false,
    "Another device's top-up",
    "Only the device that began this top-up can do that.",
    "Only the session that made the top-up may cancel it or request its refund.",
  ),
  new_key_needed: row(
    409,
    false,
    "This top-up has ended",
    "That try has ended without a payment. Start a new top-up. Nothing was charged.",
    "The key belongs to a canceled top-up; use a new Idempotency-Key.",
  ),
  payment_system_unavailable: row(
    503,
    true,
    "Payment system unavailable",
    "Payment system unavailable. Nothing was charged, and what you typed is kept.",
    "Stripe did not answer the creation of the intent; the same key repeats it safely.",
  ),
  already_processed: row(
    409,
    false,
    "Payment intent already processed",
    "Payment intent already processed",
    "The intent belongs to another top-up.",
  ),
  not_available: row(
    409,
    false,
    "Not available yet",
    "This cannot be done here yet.",
    "Nothing decides this case yet; the state table marks it as later.",
  ),
  wrong_state: row(
    409,
    false,
    "Not possible in this state",
    "This is not possible any more.",
    "The table of states has a refusal here; `state` names the present one.",
  ),
  nothing_to_do: row(409, false, "Nothing to do", "There is nothing to do.", "No work here."),
  not_your_turn: row(
    409,
    true,
    "Not its turn",
    "An earlier top-up of this service is being added first.",
    "One money-changing OCS operation per account at a time; an earlier top-up has the turn.",
  ),
  in_hand: row(
    409,
    true,
    "In hand",
    "Your top-up is being worked on.",
    "Another consumer has a live lease.",
  ),
  not_approved: row(
    409,
    true,
    "Waits for a person",
    "Your payment is being checked.",
    "In review: approve or reject it first.",
  ),
  stale_fence: row(
    409,
    false,
    "Stale fence",
    "Your top-up is being worked on.",
    "A newer claim exists; this consumer must stop.",
  ),
  reason_needed: row(
    422,
    false,
    "Reason needed",
    "A reason is needed.",
    "Operator actions carry --reason; it is recorded.",
  ),
  second_approver_needed: row(
    422,
    false,
    "A second approver is needed",
    "A second approver is needed.",
    "This action moves money on the operator's word alone: name a second approver, --approved-by.",
  ),
  administrator_exists: row(
    409,
    false,
    "An administrator exists",
    "You cannot do this.",
    "The bootstrap token only makes an administrator's key, and only while none is live.",
  ),
  evidence_needed: row(
    409,
    true,
    "Evidence needed",
    "We are checking.",
    "Confirming needs a reading that shows the bucket, and money that is still ours.",
  ),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;
