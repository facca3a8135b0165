/** Orders of an operator, and what the object answers to an order. */
import type { ErrorCode } from "../../../domain/base/errors.ts";
import type { TopUpId } from "../../../domain/base/ids.ts";
import type { TopUpView } from "../../../domain/top-up/view.ts";

/** Who orders something, and why; both stay in the log. */
export interface Order {
  readonly actor: string;
  readonly reason: string;
}
export interface OperatorOrder extends Order {
  readonly topUpId: TopUpId;
  /** The second approver, where one is needed. */
  readonly approvedBy: string | null;
}

/** What the object answers to a command, with the codes that it can refuse this one with. */
export type CommandAnswer<C extends ErrorCode> =
  | { readonly kind: "done"; readonly view: TopUpView }
  | { readonly kind: "refused"; readonly code: C };

/** Every order of an operator can be refused with these. */
export type OrderRefusal = "not_found" | "reason_needed" | "second_approver_needed";
