import { PortFault } from "../../app/ports/port-fault.ts";
import type { ServiceObject } from "../../app/ports/service-object.ts";

/**
 * The stub of a Durable Object behind the port: a call that got no answer (reset, overload, lost
 * connection, a fault inside) is a `PortFault` like any other silence. Every method is safe to
 * repeat, so the callers' own drivers are the retry.
 */
export function remoteObject(stub: ServiceObject): ServiceObject {
  return new Proxy(stub, {
    get: (target, method: keyof ServiceObject & string) => async (input: never) => {
      try {
        return await target[method](input);
      } catch (fault) {
        const text = fault instanceof Error ? fault.message : String(fault);
        throw new PortFault("service object", `${method}: ${text}`, fault);
      }
    },
  });
}
