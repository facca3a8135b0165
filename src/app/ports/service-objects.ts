/**
 * The service object as the rest of the house sees it: the RPC surface of the Durable Object. All
 * values are plain data; every method is safe to repeat. A call that throws proves nothing.
 */
import type { ErrorCode } from "../../domain/base/errors.ts";
import type { Reading, WriteAnswer } from "../../domain/ocs/reading.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { RefundOutcome, RefundRow } from "../../domain/refund/refund.ts";
import type { Permit } from "../../domain/top-up/decide/grant.ts";
import type {
  Customer,
  NoticeKind,
  ReferenceNumbers,
  TopUp,
  TopUpRequest,
} from "../../domain/top-up/state.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { NewIntent } from "./ports.ts";
import type { NumberedInvoice, ProjectionBatch, UnnumberedInvoice } from "./register.ts";

export interface ServiceObjects {
  /** Always with the configured location hint, so that no far caller decides where it lives. */
  of(serviceId: string): ServiceObject;
}
/**
 * The one object that is no service: it gives out the invoice numbers and keeps whose they are, so
 * that a D1 restored from a backup cannot give one out again.
 */
export const INVOICE_SEQUENCE = "invoice-sequence";

export interface RequestTopUp {
  readonly idempotencyKey: string;
  /** SHA-256 over service, offer, quantity, amount, currency; never over the quote's signature. */
  readonly inputHash: string;
  /** Yes, although this service was paid for minutes ago (row P10). */
  readonly allowRepeat: boolean;
  readonly request: Omit<TopUpRequest, "topUpId" | "serviceOrdinal"> & {
    readonly topUpId: string;
    readonly serviceOrdinal: number;
  };
}
export interface IntentOrder {
  readonly attemptId: string;
  /** Null: create it with exactly this; otherwise it exists. */
  readonly intentId: string | null;
  readonly create: NewIntent;
}
export type Requested =
  | { readonly kind: "open"; readonly view: TopUpView; readonly order: IntentOrder }
  /** The same key again, and the top-up has moved on: the present state is the answer. */
  | { readonly kind: "moved"; readonly view: TopUpView }
  | {
      readonly kind: "refused";
      readonly code: ErrorCode;
      /** For `top_up_open`, `already_paid` and `paid_recently`. */
      readonly other: { readonly topUpId: string; readonly cancel: CancelOrder | null } | null;
    };
export interface CancelOrder {
  readonly attemptId: string;
  readonly intentId: string;
}

export type Replayed =
  | { readonly kind: "unknown" }
  | { readonly kind: "conflict" }
  | {
      readonly kind: "known";
      readonly answer: Requested;
      /** Whether the session that asks is the one that made the top-up. */
      readonly own: boolean;
    };

export type Claimed =
  | { readonly kind: "grant"; readonly fence: number; readonly account: AccountRef }
  | { readonly kind: "revoke"; readonly fence: number; readonly account: AccountRef }
  | { readonly kind: "done"; readonly code: ErrorCode };
export interface AccountRef {
  readonly ocs: string;
  readonly tenant: string;
  readonly account: string;
}
/** What the refund consumer has to do for one top-up. */
export interface PendingStripeCalls {
  readonly refunds: readonly (RefundRow & {
    /** `create` under its key; after 23 h `find` first. `watch`: Stripe has it, ask how it is. */
    readonly how: "create" | "find" | "watch";
  })[];
  readonly cancels: readonly CancelOrder[];
  /** Payments that a bank works on or holds: read again, whatever a webhook said or did not. */
  readonly intentsToSync: readonly string[];
}

export interface PendingNotices {
  readonly topUp: TopUp;
  readonly notices: readonly NoticeKind[];
}

/** What came of handing a letter over. `unsure`: perhaps taken; never handed over again. */
export type NoticeAnswer = "taken" | "undeliverable" | "not_taken" | "unsure";

