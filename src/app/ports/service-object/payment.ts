/** What the object records about payments and refunds at Stripe, and what it wants done there. */
import type { IntentId } from "../../../domain/base/ids.ts";
import type { IntentReading } from "../../../domain/payment/intent-reading.ts";
import type { RefundRow } from "../../../domain/refund/refund.ts";
import type { Unsold } from "../../../domain/top-up/decide/import-payment.ts";
import type { ReferenceNumbers, TopUpRequest } from "../../../domain/top-up/top-up.ts";
import type { TopUpView } from "../../../domain/top-up/view.ts";
import type { SealedPayer } from "../payer-vault.ts";
import type { CancelOrder } from "../payments.ts";

export interface RecordPayment {
  readonly reading: IntentReading;
  /** Makes a top-up that the object does not know; null: an unknown one is answered `unknown`. */
  readonly reconstructed: TopUpRequest | null;
}
export type RecordedPayment =
  | { readonly kind: "recorded"; readonly view: TopUpView }
  | { readonly kind: "unknown" };

export interface ImportPayment {
  /** Carries the metadata that follows from the binding. */
  readonly reading: IntentReading;
  readonly request: TopUpRequest;
  readonly payer: SealedPayer | null;
  /** The register has the service suspended or closed: the payment is refunded at once. */
  readonly closed: boolean;
  /** Why the call that bound it could not be sold; null: it could. */
  readonly unsold: Unsold | null;
}

/** What the consumer of the refund queue has to do for one top-up. */
export interface PendingStripeCalls {
  readonly refunds: readonly (RefundRow & {
    /**
     * `create` under its first key; after 23 h, or under a later key, `find` first. `watch`: Stripe
     * has it, read its state.
     */
    readonly how: "create" | "find" | "watch";
  })[];
  readonly cancels: readonly CancelOrder[];
  /** Payments that a bank works on or has authorized: read again, webhook or not. */
  readonly intentsToSync: readonly IntentId[];
}

/** What a legacy route answers about a top-up. */
export interface WaitedFor {
  readonly view: TopUpView;
  /** Given out with the payment; null: the top-up is not paid. */
  readonly referenceNumbers: ReferenceNumbers | null;
  /** The intent that paid it. */
  readonly intentId: IntentId | null;
}
