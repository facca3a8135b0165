import type { ServiceId } from "../../domain/base/ids.ts";
import type { NumberedInvoice, UnnumberedInvoice } from "./projection-store.ts";
import type { ServiceCursor } from "./read-models.ts";

/**
 * The one object that is no service: it gives out the invoice numbers and keeps to which invoice
 * each belongs, so that a D1 restored from a backup cannot give a number out again.
 */
export interface InvoiceSequence {
  /** A number per top-up, for ever the same, in unbroken order. */
  numberInvoices(input: {
    invoices: readonly UnnumberedInvoice[];
  }): Promise<readonly NumberedInvoice[]>;
  /** Services that ever had an invoice, by id, page by page. */
  numberedServices(input: { after: ServiceCursor; limit: number }): Promise<readonly ServiceId[]>;
}
