/** What the object records once D1 has its events. */
import type { TopUpId } from "../../../domain/base/ids.ts";

export interface RecordProjected {
  readonly seq: number;
  /** The batch's: one pulled before a `reproject` proves nothing about D1 any more. */
  readonly resendNumber: number;
  readonly invoices: readonly { readonly topUpId: TopUpId; readonly invoiceNumber: string }[];
}
