import type { NoticeEvent, Observation } from "../../../app/ports/alert-book.ts";

/** What is known of one alert. Instants: Unix ms; 0: it was never open. */
export interface AlertState {
  readonly isOpen: boolean;
  /** Evaluations in a row that said the contrary of `isOpen`. */
  readonly streak: number;
  readonly openedAt: number;
  readonly toldAt: number;
}
export const QUIET: AlertState = { isOpen: false, streak: 0, openedAt: 0, toldAt: 0 };

interface Tells {
  readonly event: NoticeEvent;
  readonly openedAt: number;
}
export interface Transition {
  readonly after: AlertState;
  /** Null: nothing is told. */
  readonly tells: Tells | null;
}

/** One evaluation of one alert: it opens once, is reminded of, and recovers once. Pure. */
export function transition(
  before: AlertState,
  seen: Observation & { readonly bad: boolean },
  now: number,
): Transition {
  const { isOpen, openedAt } = before;
  if (seen.bad === isOpen) {
    const after = { ...before, streak: 0 };
    if (!isOpen || now - before.toldAt < seen.remindMs) return { after, tells: null };
    return { after: { ...after, toldAt: now }, tells: { event: "reminded", openedAt } };
  }
  const streak = before.streak + 1;
  if (streak < (isOpen ? seen.closeAfter : seen.openAfter)) {
    return { after: { ...before, streak }, tells: null };
  }
  if (isOpen) {
    const after = { ...before, isOpen: false, streak: 0 };
    return { after, tells: { event: "recovered", openedAt } };
  }
  const after = { isOpen: true, streak: 0, openedAt: now, toldAt: now };
  return { after, tells: { event: "opened", openedAt: now } };
}
