/**
 * Ways to pay that need days before anything is charged. A top-up waits for 30 minutes, so each of
 * them would end unpaid, and a voucher could be paid in a shop after that. The intent and the
 * browser's Elements are told the same, because Stripe refuses a confirmation where they differ.
 */

/** Vouchers, bank transfers, and debits that begin with micro-deposits; Stripe's names. */
export const EXCLUDED_METHODS = [
  "acss_debit",
  "boleto",
  "customer_balance",
  "konbini",
  "multibanco",
  "oxxo",
] as const;

/** US bank accounts only with a sign-in at the bank, which is instant; not by micro-deposits. */
export const METHOD_OPTIONS = { us_bank_account: { verification_method: "instant" } } as const;
