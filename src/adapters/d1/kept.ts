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
  /** Reads these values again when they are asked for next; until then D1's silence keeps them. */
  age(which: (value: V) => boolean): void;
}

/** Makes caches that share what they know of D1's silence: one silent read spares the others. */
export interface Keep {
  <V>(name: string, read: (key: string) => Promise<V>, isKept?: (value: V) => boolean): Kept<V>;
  /** Asks for what must not be old, so none is kept. Throws `PortFault` where D1 is silent. */
  fresh<V>(read: () => Promise<V>): Promise<V>;
}

/**
 * Only values are shared between requests, never promises: a request of a Worker must not wait for
 * what another one began.
 */
export function createKeep({ clock, log, freshMs }: KeepConfig): Keep {
  let restsUntil = 0;
  const ask = async <V>(read: () => Promise<V>, hurries: boolean): Promise<V> => {
    const rests = clock.now() < restsUntil;
    try {
      return await within(hurries || rests ? WAIT_MS : WAIT_WITHOUT_MS, read());
    } catch (fault) {
      restsUntil = clock.now() + REST_MS;
      throw new PortFault("d1", messageOf(fault), fault);
    }
  };
  const keep = <V>(
    name: string,
    read: (key: string) => Promise<V>,
    isKept: (value: V) => boolean = () => true,
  ): Kept<V> => {
    const values = new Map<string, KeptValue<V>>();
    const put = (key: string, value: V): void => {
      values.delete(key);
      if (!isKept(value)) return;
      const [oldest] = values.keys();
      if (values.size >= MOST && oldest !== undefined) values.delete(oldest);
      values.set(key, { value, at: clock.now(), isAged: false });
    };
    return {
      async get(key, anew) {
        const now = clock.now();
        const last = values.get(key);
        const ageMs = last === undefined ? Number.POSITIVE_INFINITY : now - last.at;
        const isUsable = last !== undefined && ageMs < KEPT_AT_MOST_MS;
        const isFresh = ageMs < freshMs && last?.isAged === false && anew === undefined;
        if (isUsable && (now < restsUntil || isFresh)) return last.value;
        try {
          const value = await ask(() => read(key), isUsable);
          put(key, value);
          return value;
        } catch (fault) {
          if (!isUsable) throw fault;
          log.warn("d1_silent", { what: name, ageMs, why: messageOf(fault) });
          return last.value;
        }
      },
      put,
      age(which) {
        for (const one of values.values()) if (which(one.value)) one.isAged = true;
      },
    };
  };
  return Object.assign(keep, { fresh: <V>(read: () => Promise<V>) => ask(read, false) });
}

interface KeptValue<V> {
  readonly value: V;
  /** When it was read; Unix ms. */
  readonly at: number;
  /** It was changed since. */
  isAged: boolean;
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
