import type { Timings } from "../domain/limits.ts";
import { type Dues, rereadPauseMs, straysOf } from "../domain/retry.ts";
import type { TopUp } from "../domain/top-up/state.ts";

export type Destination = "provision" | "refund" | "notify" | "project";

/** One thing that is to be sent. A dead lane never holds up another one. */
export interface Lane {
  readonly key: string;
  readonly to: Destination;
  /** Null: the message is about the service. */
  readonly topUpId: string | null;
  /** Since when it is due; Unix ms. Progress moves it, and a new due is sent for at once. */
  readonly dueAt: number;
}

/** Which due a lane last sent for, when first and last, and how often. Stored by the object. */
export interface Sent {
  readonly dueAt: number;
  readonly firstAt: number;
  readonly at: number;
  readonly count: number;
}

/** What is due for one top-up, now or later. */
export function lanesOf(t: TopUp, dues: Dues): Lane[] {
  const { topUpId } = t.request;
  const all = [
    [`provision:${topUpId}`, "provision", dues.deliveryAt],
    [`refund:${topUpId}`, "refund", dues.refundAt],
    [`cancel:${topUpId}`, "refund", dues.cancelAt],
    [`reread:${topUpId}`, "refund", dues.rereadAt],
    [`notify:${topUpId}`, "notify", dues.noticeAt],
    // One each: a new one must not wait for an old one that Stripe cannot cancel yet.
    ...straysOf(t).map((s) => [`stray:${s.intentId}`, "refund", dues.strayAt] as const),
  ] as const;
  return all.flatMap(([key, to, dueAt]) => (dueAt === null ? [] : [{ key, to, topUpId, dueAt }]));
}
export function projectLane(dueAt: number | null): Lane[] {
  return dueAt === null ? [] : [{ key: "project", to: "project", topUpId: null, dueAt }];
}

/** When it may be sent: once due; after that with a pause that doubles while nothing moves. */
export function sendAt({ key, dueAt }: Lane, sent: Sent | undefined, timings: Timings): number {
  if (sent?.dueAt !== dueAt) return dueAt;
  return sent.at + pauseMs(key, sent, timings);
}

function pauseMs(key: string, { at, firstAt, count }: Sent, timings: Timings): number {
  const { redispatchMs, backoffMaxMs } = timings;
  if (key.startsWith("reread:")) return rereadPauseMs(count);
  const pause = Math.min(backoffMaxMs, redispatchMs * 2 ** Math.min(count - 1, 20));
  // While the bank works on it Stripe cannot cancel it: asked less and less often, but never late
  // by more than an eighth of what it has taken already.
  return key.startsWith("stray:") ? Math.max(pause, Math.round((at - firstAt) / 8)) : pause;
}
