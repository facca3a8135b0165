/**
 * The service object as the rest of the Worker sees it: the RPC surface of the Durable Object. All
 * values are plain data; every method is safe to repeat. A call that throws proves nothing.
 */
import type { SessionId, TopUpId } from "../../domain/base/ids.ts";
import type { Reading } from "../../domain/ocs/reading.ts";
import type { CloseRefusal, Closing } from "../../domain/top-up/decide/close-request.ts";
import type { GrantCommand, Permit } from "../../domain/top-up/decide/grant.ts";
import type { IntentCommand } from "../../domain/top-up/decide/intent.ts";
import type { NoIntentCommand } from "../../domain/top-up/decide/no-intent.ts";
import type { RecordCommand } from "../../domain/top-up/decide/record.ts";
import type { RefundCommand } from "../../domain/top-up/decide/refund.ts";
import type { LoggedEvent } from "../../domain/top-up/events.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { SealedPayer } from "./payer-vault.ts";
import type { ProjectionBatch } from "./projection-store.ts";
import type { AccountState, Overview } from "./service-object/account-state.ts";
import type { ExportedPage, ExportService } from "./service-object/export.ts";
import type { PendingNotices, RecordNotice } from "./service-object/notice.ts";
import type {
  Approval,
  ApproveRefusal,
  CommandAnswer,
  OperatorOrder,
  Order,
  OrderAnswer,
  OrderRefusal,
} from "./service-object/operator.ts";
import type { ErasePayer, ListPayers, ResealPayers, StoredPayer } from "./service-object/payer.ts";
import type {
  ImportPayment,
  PendingStripeCalls,
  RecordedPayment,
  RecordPayment,
  WaitedFor,
} from "./service-object/payment.ts";
import type { RecordProjected } from "./service-object/projection.ts";
import type { Claimed, CreditToReconcile } from "./service-object/provisioning.ts";
import type {
  ChangeBilling,
  OwnRefusal,
  OwnTopUp,
  Replayed,
  ReplayRefusal,
  ReplayTopUp,
  Requested,
  RequestTopUp,
} from "./service-object/request.ts";

