import type { InvoiceSequence } from "../../app/ports/invoice-sequence.ts";
import type { KeyedAnswer, KeyedObject, SequenceOrder } from "../../app/ports/keyed-object.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import type { NumberedInvoice } from "../../app/ports/projection-store.ts";
import { toId } from "../../domain/base/ids.ts";

/**
 * A brand's invoice numbers from its keyed object. A number is asked for when its invoice is about
 * to be written, so it is confirmed at once: nothing needs to be reserved before.
 */
export const createInvoiceSequence = (object: KeyedObject<SequenceOrder>): InvoiceSequence => ({
  async numberInvoices({ invoices }) {
    const orders = invoices.map(({ topUpId, serviceId, above }) => ({
      id: topUpId,
      owner: serviceId,
      above,
    }));
    return (await object.confirm({ orders })).map(numberedInvoice);
  },
  async numberedServices(page) {
    return (await object.owners(page)).map((owner) => toId("svc", owner));
  },
});

/** Throws when a top-up was numbered for another service, or was released: no caller does that. */
function numberedInvoice(answer: KeyedAnswer): NumberedInvoice {
  if (answer.kind === "confirmed" && answer.number !== null) {
    return { topUpId: toId("top", answer.id), number: answer.number };
  }
  throw new PortFault("invoice sequence", `no number for ${answer.id}: ${answer.kind}`);
}
