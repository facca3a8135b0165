import { AsyncLocalStorage } from "node:async_hooks";

/** One run of the Worker or of an object: a request, a batch, a cron run, an alarm, a call. */
export interface Invocation {
  /** On every line; the one that a customer is told in a problem answer. */
  readonly requestId: string;
  /** Points of metrics written so far; the platform takes 250. */
  points: number;
}

/** Which invocation runs, whatever it awaits and however many run at once in an isolate. */
export interface Invocations {
  /** Null: outside of all, as while an isolate starts. */
  current(): Invocation | null;
  run<T>(requestId: string, work: () => T): T;
}

export function createInvocations(): Invocations {
  const storage = new AsyncLocalStorage<Invocation>();
  return {
    current: () => storage.getStore() ?? null,
    run: (requestId, work) => storage.run({ requestId, points: 0 }, work),
  };
}
