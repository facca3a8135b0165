import type { SignalName } from "../../contract/signals.ts";
import type { OutgoingEventId } from "../../domain/base/ids.ts";

export type AlertSeverity = "warning" | "critical";

/** What a rule says of one evaluation. */
export interface Observation {
  /** The rule's id. */
  readonly alert: string;
  /** Null: it could not be measured, which changes nothing. */
  readonly bad: boolean | null;
  /** For operators: the numbers behind it, without personal data. */
  readonly detail: string;
  readonly severity: AlertSeverity;
  /** After how many evaluations in a row it opens, and recovers: what flaps is not told. */
  readonly openAfter: number;
  readonly closeAfter: number;
  /** An open alert is told again after this; ms. */
  readonly remindMs: number;
}

export const NOTICE_EVENTS = ["opened", "reminded", "recovered"] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** What is to be told, and to whom still. Instants: Unix ms. */
export interface AlertNotice {
  readonly noticeId: OutgoingEventId;
  readonly alert: string;
  readonly event: NoticeEvent;
  readonly severity: AlertSeverity;
  readonly openedAt: number;
  readonly at: number;
  readonly detail: string;
  /** `log`, `webhook`, `email:0` … */
  readonly channels: readonly string[];
}
export interface Signal {
  readonly name: SignalName;
  /** The last time; Unix ms. */
  readonly at: number;
  readonly value: number | null;
}
export interface OpenAlert {
  readonly alert: string;
  readonly severity: AlertSeverity;
  readonly openedAt: number;
  readonly detail: string;
}
export interface Observed {
  /** All that some channel does not have yet, in its order. */
  readonly notices: readonly AlertNotice[];
  readonly open: readonly OpenAlert[];
  /** Notices that were given up, because some channel did not take them for days. */
  readonly dropped: number;
}

/**
 * What is open, since when, and who was told: the keyed object `alerts:deployment`. It works while
 * D1 is silent. Every method is safe to repeat. Throws `PortFault` without an answer.
 */
export interface AlertBook {
  noteSignal(input: { readonly name: SignalName; readonly value: number | null }): Promise<void>;
  readSignals(): Promise<readonly Signal[]>;
  /** Decides what opens and recovers; two evaluations within a minute count as one. */
  observe(input: {
    readonly observations: readonly Observation[];
    readonly channels: readonly string[];
  }): Promise<Observed>;
  /** This channel has it, or will never take it. */
  acknowledge(input: {
    readonly noticeId: OutgoingEventId;
    readonly channel: string;
  }): Promise<void>;
}
