import type { ApprovalId, AttemptId, IntentId, RefundId, TopUpId } from "../base/ids.ts";
import type { OperatorRef } from "../operator/operator-key.ts";
import type { Decline, RiskLevel, StripeReview } from "../payment/intent-reading.ts";
import type { RefundOutcome, RefundRow } from "../refund/refund.ts";
import type { ApprovalRequest, ClosedHow } from "./approval-request.ts";
import type {
  Grant,
  NoticeKind,
  PaidMoney,
  PayerRef,
  ReferenceNumbers,
  ResolvingReason,
  ReturnReason,
  TopUpRequest,
  TryOutcome,
} from "./top-up.ts";

/**
 * Why a payment is canceled. `superseded`: the session has started another top-up.
 * `intent_refused`: Stripe refuses to make an intent for it. `declines`: too many cards were
 * declined.
 */
export type CancelReason =
  | "age"
  | "customer"
  | "operator"
  | "superseded"
  | "intent_refused"
  | "declines";

/** What happened, in the past tense. The log of these events is the truth that an object stores. */
export type TopUpEvent =
  | {
      readonly type: "TopUpRequested";
      readonly request: TopUpRequest;
      readonly attemptId: AttemptId;
    }
  /** Before the payment the payer corrected name or email; the text lies sealed beside the log. */
  | { readonly type: "BillingChanged"; readonly payer: PayerRef }
  /** The payer's row was deleted: from here on the top-up has no name and no address. */
  | { readonly type: "PayerErased" }
  /** An operator lifted the block of the payer that this top-up was the reason for. */
  | { readonly type: "PayerUnblocked" }
  | { readonly type: "IntentRecorded"; readonly attemptId: AttemptId; readonly intentId: IntentId }
  /** The key of the attempt before can get no intent any more (decision 29). */
  | { readonly type: "AttemptOpened"; readonly attemptId: AttemptId }
  | { readonly type: "OrphanIntentSeen"; readonly intentId: IntentId }
  | { readonly type: "OrphanIntentClosed"; readonly intentId: IntentId }
  | { readonly type: "PaymentProcessing"; readonly intentId: IntentId }
  | {
      readonly type: "PaymentDeclined";
      readonly intentId: IntentId;
      readonly decline: Decline;
      /** All declines of this intent until now; absent: not counted. */
      readonly declines?: number;
    }
  | { readonly type: "PaymentTriedAgain"; readonly intentId: IntentId }
  | { readonly type: "PaymentCanceled"; readonly intentId: IntentId }
  | { readonly type: "PaymentAuthorized"; readonly intentId: IntentId }
  | { readonly type: "CancelRequested"; readonly why: CancelReason }
  | {
      readonly type: "TopUpCanceled";
      readonly why: Exclude<CancelReason, "superseded" | "declines"> | "rejected";
    }
  | { readonly type: "Approved"; readonly attemptId: AttemptId }
  | {
      readonly type: "PaymentSucceeded";
      readonly money: PaidMoney;
      readonly referenceNumbers: ReferenceNumbers;
    }
  | { readonly type: "DeliverDecided"; readonly turn: number }
  | { readonly type: "ReviewBegan"; readonly reason: string }
  /** What Stripe says about the risk of the payment has changed; moves nothing by itself. */
  | {
      readonly type: "RiskRecorded";
      readonly risk: RiskLevel | null;
      readonly review: StripeReview | null;
    }
  | {
      readonly type: "RefundedExternally";
      readonly refundedExternallyMinor: number;
      readonly disputed: boolean;
    }
  | { readonly type: "ReturnDecided"; readonly reason: ReturnReason }
  | { readonly type: "RefundRequested"; readonly row: RefundRow }
  | {
      readonly type: "RefundAnswered";
      readonly refundId: RefundId;
      readonly outcome: RefundOutcome;
    }
  | {
      readonly type: "RefundedManually";
      readonly refundId: RefundId;
      readonly reference: string;
    }
  | { readonly type: "Claimed"; readonly fence: number; readonly until: number }
  | { readonly type: "ReadFailed"; readonly why: string }
  | { readonly type: "Granted"; readonly generation: number; readonly grant: Grant }
  | {
      readonly type: "TryEnded";
      readonly outcome: TryOutcome;
      readonly text: string;
    }
  | { readonly type: "Credited"; readonly grant: Grant }
  | { readonly type: "ResolvingBegan"; readonly reason: ResolvingReason }
  | { readonly type: "ResolvingReasonChanged"; readonly reason: ResolvingReason }
  | { readonly type: "RevocationDecided" }
  | { readonly type: "ReversalDecided"; readonly turn: number }
  | { readonly type: "Revoked" }
  | { readonly type: "CreditOwed" }
  | { readonly type: "OwedClosedAsLoss" }
  | { readonly type: "Parked"; readonly why: string }
  | { readonly type: "Unparked"; readonly to: "paid" | "returned"; readonly turn: number }
  | { readonly type: "InvoiceNumbered"; readonly invoiceNumber: string }
  | { readonly type: "NoticeSent"; readonly kind: NoticeKind; readonly undeliverable: boolean }
  | { readonly type: "NoticeUnsure"; readonly kind: NoticeKind }
  | { readonly type: "FindingRaised"; readonly kind: string; readonly detail: string }
  | { readonly type: "Noted"; readonly what: string }
  | { readonly type: "ApprovalRequested"; readonly request: ApprovalRequest }
  | {
      readonly type: "RequestClosed";
      readonly approvalId: ApprovalId;
      readonly how: ClosedHow;
      readonly actor: OperatorRef;
      readonly reason: string;
    }
  | {
      readonly type: "OperatorActed";
      readonly action: string;
      readonly actor: OperatorRef;
      readonly reason: string;
      /** Who approved it, where an approval was needed. */
      readonly approval: {
        readonly approvalId: ApprovalId;
        readonly actor: OperatorRef;
      } | null;
    };

export type TopUpEventType = TopUpEvent["type"];
export type EventOf<T extends TopUpEventType> = Extract<TopUpEvent, { type: T }>;

/** One row of an object's event log as it is stored and projected; `at`: Unix ms. */
export interface LoggedEvent {
  readonly seq: number;
  readonly topUpId: TopUpId;
  readonly at: number;
  readonly type: string;
  readonly body: unknown;
}

/** An event of one top-up, read from the log, with its place in the log of its service. */
export interface ReadEvent {
  readonly seq: number;
  /** When it was committed; Unix ms. */
  readonly at: number;
  readonly event: TopUpEvent;
}
