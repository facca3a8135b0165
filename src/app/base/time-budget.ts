import type { Clock } from "../ports/clock.ts";

/**
 * What is left of somebody's patience since they began to wait; ms, never below zero. Absent stays
 * absent: whoever waits as long as it takes has all the time there is.
 */
export function remaining(
  timeBudgetMs: number | undefined,
  startedAt: number,
  clock: Clock,
): number | undefined {
  return timeBudgetMs === undefined
    ? undefined
    : Math.max(0, timeBudgetMs - (clock.now() - startedAt));
}
