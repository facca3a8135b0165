import type { ServiceId } from "../../domain/base/ids.ts";
import type { NumberedInvoice, UnnumberedInvoice } from "./projection-store.ts";
import type { ServiceCursor } from "./read-models.ts";

/**
 * Gives out the invoice numbers of one brand and keeps to which invoice each belongs, so that a D1
 * restored from a backup cannot give a number out again.
 */
export interface InvoiceSequence {
  /** A number per top-up, for ever the same, in unbroken order; all are of this brand. */
  numberInvoices(input: {
    invoices: readonly UnnumberedInvoice[];
  }): Promise<readonly NumberedInvoice[]>;
  /** Services that ever had an invoice of this brand, by id, page by page. */
  numberedServices(input: { after: ServiceCursor; limit: number }): Promise<readonly ServiceId[]>;
}
