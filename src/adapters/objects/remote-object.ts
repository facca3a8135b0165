import type { InvoiceSequence } from "../../app/ports/invoice-sequence.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import type { ServiceObject } from "../../app/ports/service-object.ts";

/** One class serves the services and the invoice sequence. */
type RemoteObject = ServiceObject & InvoiceSequence;

/**
 * The stub of a Durable Object as the port. A call without an answer (reset, overload, lost
 * connection, a fault in the object) throws a `PortFault`. It is not retried here: every method is
 * safe to repeat, and what called it is driven again.
 */
export function remoteObject(stub: RemoteObject): RemoteObject {
  return new Proxy(stub, {
    get: (target, method: keyof RemoteObject & string) => async (input: never) => {
      try {
        return await target[method](input);
      } catch (fault) {
        const text = fault instanceof Error ? fault.message : String(fault);
        throw new PortFault("service object", `${method}: ${text}`, fault);
      }
    },
  });
}
