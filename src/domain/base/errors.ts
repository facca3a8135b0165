/**
 * The table of refusals: every business "no" that can leave the Worker has a row here, a heading in
 * the runbook, a test, words for developers (`src/contract/problem-words.ts`) and a sentence for
 * customers. Only facts stand here. A fault is no refusal: it throws, and the caller gets
 * `internal`. Why a consumer stops is no refusal either (`StopReason`).
 */
export interface ErrorRow {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  /** The unchanged request may work later. */
  readonly retryable: boolean;
}

const row = <S extends ErrorRow["status"]>(status: S, retryable: boolean) => ({
  status,
  retryable,
});

export const ERRORS = {
  invalid_request: row(400, false),
  unauthorized: row(401, false),
  forbidden: row(403, false),
  not_found: row(404, false),
  method_not_allowed: row(405, false),
  body_too_large: row(413, false),
  unsupported_media_type: row(415, false),
  cross_site_form: row(403, true),
  too_many_requests: row(429, true),
  too_many_declines: row(429, true),
  internal: row(500, true),
  temporarily_unavailable: row(503, true),
  service_not_identified: row(404, false),
  several_services: row(404, false),
  no_such_service: row(404, false),
  too_many_identifications: row(429, true),
  link_invalid: row(404, false),
  service_token_invalid: row(403, true),
  service_suspended: row(409, false),
  service_sales_blocked: row(409, false),
  payer_blocked: row(403, false),
  balance_unreadable: row(503, true),
  nothing_to_sell: row(409, false),
  beyond_horizon: row(409, true),
  quote_invalid: row(409, true),
  price_changed: row(409, true),
  key_conflict: row(409, false),
  top_up_open: row(409, true),
  already_paid: row(409, false),
  paid_recently: row(409, false),
  consent_needed: row(422, false),
  human_check_needed: row(403, false),
  human_check_unavailable: row(503, true),
  not_yours: row(403, false),
  new_key_needed: row(409, false),
  payment_system_unavailable: row(503, true),
  payment_not_possible: row(409, false),
  deployment_id_conflict: row(503, true),
  not_available: row(409, false),
  wrong_state: row(409, false),
  reason_needed: row(422, false),
  second_approver_needed: row(422, false),
  administrator_exists: row(409, false),
  account_taken: row(409, false),
  approval_expired: row(409, false),
  approval_overtaken: row(409, false),
  evidence_needed: row(409, true),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;