export interface OperatorOrder {
  readonly topUpId: string;
  readonly actor: string;
  readonly reason: string;
  readonly approvedBy: string | null;
}
export type CommandAnswer =
  | { readonly kind: "done"; readonly view: TopUpView }
  | { readonly kind: "refused"; readonly code: ErrorCode };

/** What an older system is told about a top-up. */
export interface WaitedFor {
  readonly view: TopUpView;
  /** Minted with the payment; null: nothing was paid. */
  readonly referenceNumbers: ReferenceNumbers | null;
  /** The intent that paid it. */
  readonly intentId: string | null;
}

/** What a screen or a sale needs to know about the account besides a reading of it. */
export interface AccountState {
  /** Ids of buckets that must not count as validity (decision return). */
  readonly returnedBuckets: readonly string[];
  readonly lastCreditedEndAt: number | null;
  readonly salesBlocked: boolean;
  /** The last one that a delivery made; good enough to sell on while it is young. */
  readonly lastReading: Reading | null;
  /** The newest of any kind: what to show while the OCS is silent. */
  readonly shownReading: Reading | null;
}

export interface OpenTopUp extends TopUpView {
  /** Whether the session that asks made it; false for nobody's. */
  readonly own: boolean;
}

export interface CreditToReconcile {
  readonly topUpId: string;
  readonly account: AccountRef;
}
/** One row of the event log, for evidence. */
export interface LoggedEvent {
  readonly seq: number;
  readonly topUpId: string;
  readonly at: number;
  readonly type: string;
  readonly body: unknown;
}

