/** What is read from D1 and kept in this isolate, so that a sale goes on while D1 is silent. */
import type { Clock } from "../../app/ports/clock.ts";
import type { Log } from "../../app/ports/log.ts";
import { PortFault } from "../../app/ports/port-fault.ts";

export interface KeepConfig {
  readonly clock: Clock;
  readonly log: Log;
  /** A value younger than this is not read again; ms. */
  readonly freshMs: number;
}

/** How long a read may take where an older value is kept, and where none is; ms. */
const WAIT_MS = 500;
const WAIT_WITHOUT_MS = 4000;
/** After a silence the kept values are the answer for so long, without asking; ms. */
const REST_MS = 5000;
/** An older value is no answer any more: prices and rules change; ms. */
const KEPT_AT_MOST_MS = 3_600_000;
/** Values of one kind; the oldest makes room. */
const MOST = 2000;

export interface Kept<V> {
  /**
   * The value of a key: the kept one while it is fresh, otherwise a new one; the kept one again
   * where D1 does not answer. `anew`: asks although the kept one is fresh. Throws `PortFault` where
   * D1 does not answer and nothing is kept.
   */
  get(key: string, anew?: "anew"): Promise<V>;
  /** A value that came with another answer. */
  put(key: string, value: V): void;
  forget(): void;
}

/** Makes caches that share what they know of D1's silence: one silent read spares the others. */
export type Keep = <V>(
  name: string,
  read: (key: string) => Promise<V>,
  isKept?: (value: V) => boolean,
) => Kept<V>;

/**
 * Only values are shared between requests, never promises: a request of a Worker must not wait for
 * what another one began.
 */
export function createKeep({ clock, log, freshMs }: KeepConfig): Keep {
  let restsUntil = 0;
  return (name, read, isKept = () => true) => {
    type Value = Awaited<ReturnType<typeof read>>;
    const values = new Map<string, { readonly value: Value; readonly at: number }>();
    const put = (key: string, value: Value): void => {
      values.delete(key);
      if (!isKept(value)) return;
      const [oldest] = values.keys();
      if (values.size >= MOST && oldest !== undefined) values.delete(oldest);
      values.set(key, { value, at: clock.now() });
    };
    return {
      async get(key, anew) {
        const now = clock.now();
        const last = values.get(key);
        const ageMs = last === undefined ? Number.POSITIVE_INFINITY : now - last.at;
        const rests = now < restsUntil;
        const isUsable = last !== undefined && ageMs < KEPT_AT_MOST_MS;
        if (isUsable && (rests || (ageMs < freshMs && anew === undefined))) return last.value;
        try {
          const value = await within(isUsable || rests ? WAIT_MS : WAIT_WITHOUT_MS, read(key));
          put(key, value);
          return value;
        } catch (fault) {
          restsUntil = clock.now() + REST_MS;
          if (!isUsable) throw new PortFault("d1", messageOf(fault), fault);
          log.warn("d1_silent", { what: name, ageMs, why: messageOf(fault) });
          return last.value;
        }
      },
      put,
      forget: () => values.clear(),
    };
  };
}

const messageOf = (fault: unknown): string =>
  fault instanceof Error ? fault.message : String(fault);

/** D1 has no time limit of its own that a customer could wait for. */
export async function within<T>(ms: number, asked: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PortFault("d1", `no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
