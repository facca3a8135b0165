import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";
import type { LoggedEvent } from "../../domain/top-up/events.ts";
import type { SealedPayer } from "./payer-vault.ts";

/** What an object hands to the projection: everything that D1 has not seen yet. */
export interface ProjectionBatch {
  readonly serviceId: ServiceId;
  /** The newest event in this batch. */
  readonly seq: number;
  /** How often the object was ordered to send all again; goes back with `recordProjected`. */
  readonly resendNumber: number;
  /** Since when it is due; Unix ms. Absent: an object of the release before did not say. */
  readonly dueAt?: number;
  readonly topUps: readonly ProjectedTopUp[];
}

/** One top-up, whole: its row, its ledger and its documents are functions of `events`. */
export interface ProjectedTopUp {
  readonly topUpId: TopUpId;
  readonly events: readonly LoggedEvent[];
  /** Null: no payer, or none any more. */
  readonly payer: ProjectedPayer | null;
}

/** A payer on the way to D1, where one customer has one payer key. */
export interface ProjectedPayer extends SealedPayer {
  /** The same email's payer keys under older secrets: a customer of that key is this one. */
  readonly olderKeys?: readonly string[];
}

/** An invoice whose number is neither in its log nor in D1. */
export interface UnnumberedInvoice {
  readonly topUpId: TopUpId;
  readonly serviceId: ServiceId;
  readonly brand: string;
  /** The highest number of the brand in the ledgers and in the sequence's backup; 0: none. */
  readonly above: number;
}
export interface NumberedInvoice {
  readonly topUpId: TopUpId;
  /** 1, 2, 3 … per brand. */
  readonly number: number;
}
/** An invoice number as D1 wrote it and as the top-up's log will hold it. */
export interface WrittenInvoice {
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
  readonly invoiceNumber: string;
}

/** Read models, ledger and documents in D1: append-only, idempotent by `seq`. */
export interface ProjectionStore {
  /** The invoices in these logs that still need a number. */
  unnumbered(batches: readonly ProjectionBatch[]): Promise<readonly UnnumberedInvoice[]>;
  /**
   * Writes many services in one D1 batch; rows already there with the same or a higher `seq` stay.
   * An invoice has the number that its log holds, otherwise the one given here. Answers with the
   * numbers that the logs do not hold yet.
   */
  project(
    batches: readonly ProjectionBatch[],
    numbers: readonly NumberedInvoice[],
  ): Promise<readonly WrittenInvoice[]>;
  /** Drops the declined cards of top-ups requested before this one; answers with their number. */
  dropDeclined(before: TopUpId, limit: number): Promise<number>;
  /** Drops the steps of ended jobs in this span of top-ups; answers with their number. */
  dropJobSteps(
    span: { readonly from: TopUpId; readonly before: TopUpId },
    limit: number,
  ): Promise<number>;
}
