/** A refund that waits until our balance at Stripe covers it (decision 28). */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../base/time.ts";
import { SHORT_OF_BALANCE } from "./hindrance.ts";

/** A row that waits until our balance at Stripe covers it. Instants: Unix ms. */
export interface ShortBalance {
  readonly since: number;
  /** How often Stripe has said so. Each time the idempotency key is used up. */
  readonly times: number;
  /** The next try. */
  readonly nextAt: number;
}

/**
 * Which idempotency key of the row comes next, from 1. It grows only when Stripe has refused the
 * last one for want of balance, because Stripe repeats that answer for 24 hours. A call without an
 * answer is repeated under its own key, so no key is given up that may have made a refund.
 */
export const keyNumberOf = ({ short }: { readonly short: ShortBalance | null }): number =>
  (short?.times ?? 0) + 1;

/** Whether the row waits for our balance at Stripe now. */
export const waitsForBalance = ({ state, problem }: MayWait): boolean =>
  state === "requested" && problem === SHORT_OF_BALANCE;

interface MayWait {
  readonly state: string;
  readonly problem: string | null;
}

/** 1 h, 4 h, then daily; `n`: how often Stripe has said that the balance is short. */
export function balancePauseMs(n: number): number {
  return n <= 1 ? HOUR_MS : n === 2 ? 4 * HOUR_MS : DAY_MS;
}

/**
 * By when a refund that waits for our balance is sent, as the customer is told; Unix ms. Payments
 * of a week cover what is refunded of them, and an operator is told at once.
 */
export const sentByOf = ({ requestedAt }: { readonly requestedAt: number }): number =>
  requestedAt + 7 * DAY_MS;

/** An operator has paid money in: the next try comes now, but not on the heels of the last one. */
export function hastened(short: ShortBalance, lastTryAt: number, now: number): ShortBalance {
  return { ...short, nextAt: Math.min(short.nextAt, Math.max(now, lastTryAt + APART_MS)) };
}

/** Longer than a call with its repeats lives, so that a list of refunds shows what it made. */
const APART_MS = 10 * MINUTE_MS;
