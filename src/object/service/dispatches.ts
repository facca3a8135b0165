import type { Timings } from "../../domain/base/timings.ts";
import { type DueTimes, orphanIntentsOf, syncPauseMs } from "../../domain/top-up/due-times.ts";
import type { TopUp } from "../../domain/top-up/state.ts";

export type Destination = "provision" | "refund" | "notify" | "project";

/** One thing that is to be sent. A dead lane never holds up another one. */
export interface Dispatch {
  readonly key: string;
  readonly to: Destination;
  /** Null: the message is about the service. */
  readonly topUpId: string | null;
  /** Since when it is due; Unix ms. Progress moves it, and a new due is sent for at once. */
  readonly dueAt: number;
}

/** Which due a lane last sent for, when first and last, and how often. Stored by the object. */
export interface LastDispatch {
  readonly dueAt: number;
  readonly firstAt: number;
  readonly at: number;
  readonly count: number;
}

/** What is due for one top-up, now or later. */
export function dispatchesOf(t: TopUp, dueTimes: DueTimes): Dispatch[] {
  const { topUpId } = t.request;
  const all = [
    [`provision:${topUpId}`, "provision", dueTimes.provisionAt],
    [`refund:${topUpId}`, "refund", dueTimes.refundAt],
    [`cancel:${topUpId}`, "refund", dueTimes.cancelAt],
    [`sync:${topUpId}`, "refund", dueTimes.syncAt],
    [`notify:${topUpId}`, "notify", dueTimes.noticeAt],
    // One each: a new one must not wait for an old one that Stripe cannot cancel yet.
    ...orphanIntentsOf(t).map(
      (s) => [`orphan:${s.intentId}`, "refund", dueTimes.orphanIntentAt] as const,
    ),
  ] as const;
  return all.flatMap(([key, to, dueAt]) => (dueAt === null ? [] : [{ key, to, topUpId, dueAt }]));
}
export function projectDispatch(dueAt: number | null): Dispatch[] {
  return dueAt === null ? [] : [{ key: "project", to: "project", topUpId: null, dueAt }];
}

/** When it may be sent: once due; after that with a pause that doubles while nothing moves. */
export function sendAt(
  { key, dueAt }: Dispatch,
  last: LastDispatch | undefined,
  timings: Timings,
): number {
  if (last?.dueAt !== dueAt) return dueAt;
  return last.at + pauseMs(key, last, timings);
}

function pauseMs(key: string, { at, firstAt, count }: LastDispatch, timings: Timings): number {
  const { redispatchMs, backoffMaxMs } = timings;
  if (key.startsWith("sync:")) return syncPauseMs(count);
  const pause = Math.min(backoffMaxMs, redispatchMs * 2 ** Math.min(count - 1, 20));
  // While the bank works on it Stripe cannot cancel it: asked less and less often, but never late
  // by more than an eighth of what it has taken already.
  return key.startsWith("orphan:") ? Math.max(pause, Math.round((at - firstAt) / 8)) : pause;
}
