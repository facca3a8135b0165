/** The object's answers to the provisioning queue's consumer and to credit reconciliation. */
import type { TopUpId } from "../../../domain/base/ids.ts";
import type { AccountRef } from "../../../domain/ocs/account-ref.ts";
import type { Claim } from "../../../domain/top-up/decide/claim.ts";

/** The right to act now, with the account to act on; `done`: there is nothing to do. */
export type Claimed =
  | (Extract<Claim, { fence: number }> & { readonly account: AccountRef })
  | Extract<Claim, { kind: "done" }>;

export interface CreditToReconcile {
  readonly topUpId: TopUpId;
  readonly account: AccountRef;
}
