import type { AlertBook } from "../../app/ports/alert-book.ts";
import type { Clock } from "../../app/ports/clock.ts";
import type { Log } from "../../app/ports/log.ts";
import type { Signals } from "../../app/ports/signals.ts";
import type { SignalName } from "../../contract/signals.ts";

/** An isolate sends a signal of one name at most this often; ms. */
const EVERY_MS = 30_000;

export interface SignalsNeeds {
  readonly clock: Clock;
  readonly log: Log;
  /** Keeps the Worker until this is done, although the answer has gone out. */
  readonly later: (work: Promise<void>) => void;
}

/** Signals into the alert book, behind the back of what happened. */
export function createSignals(
  book: Pick<AlertBook, "noteSignal">,
  { clock, log, later }: SignalsNeeds,
): Signals {
  const sentAt = new Map<SignalName, number>();
  const send = async (name: SignalName, value: number | null): Promise<void> => {
    try {
      await book.noteSignal({ name, value });
    } catch (fault) {
      sentAt.delete(name);
      log.warn("signal_lost", { signal: name, why: String(fault) });
    }
  };
  return {
    note(name, value) {
      const now = clock.now();
      if (now - (sentAt.get(name) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
      sentAt.set(name, now);
      later(send(name, value ?? null));
    },
  };
}
