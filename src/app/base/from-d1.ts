import { PortFault } from "../ports/port-fault.ts";

/** Throws D1's silence as a `PortFault`, for routes that promise an answer to it. */
export async function fromD1<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (fault) {
    throw new PortFault("d1", fault instanceof Error ? fault.message : String(fault), fault);
  }
}
