import type { ServiceId } from "../../domain/base/ids.ts";
import type { InvoiceSequence } from "./invoice-sequence.ts";
import type { ServiceObject } from "./service-object.ts";

/** Always with the configured location hint: no distant caller decides where an object lives. */
export interface ServiceObjects {
  of(serviceId: ServiceId): ServiceObject;
  /** No service's object: the keyed object `sequence:<brand>`. */
  invoiceSequence(brand: string): InvoiceSequence;
}
