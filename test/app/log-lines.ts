import type { Log } from "../../src/app/ports/log.ts";

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly fault?: unknown;
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** A log that keeps its lines. */
export function logInto(lines: LogLine[]): Log {
  const line = (level: string): Log["info"] => {
    return (event, fields) => void lines.push({ level, event, fields });
  };
  return {
    info: line("info"),
    warn: line("warn"),
    error: (event, fault, fields) => void lines.push({ level: "error", event, fault, fields }),
  };
}
