import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../domain/base/time.ts";

/**
 * How long after a failed try the next one comes (the schedule that Standard Webhooks names, as
 * Svix runs it): eight tries within a day and four hours. None is longer than a queue can delay.
 */
const RETRIES_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  10 * HOUR_MS,
] as const;

/** How long a try may take, with everything around it; another one begins then at the earliest. */
export const TRY_LEASE_MS = MINUTE_MS;
/** An endpoint that has taken nothing for so long is disabled, and an alert says so. */
export const DISABLE_AFTER_MS = 5 * DAY_MS;
/** How long events and tries are kept. */
export const KEPT_MS = 30 * DAY_MS;

/** When the try after this one comes (Unix ms); `attempt` counts from 1. Null: there is none. */
export function nextTryAt(attempt: number, now: number, putOffMs: number | null): number | null {
  const delay = RETRIES_MS[attempt - 1];
  return delay === undefined ? null : now + Math.max(delay, putOffMs ?? 0);
}
