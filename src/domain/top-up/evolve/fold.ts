import type { EventOf, TopUpEventType } from "../events.ts";
import type { Drive, NoticeKind, TopUp } from "../state.ts";

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
};
/** Progress was made: the next try starts afresh, but no fence is ever used twice. */
export const rested = (d: Drive): Drive => ({ ...REST, fence: d.fence });

export function withNotice(t: TopUp, kind: NoticeKind): TopUp["notices"] {
  // Money that nobody remembers, or that an older system's caller took, may have no address.
  if (t.request.customer.email === "") return t.notices;
  if (t.notices.some((n) => n.kind === kind)) return t.notices;
  return [...t.notices, { kind, sent: false, undeliverable: false }];
}
