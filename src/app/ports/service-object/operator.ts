/** Orders of an operator, and what the object answers to an order. */
import type { ErrorCode } from "../../../domain/base/errors.ts";
import type { ApprovalId, TopUpId } from "../../../domain/base/ids.ts";
import type { Money } from "../../../domain/base/money.ts";
import type { Reading } from "../../../domain/ocs/reading.ts";
import type { OperatorRef } from "../../../domain/operator/operator-key.ts";
import type { ApprovalRequest } from "../../../domain/top-up/approval-request.ts";
import type { TopUpView } from "../../../domain/top-up/view.ts";

/** Who orders something, and why; both stay in the log. */
export interface Order {
  readonly actor: OperatorRef;
  readonly reason: string;
}
export interface OperatorOrder extends Order {
  readonly topUpId: TopUpId;
  /** Above this amount an order that gives money or credit needs another operator's approval. */
  readonly approvalAbove: Money;
}

/** What the object answers to a command, with the codes that it can refuse this one with. */
export type CommandAnswer<C extends ErrorCode> =
  | { readonly kind: "done"; readonly view: TopUpView }
  | { readonly kind: "refused"; readonly code: C };

/** What the object answers to an order that may need an approval. */
export type OrderAnswer<C extends ErrorCode> =
  | (Extract<CommandAnswer<C>, { kind: "done" }> & {
      /** False: the top-up is on this way already, so the order has changed nothing. */
      readonly changed: boolean;
    })
  | Extract<CommandAnswer<C>, { kind: "refused" }>
  | { readonly kind: "approval_needed"; readonly request: ApprovalRequest };

/** Every order of an operator can be refused with these. */
export type OrderRefusal = "forbidden" | "not_found" | "reason_needed";

/** An approval of the order that waits. */
export interface Approval {
  readonly topUpId: TopUpId;
  readonly approvalId: ApprovalId;
  readonly actor: OperatorRef;
  /** For a confirmation: what the OCS says now. Null: it was not read. */
  readonly reading: Reading | null;
}
export type ApproveRefusal =
  | "not_found"
  | "second_approver_needed"
  | "approval_expired"
  | "approval_overtaken"
  | "wrong_state"
  | "not_available"
  | "evidence_needed";
