import type { ServiceObject } from "./service-object.ts";

export interface ServiceObjects {
  /** Made with the configured location hint: no distant caller decides where the object lives. */
  of(serviceId: string): ServiceObject;
}

/**
 * The one object that is no service: it gives out the invoice numbers and keeps to which invoice
 * each belongs, so that a D1 restored from a backup cannot give a number out again.
 */
export const INVOICE_SEQUENCE = "invoice-sequence";
