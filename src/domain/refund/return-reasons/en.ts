/** Why a payment is refunded, for the page of the top-up and its notices. */
export const RETURN_REASONS_EN = {
  ocs_silent: "Unable to connect to billing system", // [literal]
  no_account: "No account for this service in the billing system",
  account_disabled: "The account of this service is switched off",
  nothing_to_sell: "Your service has no end, so there was nothing to add",
  waited_too_long: "It took too long to add your days",
  not_credited: "The billing system did not add your days",
  wrong_amount: "Payment intent amount does not match", // [literal]
  service_closed: "This service is closed",
  refunded_externally: "The payment was returned",
  operator: "Refunded by our support",
  review: "We could not accept this payment",
  parked_too_long: "We could not find out whether your days were added",
} as const;
