import type { ServiceId } from "../../domain/base/ids.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { ProjectionBatch } from "../ports/projection-store.ts";

/** Why D1 does not have the news of a service now. */
export interface Unwritten {
  /**
   * `busy`: D1 or an object is overloaded or silent, and nothing is wrong with the rows; `refused`:
   * D1 refuses these rows, alone too; `left`: not tried, because so many others were refused.
   */
  readonly why: "busy" | "refused" | "left";
  readonly fault: unknown;
}

/** A port that gives no answer says nothing about what it was asked (decision 45). */
export const whyOf = (fault: unknown): Unwritten["why"] =>
  fault instanceof PortFault ? "busy" : "refused";

/** Of one batch: one service of 25 that is refused is found by eleven, two by at most nineteen. */
const WRITES_MAX = 20;

/**
 * Writes all in one, or in halves, one after the other, until those that D1 refuses are alone: the
 * others are written in few writes. It ends with the first answer that D1 is busy, because more
 * writes make that worse. Answers with what is not written.
 */
export async function writeInParts(
  batches: readonly ProjectionBatch[],
  write: (part: readonly ProjectionBatch[]) => Promise<void>,
): Promise<ReadonlyMap<ServiceId, Unwritten>> {
  const unwritten = new Map<ServiceId, Unwritten>();
  const mark = (part: readonly ProjectionBatch[], one: Unwritten) => {
    for (const { serviceId } of part) unwritten.set(serviceId, one);
  };
  const parts = [batches];
  let refusal: unknown = null;
  for (let writes = 1; ; writes++) {
    const part = parts.shift();
    if (part === undefined) return unwritten;
    try {
      await write(part);
    } catch (fault) {
      if (whyOf(fault) === "busy") {
        mark([...part, ...parts.flat()], { why: "busy", fault });
        return unwritten;
      }
      refusal = fault;
      if (part.length === 1) mark(part, { why: "refused", fault });
      else parts.unshift(...halves(part));
    }
    if (writes === WRITES_MAX) {
      mark(parts.flat(), { why: "left", fault: refusal });
      return unwritten;
    }
  }
}

function halves<T>(all: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}
