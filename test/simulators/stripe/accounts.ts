import type { Behaviour, Decline } from "./cards.ts";

export type AccountType = "us_bank_account" | "sepa_debit" | "paypal";
export interface Account extends Behaviour {
  readonly type: AccountType;
  /** The customer goes to a page of the method and comes back to `return_url`. */
  readonly redirect?: true;
}

const failing = (code: string, message: string): Behaviour => {
  const failure: Decline = { code, message };
  return { slow: "fails", failure };
};
const us = (more: Behaviour): Account => ({ type: "us_bank_account", ...more });
const sepa = (more: Behaviour): Account => ({ type: "sepa_debit", ...more });

/** Stripe's published test accounts, by account number or IBAN; every bank debit is slow. */
export const ACCOUNTS: Readonly<Record<string, Account>> = {
  "000123456789": us({ slow: "succeeds" }),
  "000111111113": us(failing("account_closed", "The customer's account has been closed.")),
  "000111111116": us(failing("no_account", "The customer's account could not be located.")),
  "000222222227": us(
    failing("insufficient_funds", "The customer's account has insufficient funds to cover this."),
  ),
  "000333333335": us(
    failing("debit_not_authorized", "The customer has told their bank not to allow this debit."),
  ),
  "000555555559": us({
    slow: "succeeds",
    dispute: { kind: "chargeback", reason: "debit_not_authorized" },
  }),
  "000000000009": us({ slow: "stays" }),
  AT611904300234573201: sepa({ slow: "succeeds" }),
  AT321904300235473204: sepa({ slow: "succeeds" }),
  AT861904300235473202: sepa(
    failing("payment_intent_payment_attempt_failed", "The payment failed."),
  ),
  paypal: { type: "paypal", redirect: true },
};

export const ACCOUNT_NAMES: Readonly<Record<string, string>> = {
  pm_usBankAccount_success: "000123456789",
  pm_usBankAccount_accountClosed: "000111111113",
  pm_usBankAccount_noAccount: "000111111116",
  pm_usBankAccount_insufficientFunds: "000222222227",
  pm_usBankAccount_debitNotAuthorized: "000333333335",
  pm_usBankAccount_dispute: "000555555559",
  pm_usBankAccount_processing: "000000000009",
};
