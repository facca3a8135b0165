import type { Log } from "../../app/ports/log.ts";
import { MINUTE_MS } from "../../domain/base/time.ts";
import { bounded } from "./bounded.ts";

/** Warnings and errors of one kind that an isolate writes in a minute; the rest is only counted. */
const PER_MINUTE = 60;

/**
 * One JSON line per event, for the platform's log, with the version that runs and the id of the
 * request, batch, cron run or alarm that it was written in (null: outside of all). The only place
 * that uses `console`. Outsiders can cause lines, so each is bounded in size and each kind in
 * number: a line names how many of its kind were left out before it (`left_out`). `now`: Unix ms.
 */
export function createLog(
  versionOf: () => string,
  now: () => number,
  requestIdOf: () => string | null = () => null,
): Log {
  const kinds = new Map<string, { minute: number; written: number; leftOut: number }>();
  const line = (level: string, event: string, fields: Fields = {}) =>
    JSON.stringify({
      level,
      event,
      version: versionOf(),
      requestId: requestIdOf(),
      ...(bounded(fields) as Fields),
    });

  /** Null: one too many of its kind in this minute. */
  const leftOutBefore = (event: string): number | null => {
    const minute = Math.floor(now() / MINUTE_MS);
    const last = kinds.get(event) ?? { minute, written: 0, leftOut: 0 };
    const kind = last.minute === minute ? last : { minute, written: 0, leftOut: last.leftOut };
    kinds.set(event, kind);
    if (kind.written >= PER_MINUTE) {
      kind.leftOut += 1;
      return null;
    }
    const { leftOut } = kind;
    kind.written += 1;
    kind.leftOut = 0;
    return leftOut;
  };
  const few = (event: string, write: (more: Fields) => void): void => {
    const leftOut = leftOutBefore(event);
    if (leftOut !== null) write(leftOut === 0 ? {} : { left_out: leftOut });
  };
  return {
    // What staff did is never left out, and no outsider can cause such a line.
    info: (event, fields) => console.log(line("info", event, fields)),
    warn: (event, fields) =>
      few(event, (more) => console.warn(line("warn", event, { ...fields, ...more }))),
    error: (event, fault, fields) =>
      few(event, (more) =>
        console.error(line("error", event, { ...fields, ...more, fault: faultLine(fault) })),
      ),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Causes of causes are cut off here: a fault may name itself. */
const CAUSES_MAX = 4;

/** A fault with its causes: name, message and stack, and no other property. */
function faultLine(fault: unknown, depth = 0): unknown {
  if (!(fault instanceof Error)) return String(fault);
  const { name, cause } = fault;
  const [message, stack] = [withoutValues(fault.message), withoutValues(fault.stack)];
  const isLast = cause === undefined || depth >= CAUSES_MAX;
  return { name, message, stack, ...(isLast ? {} : { cause: faultLine(cause, depth + 1) }) };
}

/** The message of a failed query quotes its values, which may be an email or a name. */
function withoutValues(text: string | undefined): string | undefined {
  return text?.replace(/\nparams:[^\n]*/g, "\nparams: …");
}