export interface ServiceObject {
  /** Whether the object has this key. Asked before anything else: a replay needs no OCS. */
  replayTopUp(input: ReplayTopUp): Promise<Replayed>;
  requestTopUp(input: RequestTopUp): Promise<Requested>;
  /** The same session corrected its billing details before it paid; else nothing changes. */
  changeBilling(input: ChangeBilling): Promise<void>;
  /** `cancel`: another intent is recorded, or this one came too late: cancel it. */
  recordIntent(
    input: IntentCommand & { topUpId: TopUpId },
  ): Promise<{ kind: "recorded" | "cancel"; view: TopUpView }>;
  /** Stripe made no intent. Answers with the order of the attempt that is open now, if one is. */
  recordNoIntent(input: NoIntentCommand & { topUpId: TopUpId }): Promise<Requested<ReplayRefusal>>;
  /** A payment as re-read at Stripe. Never refuses a payment of ours. */
  recordPayment(input: RecordPayment): Promise<RecordedPayment>;
  /**
   * A legacy caller's payment that is bound to this service: creates the top-up as paid; again: a
   * reading like any other. Null: the payment can buy nothing, and no top-up was made.
   */
  importPayment(input: ImportPayment): Promise<TopUpView | null>;
  /**
   * Answers when the top-up moves no more by itself or after `waitMs`; what is not granted by then
   * is decided to be returned, unless the portal sold it. Null: no such top-up here.
   */
  waitFor(input: { topUpId: TopUpId; waitMs: number }): Promise<WaitedFor | null>;
  claimTopUp(input: { topUpId: TopUpId }): Promise<Claimed>;
  grantCredit(input: GrantCommand & { topUpId: TopUpId }): Promise<Permit>;
  revokeCredit(input: GrantCommand & { topUpId: TopUpId }): Promise<Permit>;
  recordEvidence(input: RecordCommand & { topUpId: TopUpId }): Promise<TopUpView | null>;
  pendingStripeCalls(input: { topUpId: TopUpId }): Promise<PendingStripeCalls>;
  recordRefund(input: RefundCommand & { topUpId: TopUpId }): Promise<void>;
  /** Both only for the session that made the top-up: a service's link has many holders. */
  cancelTopUp(input: OwnTopUp): Promise<CommandAnswer<OwnRefusal | "wrong_state">>;
  requestRefund(
    input: OwnTopUp,
  ): Promise<CommandAnswer<OwnRefusal | "wrong_state" | "not_available">>;
  refundTopUp(
    input: OperatorOrder,
  ): Promise<OrderAnswer<OrderRefusal | "wrong_state" | "not_available">>;
  /** Both for what is in review, and for a sale that waits for approval. */
  approveTopUp(
    input: OperatorOrder,
  ): Promise<OrderAnswer<OrderRefusal | "wrong_state" | "not_available">>;
  rejectTopUp(
    input: OperatorOrder,
  ): Promise<OrderAnswer<OrderRefusal | "wrong_state" | "not_available">>;
  confirmCredited(
    input: OperatorOrder & { reading: Reading },
  ): Promise<OrderAnswer<OrderRefusal | "wrong_state" | "evidence_needed">>;
  redriveTopUp(input: OperatorOrder): Promise<CommandAnswer<OrderRefusal | "wrong_state">>;
  /** Lifts the block of the payer that this top-up is the reason for. */
  unblockPayer(input: OperatorOrder): Promise<CommandAnswer<OrderRefusal | "wrong_state">>;
  recordManualRefund(
    input: OperatorOrder & { reference: string },
  ): Promise<OrderAnswer<OrderRefusal | "wrong_state">>;
  /** Does what another operator ordered. */
  approveOrder(input: Approval): Promise<CommandAnswer<ApproveRefusal>>;
  /** Retracts or rejects what waits for an approval. */
  closeRequest(
    input: Closing & { topUpId: TopUpId },
  ): Promise<CommandAnswer<CloseRefusal | "reason_needed">>;
  getTopUp(input: { topUpId: TopUpId }): Promise<TopUpView | null>;
  /** The whole state of one top-up, without its log. */
  loadTopUp(input: { topUpId: TopUpId }): Promise<TopUp | null>;
  /** Everything about one top-up: state and its log. */
  getEvidence(input: {
    topUpId: TopUpId;
  }): Promise<{ topUp: TopUp; log: readonly LoggedEvent[] } | null>;
  /** The sealed payer of a top-up; null: there is none, or none any more. */
  getPayer(input: { topUpId: TopUpId }): Promise<SealedPayer | null>;
  /**
   * Deletes the payers of these top-ups and all payers with the same payer key. Answers how many
   * top-ups lost their payer; again: none.
   */
  erasePayer(input: ErasePayer): Promise<{ erased: number }>;
  listPayers(input: ListPayers): Promise<readonly StoredPayer[]>;
  /** Writes payers under newer keys, each only if its row is as it was read. */
  resealPayers(input: ResealPayers): Promise<{ resealed: number }>;
  /** What the projection has not written yet; null when it is up to date. */
  unprojected(): Promise<ProjectionBatch | null>;
  recordProjected(input: RecordProjected): Promise<void>;
  /**
   * D1 was restored: the object forgets how far D1 was and sends everything again. `empty`: this
   * object never had anything to send. Changes no top-up; the order is a line in the newest log.
   */
  reproject(input: { order: Order }): Promise<"due" | "empty">;
  /** D1 has no end of this top-up: if it has ended and is not on its way to D1, send all again. */
  reprojectIfUnseen(input: { topUpId: TopUpId }): Promise<"due" | "nothing">;
  /** Everything of this service but secrets, page by page; changes nothing. */
  exportService(input: ExportService): Promise<ExportedPage>;
  /**
   * Notices to send now. `once`: the email service has no keys and would take a message twice, so a
   * notice that was sent and got no answer is not pending any more.
   */
  pendingNotices(input: { topUpId: TopUpId; once: boolean }): Promise<PendingNotices | null>;
  recordNotice(input: RecordNotice): Promise<void>;
  /** Top-ups whose end lies ahead, for credit reconciliation. */
  creditsToReconcile(): Promise<readonly CreditToReconcile[]>;
  /** `resend`: the bytes to write again; null: nothing to write. */
  recordReconciliation(input: {
    topUpId: TopUpId;
    reading: Reading;
  }): Promise<{ resend: string | null }>;
  recordDeadLetter(input: { topUpId: TopUpId; queue: string }): Promise<void>;
  /** Re-arms the alarm and sends whatever is due. */
  wake(): Promise<void>;
  /** The register closed or reopened the service. */
  setServiceClosed(input: { closed: boolean }): Promise<void>;
  getAccountState(): Promise<AccountState>;
  /** All that a page asks: the account state, and the top-ups that the page lists. */
  getOverview(input: { sessionId: SessionId | null }): Promise<Overview>;
  /** A reading that a page made and that is new. Shown while the OCS is silent. */
  noteReading(input: { reading: Reading }): Promise<void>;
}
