/** Pay was pressed: what the object is asked, and what it answers. */
import type { AttemptId, IntentId, SessionId, TopUpId } from "../../../domain/base/ids.ts";
import type { Identification, TopUpRequest } from "../../../domain/top-up/top-up.ts";
import type { TopUpView } from "../../../domain/top-up/view.ts";
import type { SealedPayer } from "../payer-vault.ts";
import type { CancelOrder, NewIntent } from "../payments.ts";

/** What an idempotency key stands for. */
export interface BoundKey {
  readonly idempotencyKey: string;
  /** SHA-256 over service, offer, quantity, amount, currency; never over the quote's signature. */
  readonly inputHash: string;
}

/** A request from the portal or the API: a session made it. */
export type SessionTopUpRequest = TopUpRequest & { readonly sessionId: SessionId };

export interface RequestTopUp extends BoundKey {
  /** The customer agreed to pay again, minutes after this service was paid for (row P10). */
  readonly allowRepeat: boolean;
  readonly request: SessionTopUpRequest;
  readonly payer: SealedPayer;
}

export interface ReplayTopUp extends BoundKey {
  readonly sessionId: SessionId;
  /** A new key stands only for a top-up that was found in the same way. */
  readonly identifiedBy: Identification;
}

/** Billing details may change while the top-up is not paid; no key binds them. */
export interface ChangeBilling extends OwnTopUp {
  readonly payer: SealedPayer;
}

export interface IntentOrder {
  readonly attemptId: AttemptId;
  /** Null: create it with exactly this; otherwise it exists. */
  readonly intentId: IntentId | null;
  readonly create: NewIntent;
}

/** Why an earlier top-up under the same key cannot be paid any more. */
export type ReplayRefusal = "top_up_open" | "new_key_needed";
/** Why the object makes no top-up. */
export type RequestRefusal =
  | ReplayRefusal
  | "key_conflict"
  | "service_suspended"
  | "paid_recently"
  | "too_many_requests";

export type Requested<C extends RequestRefusal = RequestRefusal> =
  | { readonly kind: "open"; readonly view: TopUpView; readonly order: IntentOrder }
  /** The same key again, and the top-up has moved on: the present state is the answer. */
  | { readonly kind: "moved"; readonly view: TopUpView }
  | {
      readonly kind: "refused";
      readonly code: C;
      /** For `top_up_open`, `already_paid` and `paid_recently`. */
      readonly other: { readonly topUpId: TopUpId; readonly cancel: CancelOrder | null } | null;
    };

export type Replayed =
  /** `hasChoice`: the session has an open top-up of this choice, which a new key would get. */
  | { readonly kind: "unknown"; readonly hasChoice: boolean }
  | { readonly kind: "conflict" }
  | {
      readonly kind: "known";
      readonly answer: Requested<ReplayRefusal>;
      /** Whether the session that asks is the one that made the top-up. */
      readonly own: boolean;
      /** The session's own payer while it may still be corrected; else null. */
      readonly payer: SealedPayer | null;
    };

/** Every change of a top-up that a session asks for can be refused with these. */
export type OwnRefusal = "not_found" | "not_yours";

/** A top-up, and the session that asks for a change of it. */
export interface OwnTopUp {
  readonly topUpId: TopUpId;
  readonly sessionId: SessionId;
}
