import type { Log } from "../ports/log.ts";
import { PortFault } from "../ports/port-fault.ts";
import { withTimeLimit } from "./time-limit.ts";

/** A customer waits, and sales do not hang on the counters; ms. */
const WAIT_MS = 1000;

/** What a caller does without the counters, and how the log names it. */
interface Silence<T> {
  readonly event: string;
  readonly facts?: Readonly<Record<string, string>>;
  /** The answer that holds then. */
  readonly answer: T;
}

/**
 * Asks the counters, and waits for no longer than a customer who pays may be kept. Without an
 * answer in time a line stands in the log, and `silence.answer` is the answer.
 */
export async function askCounters<T>(
  log: Log,
  ask: () => Promise<T>,
  silence: Silence<T>,
): Promise<T> {
  try {
    return await withTimeLimit(ask(), { port: "counters", ms: WAIT_MS });
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    log.warn(silence.event, { ...silence.facts, why: fault.message });
    return silence.answer;
  }
}
