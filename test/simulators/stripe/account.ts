import type Stripe from "stripe";

/** The fields of an account that its own key reads; the names are those of the library's types. */
export type Account = Pick<
  Stripe.Account,
  | "id"
  | "object"
  | "capabilities"
  | "charges_enabled"
  | "country"
  | "default_currency"
  | "details_submitted"
  | "email"
  | "payouts_enabled"
  | "type"
> & {
  readonly settings: { readonly card_payments: { readonly statement_descriptor_prefix: string } };
};

/** An activated account; `Admin.changeAccount` makes another one of it. */
export const ACCOUNT: Account = {
  id: "acct_1Simulator",
  object: "account",
  capabilities: { card_payments: "active", transfers: "active" },
  charges_enabled: true,
  country: "AU",
  default_currency: "aud",
  details_submitted: true,
  email: "owner@kestrel.example",
  payouts_enabled: true,
  settings: { card_payments: { statement_descriptor_prefix: "KESTREL" } },
  type: "standard",
};
