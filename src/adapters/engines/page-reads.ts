/** The balance as pages show it: many pages at once ask the OCS once. */
import type { ChargingSystem } from "../../app/ports/charging-system.ts";
import type { Clock } from "../../app/ports/clock.ts";
import type { PageReads } from "../../app/ports/page-reads.ts";
import type { Reading } from "../../domain/ocs/reading.ts";

export interface PageReadsConfig {
  readonly ocs: Pick<ChargingSystem, "read">;
  readonly clock: Clock;
  /** A reading this young is the answer for the next page too. */
  readonly sharedMs: number;
  /** Resolves after so many ms. */
  readonly pause: (ms: number) => Promise<void>;
}

/** How often a page that waits for another one's read looks whether it is there; ms. */
const LOOK_MS = 25;
/** A read takes at most 2.5 s; after this its request is gone, and the next one reads; ms. */
const GONE_AFTER_MS = 3000;
/** Accounts in memory; the oldest makes room. */
const MOST = 1000;

interface Shared {
  /** When the read that is under way began; Unix ms; null: none is. */
  begunAt: number | null;
  last: Reading | null;
}

/**
 * One read per account at a time in this isolate; who comes meanwhile waits for it, within its own
 * time budget. Only values are shared, never promises: a request of a Worker must not wait for what
 * another one began, so each looks for itself. An unreadable answer is not shared.
 */
export function createPageReads({ ocs, clock, sharedMs, pause }: PageReadsConfig): PageReads {
  const accounts = new Map<string, Shared>();
  const sharedOf = (key: string): Shared => {
    const known = accounts.get(key);
    if (known) return known;
    const [oldest] = accounts.keys();
    if (accounts.size >= MOST && oldest !== undefined) accounts.delete(oldest);
    const fresh: Shared = { begunAt: null, last: null };
    accounts.set(key, fresh);
    return fresh;
  };
  return {
    async read(account, timeBudgetMs) {
      const shared = sharedOf(JSON.stringify([account.ocs, account.tenant, account.account]));
      const startedAt = clock.now();
      for (;;) {
        const now = clock.now();
        const left = timeBudgetMs === undefined ? undefined : timeBudgetMs - (now - startedAt);
        if (shared.last && now - shared.last.at < sharedMs) return shared.last;
        if (shared.begunAt === null || now - shared.begunAt > GONE_AFTER_MS) {
          return readNow(shared, () => ocs.read(account, left && Math.max(1, left)));
        }
        if (left !== undefined && left <= 0) {
          return { kind: "unreadable", at: now, why: "another read is under way" };
        }
        await pause(Math.min(LOOK_MS, left ?? LOOK_MS));
      }
    },
  };

  async function readNow(shared: Shared, ask: () => Promise<Reading>): Promise<Reading> {
    const begunAt = clock.now();
    shared.begunAt = begunAt;
    try {
      const reading = await ask();
      if (reading.kind !== "unreadable") shared.last = reading;
      return reading;
    } finally {
      if (shared.begunAt === begunAt) shared.begunAt = null;
    }
  }
}
