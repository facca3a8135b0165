/**
 * The objects of the simulator, in the shape of Stripe's API 2026-10-28.endive. Amounts are minor
 * units, instants are Unix seconds. Fields that nothing here reads come from the templates.
 */
export const API_VERSION = "2026-10-28.endive";

export type Metadata = Record<string, string>;
export type IntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "processing"
  | "succeeded"
  | "canceled";
export type RefundStatus = "pending" | "succeeded" | "failed" | "canceled";
export type DisputeStatus =
  | "warning_needs_response"
  | "warning_under_review"
  | "warning_closed"
  | "needs_response"
  | "under_review"
  | "won"
  | "lost"
  | "prevented";

export interface Intent {
  readonly object: "payment_intent";
  readonly id: string;
  readonly created: number;
  readonly client_secret: string;
  amount: number;
  readonly currency: string;
  amount_received: number;
  status: IntentStatus;
  metadata: Metadata;
  description: string | null;
  latest_charge: string | null;
  payment_method: string | null;
  last_payment_error: Record<string, unknown> | null;
  next_action: Record<string, unknown> | null;
  processing: Record<string, unknown> | null;
  canceled_at: number | null;
  cancellation_reason: string | null;
  [field: string]: unknown;
}

export interface Charge {
  readonly object: "charge";
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  amount_refunded: number;
  refunded: boolean;
  disputed: boolean;
  paid: boolean;
  status: "pending" | "succeeded" | "failed";
  readonly payment_intent: string;
  readonly metadata: Metadata;
  balance_transaction: string | null;
  [field: string]: unknown;
}

export interface Refund {
  readonly object: "refund";
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly charge: string;
  readonly payment_intent: string;
  status: RefundStatus;
  metadata: Metadata;
  balance_transaction: string | null;
  [field: string]: unknown;
}

export interface Dispute {
  readonly object: "dispute";
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly charge: string;
  readonly payment_intent: string;
  status: DisputeStatus;
  is_charge_refundable: boolean;
  balance_transactions: Txn[];
  [field: string]: unknown;
}

export type ReviewReason = "approved" | "refunded" | "refunded_as_fraud" | "disputed" | "canceled";
/** A review of Radar: by a rule of the merchant, a person is to look at the payment. */
export interface Review {
  readonly object: "review";
  readonly id: string;
  readonly created: number;
  readonly charge: string;
  readonly payment_intent: string;
  open: boolean;
  closed_reason: ReviewReason | null;
  reason: string;
  [field: string]: unknown;
}

export interface Txn {
  readonly object: "balance_transaction";
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  [field: string]: unknown;
}

export interface SimEvent {
  readonly object: "event";
  readonly id: string;
  readonly created: number;
  readonly type: string;
  readonly data: { readonly object: Record<string, unknown> };
  [field: string]: unknown;
}

/** A webhook endpoint of the account. The simulator sends its webhooks to its own settings' URL. */
export interface Endpoint {
  readonly object: "webhook_endpoint";
  readonly id: string;
  readonly created: number;
  readonly url: string;
  status: "enabled" | "disabled";
  metadata: Metadata;
  [field: string]: unknown;
}

/** A host name that wallets may be shown on. */
export interface PaymentMethodDomain {
  readonly object: "payment_method_domain";
  readonly id: string;
  readonly created: number;
  readonly domain_name: string;
  enabled: boolean;
  [field: string]: unknown;
}

/** What a customer entered, for one try (docs.stripe.com/api/confirmation_tokens). */
export interface ConfirmationToken {
  readonly object: "confirmation_token";
  readonly id: string;
  readonly created: number;
  readonly expires_at: number;
  /** The intent that it was used for; null: not used. */
  payment_intent: string | null;
  [field: string]: unknown;
}

export type Thing =
  | ConfirmationToken
  | Intent
  | Charge
  | Refund
  | Dispute
  | Review
  | Txn
  | SimEvent
  | Endpoint
  | PaymentMethodDomain;
