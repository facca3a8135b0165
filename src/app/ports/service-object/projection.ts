/** What the object records once D1 has its events. */

export interface RecordProjected {
  readonly seq: number;
  /** The batch's: one pulled before a `reproject` proves nothing about D1 any more. */
  readonly resendNumber: number;
  readonly invoices: readonly { readonly topUpId: string; readonly invoiceNumber: string }[];
}
