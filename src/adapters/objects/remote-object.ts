import { PortFault } from "../../app/ports/port-fault.ts";

type Callable = Readonly<
  Record<PropertyKey, (input: unknown, requestId?: string) => Promise<unknown>>
>;

/**
 * The stub of a Durable Object as its port. A call without an answer (reset, overload, lost
 * connection, a fault in the object) throws a `PortFault` that names `what` was called. It is not
 * retried here: every method is safe to repeat, and what called it is driven again. The id of the
 * request goes along, so that a line of the object names the request that caused it.
 */
export function remoteObject<Port extends object>(
  what: string,
  stub: Port,
  requestIdOf: () => string | null = () => null,
): Port {
  return new Proxy(stub, {
    get: (target, method) => async (input: unknown) => {
      try {
        // Called as a member: `.call` of a stub's method would be a call of its own over the wire.
        const requestId = requestIdOf();
        return await (target as Callable)[method]?.(
          input,
          ...(requestId === null ? [] : [requestId]),
        );
      } catch (fault) {
        const text = fault instanceof Error ? fault.message : String(fault);
        throw new PortFault(what, `${String(method)}: ${text}`, fault);
      }
    },
  });
}
