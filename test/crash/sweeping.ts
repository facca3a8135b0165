import type { MiniflareWorld } from "../dev/miniflare-world.ts";

export interface SweepCounts {
  done: number;
  /** Killed on the way, or the Worker was down. */
  broken: number;
}
export interface Sweeping {
  readonly counts: SweepCounts;
  stop(): Promise<void>;
}

/** Runs the cron every `everyMs`, like the platform; a sweep that dies is not repeated. */
export function startSweeping(worker: MiniflareWorld, cron: string, everyMs: number): Sweeping {
  const counts: SweepCounts = { done: 0, broken: 0 };
  const stopped = new AbortController();
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      await waited(everyMs, stopped.signal);
      try {
        await answered(worker.scheduled(cron));
        counts.done += 1;
      } catch {
        // It died with the Worker, as this test intends.
        counts.broken += 1;
      }
    }
  })();
  return {
    counts,
    stop: () => {
      stopped.abort();
      return loop;
    },
  };
}

/** A call to a killed workerd may never be answered. */
const ANSWER_WITHIN_MS = 20_000;
async function answered(call: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), ANSWER_WITHIN_MS);
  });
  try {
    await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
