import { PortFault } from "../../app/ports/port-fault.ts";

/** Turns D1's silence into a `PortFault`, for ports that promise one. */
export async function orPortFault<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (fault) {
    throw new PortFault("d1", fault instanceof Error ? fault.message : String(fault), fault);
  }
}
