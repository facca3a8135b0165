import type { SignalName } from "../../contract/signals.ts";

/**
 * Notes that something happened now, for the alerts. Best effort and never awaited: it lies on the
 * ways of webhooks and messages, costs them nothing, and breaks nothing. Of many notes of one kind
 * an isolate sends few.
 */
export interface Signals {
  note(name: SignalName, value?: number): void;
}