export interface ServiceObject {
  /** Is this key known here? Asked before anything else, so that a replay needs no OCS. */
  replayTopUp(input: {
    idempotencyKey: string;
    inputHash: string;
    sessionId: string;
    /**
     * Billing details may change while nobody paid; they are no part of what the key binds. Only
     * the session that made the top-up changes them.
     */
    customer: Customer;
  }): Promise<Replayed>;
  requestTopUp(input: RequestTopUp): Promise<Requested>;
  /** `cancel`: another intent is recorded, or it came too late: cancel this one. */
  recordIntent(input: {
    topUpId: string;
    attemptId: string;
    intentId: string;
  }): Promise<{ kind: "recorded" | "cancel"; view: TopUpView }>;
  /**
   * A payment as re-read at Stripe. `service` rebuilds a top-up that nobody here remembers; without
   * it an unknown top-up answers `unknown`. Never refuses money of ours.
   */
  recordPayment(input: {
    reading: IntentReading;
    reconstructed: TopUpRequest | null;
  }): Promise<{ kind: "recorded"; view: TopUpView } | { kind: "unknown" }>;
  /**
   * A payment that an older system's caller made, once it was claimed for this service: creates the
   * top-up as paid; again: a reading like any other. Null: it can buy nothing, nothing was made.
   */
  importPayment(input: {
    /** Carries the mark that follows from the claim. */
    reading: IntentReading;
    request: TopUpRequest;
    /** The register has the service suspended or closed: the money goes back at once. */
    closed: boolean;
  }): Promise<TopUpView | null>;
  /**
   * Answers when the top-up has ended or after `waitMs`; what is not granted by then is decided to
   * be returned, unless the portal sold it. Null: no such top-up here.
   */
  waitFor(input: { topUpId: string; waitMs: number }): Promise<WaitedFor | null>;
  claimTopUp(input: { topUpId: string }): Promise<Claimed>;
  grantCredit(input: { topUpId: string; fence: number; reading: Reading }): Promise<Permit>;
  revokeCredit(input: { topUpId: string; fence: number; reading: Reading }): Promise<Permit>;
  recordEvidence(input: {
    topUpId: string;
    fence: number;
    write: WriteAnswer;
    reading: Reading;
  }): Promise<TopUpView | null>;
  pendingStripeCalls(input: { topUpId: string }): Promise<PendingStripeCalls>;
  recordRefund(input: { topUpId: string; refundId: string; outcome: RefundOutcome }): Promise<void>;
  /** Both only by the session that made it: a link is in many hands. */
  cancelTopUp(input: { topUpId: string; sessionId: string }): Promise<CommandAnswer>;
  requestRefund(input: { topUpId: string; sessionId: string }): Promise<CommandAnswer>;
  refundTopUp(input: OperatorOrder): Promise<CommandAnswer>;
  confirmCredited(input: OperatorOrder & { reading: Reading }): Promise<CommandAnswer>;
  redriveTopUp(input: OperatorOrder): Promise<CommandAnswer>;
  recordManualRefund(input: OperatorOrder & { reference: string }): Promise<CommandAnswer>;
  getTopUp(input: { topUpId: string }): Promise<TopUpView | null>;
  /** The whole state of one top-up, without its log. */
  getTopUpState(input: { topUpId: string }): Promise<TopUp | null>;
  /** Everything about one top-up: state and its log. */
  getEvidence(input: {
    topUpId: string;
  }): Promise<{ topUp: TopUp; log: readonly LoggedEvent[] } | null>;
  /** What the projection has not written yet; empty when it is up to date. */
  unprojected(): Promise<ProjectionBatch | null>;
  recordProjected(input: {
    seq: number;
    /** Of the batch: what was pulled before a `reproject` says nothing about D1 any more. */
    resendNumber: number;
    invoices: readonly { topUpId: string; invoiceNumber: string }[];
  }): Promise<void>;
  /**
   * D1 was restored: forget how far it was, tell it everything again. `empty`: nothing here was
   * ever told. Changes no top-up; an order of a person is a line in the newest one's log.
   */
  reproject(input: { order: { actor: string; reason: string } }): Promise<"due" | "empty">;
  /** D1 has no end of this top-up: if it has ended and is not on its way there, tell all again. */
  reprojectIfUnseen(input: { topUpId: string }): Promise<"due" | "nothing">;
  /** Of the number keeper only: a number per top-up, for ever the same, next to the last one. */
  numberInvoices(input: {
    invoices: readonly UnnumberedInvoice[];
  }): Promise<readonly NumberedInvoice[]>;
  /** Of the number keeper only: services that ever had an invoice, by id, page by page. */
  numberedServices(input: { after: string; limit: number }): Promise<readonly string[]>;
  /**
   * Letters to be handed over now. `once`: to a mail service that would take each twice, so a
   * letter that is out without an answer is no work any more.
   */
  pendingNotices(input: { topUpId: string; once: boolean }): Promise<PendingNotices | null>;
  recordNotice(input: { topUpId: string; kind: NoticeKind; answer: NoticeAnswer }): Promise<void>;
  /** The nightly look: top-ups whose end lies ahead, and what a reading of them shows. */
  creditsToReconcile(): Promise<readonly CreditToReconcile[]>;
  recordReconciliation(input: {
    topUpId: string;
    reading: Reading;
  }): Promise<{ resend: string | null }>;
  recordDeadLetter(input: { topUpId: string; queue: string }): Promise<void>;
  /** Re-arms the alarm and drives whatever is due. */
  wake(): Promise<void>;
  /** The register closed or reopened the service. */
  setServiceClosed(input: { closed: boolean }): Promise<void>;
  getAccountState(): Promise<AccountState>;
  /** All that a page asks: the standing, and the top-ups that it tells of. */
  getOverview(input: { sessionId: string | null }): Promise<{
    standing: AccountState;
    /** The unfinished and the newest top-up of the service, for "resume" on any device. */
    openTopUps: readonly OpenTopUp[];
    /** The newest top-up that was paid within the last minutes and not returned (row P10). */
    recentTopUp: TopUpView | null;
  }>;
  /** A reading that a page made and that says something new. Shown while the OCS is silent. */
  noteReading(input: { reading: Reading }): Promise<void>;
}
