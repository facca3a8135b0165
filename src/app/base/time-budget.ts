import type { Clock } from "../ports/clock.ts";

/**
 * What is left of a time budget that began at `startedAt` (Unix ms); ms, never below zero. An
 * absent budget stays absent: it is without limit.
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
