import type { ServiceId } from "../../domain/base/ids.ts";
import type { InvoiceSequence } from "./invoice-sequence.ts";
import type { ServiceObject } from "./service-object.ts";

export interface ServiceObjects {
  /** Made with the configured location hint: no distant caller decides where the object lives. */
  of(serviceId: ServiceId): ServiceObject;
  /** The one object that is no service. */
  invoiceSequence(): InvoiceSequence;
}
