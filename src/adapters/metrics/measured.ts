import type { Clock } from "../../app/ports/clock.ts";
import type { Metrics } from "../../app/ports/metrics.ts";

export interface Measuring {
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** What the answer of a method says, e.g. a reading's kind. */
  readonly outcomeOf?: (answer: unknown) => string;
}

type Method = (...input: unknown[]) => unknown;

/**
 * The same port, with one point of `call` for every call that it answers with a promise: how long
 * it took, and what came of it (`fault`: it threw). What it answers or throws is not changed.
 */
export function measured<Port extends object>(
  system: "ocs" | "stripe",
  port: Port,
  { metrics, clock, outcomeOf = () => "answered" }: Measuring,
): Port {
  const point = (method: string, from: number, outcome: string): void =>
    metrics.write("call", {
      blobs: { system, method, outcome },
      doubles: { took_ms: clock.now() - from },
    });
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...input: unknown[]) => {
        const from = clock.now();
        const answer: unknown = (value as Method).apply(target, input);
        if (!(answer instanceof Promise)) return answer;
        return answer.then(
          (done: unknown) => {
            point(String(name), from, outcomeOf(done));
            return done;
          },
          (fault: unknown) => {
            point(String(name), from, "fault");
            throw fault;
          },
        );
      };
    },
  });
}

/** The kind of a reading or of a write's answer; a silent OCS answers too (`unreadable`). */
export const kindOfAnswer = (answer: unknown): string =>
  typeof answer === "object" && answer !== null && "kind" in answer
    ? String(answer.kind)
    : "answered";
