import * as m from "./generated/messages.ts";

/** Why a payment is refunded, for the page of the top-up and its notices, by the reason's name. */
export const RETURN_REASONS = {
  ocs_silent: m.returnReasons_ocs_silent,
  no_account: m.returnReasons_no_account,
  account_disabled: m.returnReasons_account_disabled,
  nothing_to_sell: m.returnReasons_nothing_to_sell,
  waited_too_long: m.returnReasons_waited_too_long,
  not_credited: m.returnReasons_not_credited,
  wrong_amount: m.returnReasons_wrong_amount,
  service_closed: m.returnReasons_service_closed,
  sale_refused: m.returnReasons_sale_refused,
  customer: m.returnReasons_customer,
  operator: m.returnReasons_operator,
  review: m.returnReasons_review,
  parked_too_long: m.returnReasons_parked_too_long,
  refunded_externally: m.returnReasons_refunded_externally,
} as const;
