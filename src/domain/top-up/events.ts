import type { Decline } from "../payment-reading.ts";
import type { RefundOutcome, RefundRow } from "../refund/refund.ts";
import type {
  ClosingReason,
  Customer,
  Grant,
  Handles,
  NoticeKind,
  PaidMoney,
  ReturnReason,
  TopUpRequest,
} from "./state.ts";

/** What happened, past tense. The log of these is the only thing an object stores as truth. */
export type TopUpEvent =
  | { readonly type: "TopUpRequested"; readonly request: TopUpRequest; readonly attemptId: string }
  | { readonly type: "BillingChanged"; readonly customer: Customer }
  | { readonly type: "IntentRecorded"; readonly attemptId: string; readonly intentId: string }
  | { readonly type: "StrayIntentSeen"; readonly intentId: string }
  | { readonly type: "StrayIntentClosed"; readonly intentId: string }
  | { readonly type: "PaymentProcessing"; readonly intentId: string }
  | { readonly type: "PaymentDeclined"; readonly intentId: string; readonly decline: Decline }
  | { readonly type: "PaymentTriedAgain"; readonly intentId: string }
  | { readonly type: "PaymentCanceled"; readonly intentId: string }
  | { readonly type: "PaymentHeld"; readonly intentId: string }
  | { readonly type: "LapseAsked"; readonly why: "age" | "customer" | "operator" | "superseded" }
  | { readonly type: "UnpaidEnded"; readonly why: "age" | "customer" | "operator" | "rejected" }
  | { readonly type: "Approved"; readonly attemptId: string }
  | { readonly type: "PaymentSucceeded"; readonly money: PaidMoney; readonly handles: Handles }
  | { readonly type: "DeliveryDecided"; readonly turn: number }
  | { readonly type: "ReviewBegan"; readonly reason: string }
  | {
      readonly type: "MoneyLeft";
      readonly returnedOutsideMinor: number;
      readonly disputed: boolean;
    }
  | { readonly type: "ReturnDecided"; readonly reason: ReturnReason }
  | { readonly type: "RefundRequested"; readonly row: RefundRow }
  | {
      readonly type: "RefundAnswered";
      readonly refundId: string;
      readonly outcome: RefundOutcome;
    }
  | {
      readonly type: "PaidBackOtherwise";
      readonly refundId: string;
      readonly reference: string;
    }
  | { readonly type: "Claimed"; readonly fence: number; readonly until: number }
  | { readonly type: "ReadFailed"; readonly why: string }
  | { readonly type: "Granted"; readonly generation: number; readonly grant: Grant }
  | {
      readonly type: "TryEnded";
      readonly outcome: "unknown" | "absent" | "refused";
      readonly text: string;
    }
  | { readonly type: "Credited"; readonly grant: Grant }
  | { readonly type: "ClosingBegan"; readonly reason: ClosingReason }
  | { readonly type: "ClosingReasonChanged"; readonly reason: ClosingReason }
  | { readonly type: "WithdrawalDecided" }
  | { readonly type: "ReversalDecided"; readonly turn: number }
  | { readonly type: "Withdrawn" }
  | { readonly type: "CreditOwed" }
  | { readonly type: "OwedClosedAsLoss" }
  | { readonly type: "Parked"; readonly why: string }
  | { readonly type: "Unparked"; readonly to: "paid" | "returned"; readonly turn: number }
  | { readonly type: "InvoiceNumbered"; readonly invoiceNumber: string }
  | { readonly type: "NoticeSent"; readonly kind: NoticeKind; readonly undeliverable: boolean }
  | { readonly type: "NoticeUnsure"; readonly kind: NoticeKind }
  | { readonly type: "FindingRaised"; readonly kind: string; readonly detail: string }
  | { readonly type: "Noted"; readonly what: string }
  | {
      readonly type: "OperatorActed";
      readonly action: string;
      readonly actor: string;
      readonly reason: string;
      readonly second: string | null;
    };

export type TopUpEventType = TopUpEvent["type"];
export type EventOf<T extends TopUpEventType> = Extract<TopUpEvent, { type: T }>;
