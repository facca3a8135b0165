import type { LedgerAccount } from "../../domain/ledger/accounts.ts";

/**
 * The accounts as a ledger's rows write them: a name in each posting would be 4 % of what a top-up
 * takes. A number is never given to another account; the view `posting` has the same list.
 */
export const ACCOUNT_NUMBERS: Readonly<Record<LedgerAccount, number>> = {
  stripe_clearing: 1,
  bank: 2,
  customer_prepayments: 3,
  refunds_payable: 4,
  refunds_failed: 5,
  revenue: 6,
  losses: 7,
  given_away: 8,
};
