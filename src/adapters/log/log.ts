import type { Log } from "../../app/ports/log.ts";

/**
 * One JSON line per event, for the platform's log, with the version that runs. The only place that
 * uses `console`.
 */
export function createLog(versionOf: () => string): Log {
  const line = (level: string, event: string, fields: Fields = {}) =>
    JSON.stringify({ level, event, version: versionOf(), ...fields });
  return {
    info: (event, fields) => console.log(line("info", event, fields)),
    warn: (event, fields) => console.warn(line("warn", event, fields)),
    error: (event, fault, fields) =>
      console.error(line("error", event, { ...fields, fault: faultLine(fault) })),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** A fault with its causes: name, message and stack, and no other property. */
function faultLine(fault: unknown): unknown {
  if (!(fault instanceof Error)) return String(fault);
  const { name, cause } = fault;
  const [message, stack] = [withoutValues(fault.message), withoutValues(fault.stack)];
  return { name, message, stack, ...(cause === undefined ? {} : { cause: faultLine(cause) }) };
}

/** The message of a failed query quotes its values, which may be an email or a name. */
function withoutValues(text: string | undefined): string | undefined {
  return text?.replace(/\nparams:[^\n]*/g, "\nparams: …");
}
