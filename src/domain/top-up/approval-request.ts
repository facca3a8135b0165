import type { ApprovalId, OperatorKeyId } from "../base/ids.ts";
import type { Money } from "../base/money.ts";
import type { OperatorRef } from "../operator/operator-key.ts";

/** Orders that give money or credit, so that some of them need an approval. */
export const APPROVABLE_ACTIONS = [
  "refund",
  "confirm",
  "manual_refund",
  "approve_top_up",
  "reject_top_up",
] as const;
export type ApprovableAction = (typeof APPROVABLE_ACTIONS)[number];

/** One operator's order that waits for another's approval. Instants: Unix ms. */
export interface ApprovalRequest {
  readonly approvalId: ApprovalId;
  readonly action: ApprovableAction;
  /** Who ordered it. */
  readonly actor: OperatorRef;
  readonly reason: string;
  /** For `manual_refund`: which way the money went. */
  readonly reference: string | null;
  readonly askedAt: number;
  /** From here on it has expired. */
  readonly until: number;
  /** What the approver agrees to: the approval holds while the top-up is just so. */
  readonly state: string;
  readonly amount: Money;
}

/** Its own operator took it back, or another one said no. */
export type ClosedHow = "retracted" | "rejected";

/** What a top-up knows of orders that need an approval. */
export interface FourEyes {
  /** How often an approval was asked for; numbers the requests. */
  readonly asked: number;
  /** The newest request, until it is approved or closed. */
  readonly waits: ApprovalRequest | null;
  /** The newest approval, and the key that gave it. */
  readonly given: { readonly approvalId: ApprovalId; readonly keyId: OperatorKeyId } | null;
  /** The newest request that was closed without happening, and the key that closed it. */
  readonly closed: {
    readonly approvalId: ApprovalId;
    readonly keyId: OperatorKeyId;
    readonly how: ClosedHow;
  } | null;
}
