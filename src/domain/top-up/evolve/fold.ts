import type { EventOf, TopUpEventType } from "../events.ts";
import type { Drive, NoticeKind, TopUp } from "../top-up.ts";

/** How one type of event changes the state. */
export type Fold<T extends TopUpEventType> = (t: TopUp, e: EventOf<T>, at: number) => TopUp;
export type Folds<T extends TopUpEventType> = { readonly [K in T]: Fold<K> };

export const REST: Drive = {
  fence: 0,
  lease: null,
  tries: 0,
  lastTryAt: null,
  firstFailedReadAt: null,
  lastOutcome: null,
  revocationsRefused: 0,
  refusedSince: null,
  gone: null,
};
/** After progress the next try starts afresh, but no fence is ever used twice. */
export const rested = (d: Drive): Drive => ({ ...REST, fence: d.fence });

/** The notices of the top-up and one of this kind, unless there is one. */
export function withNotice(t: TopUp, kind: NoticeKind): TopUp["notices"] {
  // A reconstructed or imported payment may come without an email address, or it was erased.
  if (!t.request.payer.hasEmail) return t.notices;
  if (t.notices.some((n) => n.kind === kind)) return t.notices;
  return [...t.notices, { kind, sent: false, undeliverable: false }];
}
