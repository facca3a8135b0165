import type { TopUpId } from "../../domain/base/ids.ts";
import type { Timings } from "../../domain/base/timings.ts";
import {
  backoffMs,
  type DueTimes,
  orphanIntentsOf,
  syncPauseMs,
} from "../../domain/top-up/due-times.ts";
import { stateOf } from "../../domain/top-up/states.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";

export type Destination = "provision" | "resolve" | "refund" | "notify" | "project";

/** One message that is to be sent. A dispatch that fails never holds up another one. */
export interface Dispatch {
  readonly key: string;
  readonly to: Destination;
  /** Null: the message is about the service. */
  readonly topUpId: TopUpId | null;
  /** When it becomes due; Unix ms. Progress changes it, and a changed one is sent at once. */
  readonly dueAt: number;
}

/** When messages of a key were sent for its due time, first and last, and how many. Stored. */
export interface LastDispatch {
  readonly dueAt: number;
  readonly firstAt: number;
  readonly at: number;
  readonly count: number;
  /** The queue did not take the last one, which may be sent again now; Unix ms. */
  readonly againAt?: number;
}

/** What is to be sent for one top-up, now or later. */
export function dispatchesOf(t: TopUp, dueTimes: DueTimes): Dispatch[] {
  const { topUpId } = t.request;
  const state = stateOf(t);
  // A try that waits long for a reading must not stand in line with those that wait for their days.
  const provisioning = state === "paid" || state === "crediting" ? "provision" : "resolve";
  const all = [
    [`provision:${topUpId}`, provisioning, dueTimes.provisionAt],
    [`refund:${topUpId}`, "refund", dueTimes.refundAt],
    [`cancel:${topUpId}`, "refund", dueTimes.cancelAt],
    [`sync:${topUpId}`, "refund", dueTimes.syncAt],
    [`notify:${topUpId}`, "notify", dueTimes.noticeAt],
    // A key for each: a new orphan must not wait for an old one that Stripe cannot cancel yet.
    ...orphanIntentsOf(t).map(
      ({ intentId }) => [`orphan:${intentId}`, "refund", dueTimes.orphanIntentAt] as const,
    ),
  ] as const;
  return all.flatMap(([key, to, dueAt]) => (dueAt === null ? [] : [{ key, to, topUpId, dueAt }]));
}
/** What is to be sent for the projection of the service. */
export function projectDispatch(dueAt: number | null): Dispatch[] {
  return dueAt === null ? [] : [{ key: "project", to: "project", topUpId: null, dueAt }];
}

/** No customer waits for D1, nor for what a bank takes days for. */
const UNHURRIED = /^(project$|sync:|orphan:)/;

/**
 * When it may be sent: as soon as it is due, then after a pause that doubles while nothing moves. A
 * queue takes seconds, so the first pause is long, unless the queue did not take the message, or
 * another instance of the object sent it (`sentHere`: this one did): that one may have been reset
 * between the commit and the hand-over, while a customer waits.
 */
export function sendAt(
  { key, dueAt }: Dispatch,
  last: LastDispatch | undefined,
  { timings, sentHere }: { readonly timings: Timings; readonly sentHere: boolean },
): number {
  if (last?.dueAt !== dueAt) return dueAt;
  const mayBeUnsent = !sentHere && last.count === 1 && !UNHURRIED.test(key);
  const pause = mayBeUnsent ? backoffMs(2, timings) : pauseMs(key, last, timings);
  return last.againAt ?? last.at + pause;
}

/** No queue took the message, `times` in a row: it counts as not sent, and is sent again soon. */
export function notTaken(
  last: LastDispatch,
  times: number,
  { now, timings }: { readonly now: () => number; readonly timings: Timings },
): LastDispatch {
  return { ...last, count: last.count - 1, againAt: now() + backoffMs(times, timings) };
}

/** D1 can be silent for hours, and the queue keeps the message that waits for it: half an hour. */
const PROJECT_PAUSE_FACTOR = 15;

function pauseMs(key: string, { at, firstAt, count }: LastDispatch, timings: Timings): number {
  const { redispatchMs, redispatchMaxMs } = timings;
  if (key.startsWith("sync:")) return syncPauseMs(count);
  const most = redispatchMaxMs * (key === "project" ? PROJECT_PAUSE_FACTOR : 1);
  const pause = Math.min(most, redispatchMs * 2 ** Math.min(count - 1, 20));
  // Stripe cannot cancel an orphan intent while a bank works on it. So Stripe is asked less and
  // less often, at most an eighth of the time later than it has taken so far.
  return key.startsWith("orphan:") ? Math.max(pause, Math.round((at - firstAt) / 8)) : pause;
}
