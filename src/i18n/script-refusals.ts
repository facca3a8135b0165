import type { ErrorCode } from "../domain/base/errors.ts";
import * as m from "./generated/messages.ts";
import type { Sentence } from "./lang.ts";

/** What only operators and forms without scripts are answered; no script takes it along. */
export type ServerOnlyCode =
  | "unauthorized"
  | "cross_site_form"
  | "approval_expired"
  | "approval_overtaken"
  | "forbidden"
  | "administrator_exists"
  | "account_taken"
  | "reason_needed"
  | "second_approver_needed"
  | "evidence_needed";

/** The customer's sentences for the refusals that a script of the portal can be answered with. */
export const SCRIPT_REFUSALS: Readonly<Record<Exclude<ErrorCode, ServerOnlyCode>, Sentence>> = {
  invalid_request: m.refusals_invalid_request,
  not_found: m.refusals_not_found,
  method_not_allowed: m.refusals_method_not_allowed,
  body_too_large: m.refusals_body_too_large,
  unsupported_media_type: m.refusals_unsupported_media_type,
  too_many_requests: m.refusals_too_many_requests,
  too_many_declines: m.refusals_too_many_declines,
  internal: m.refusals_internal,
  service_not_identified: m.refusals_service_not_identified,
  several_services: m.refusals_several_services,
  no_such_service: m.refusals_no_such_service,
  too_many_identifications: m.refusals_too_many_identifications,
  link_invalid: m.refusals_link_invalid,
  service_token_invalid: m.refusals_service_token_invalid,
  service_suspended: m.refusals_service_suspended,
  service_sales_blocked: m.refusals_service_sales_blocked,
  payer_blocked: m.refusals_payer_blocked,
  balance_unreadable: m.refusals_balance_unreadable,
  nothing_to_sell: m.refusals_nothing_to_sell,
  beyond_horizon: m.refusals_beyond_horizon,
  quote_invalid: m.refusals_quote_invalid,
  price_changed: m.refusals_price_changed,
  key_conflict: m.refusals_key_conflict,
  top_up_open: m.refusals_top_up_open,
  already_paid: m.refusals_already_paid,
  paid_recently: m.refusals_paid_recently,
  consent_needed: m.refusals_consent_needed,
  human_check_needed: m.refusals_human_check_needed,
  human_check_unavailable: m.refusals_human_check_unavailable,
  not_yours: m.refusals_not_yours,
  new_key_needed: m.refusals_new_key_needed,
  payment_system_unavailable: m.refusals_payment_system_unavailable,
  payment_not_possible: m.refusals_payment_not_possible,
  temporarily_unavailable: m.refusals_temporarily_unavailable,
  deployment_id_conflict: m.refusals_deployment_id_conflict,
  not_available: m.refusals_not_available,
  wrong_state: m.refusals_wrong_state,
};
