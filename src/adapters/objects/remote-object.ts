import { PortFault } from "../../app/ports/port-fault.ts";
import { isPassing, onceMore, type Repeating } from "./once-more.ts";

type Callable = Readonly<
  Record<PropertyKey, (input: unknown, requestId?: string) => Promise<unknown>>
>;

interface RemoteNeeds {
  readonly repeating: Repeating;
  /** Null: nothing runs for a request. */
  readonly requestIdOf: () => string | null;
}

/**
 * Stubs of a Durable Object as its port; `stubOf` makes a new one for each call. Every method is
 * safe to repeat, so a call that failed for a moment is made once more. One without an answer then
 * (reset, overload, lost connection, a fault in the object) throws a `PortFault` that names `what`
 * was called and whether it is `passing`; what called it is driven again. The id of the request
 * goes along, so that a line of the object names the request that caused it.
 */
export function remoteObject<Port extends object>(
  what: string,
  stubOf: () => Port,
  { repeating, requestIdOf }: RemoteNeeds,
): Port {
  return new Proxy<Port>({} as Port, {
    get: (_, method) => async (input: unknown) => {
      try {
        const requestId = requestIdOf();
        return await onceMore(
          // As a member: `.call` of a stub's method would be a call of its own over the wire.
          async () =>
            (stubOf() as Callable)[method]?.(input, ...(requestId === null ? [] : [requestId])),
          repeating,
        );
      } catch (fault) {
        const text = fault instanceof Error ? fault.message : String(fault);
        throw new PortFault(what, `${String(method)}: ${text}`, fault, isPassing(fault));
      }
    },
  });
}
