/** An older system waits a few seconds for its answer, and then it wants one (row V6). */
import { nameOf } from "../names.ts";
import type { TopUp } from "../state.ts";
import { type Context, emit, type Outcome, returnEvents, unchanged } from "./outcome.ts";

export type WaitEnded = { readonly gaveUp: boolean };

/**
 * Whoever waited has waited long enough: what is not granted goes back, which is safe at once
 * (invariant 2). Anything else takes its course. A top-up of the portal is not given up for a
 * caller's impatience: its customer was promised more time, and sees it run.
 */
export function stopWaiting(t: TopUp, ctx: Context): Outcome<WaitEnded> {
  if (nameOf(t) !== "paid" || t.request.origin === "portal") return unchanged({ gaveUp: false });
  const reason = t.drive.firstFailedReadAt === null ? "waited_too_long" : "ocs_silent";
  return emit({ gaveUp: true }, ...returnEvents(t, reason, ctx));
}

/** Whether an answer can still change while somebody waits a few seconds for it. */
export function isMoving(t: TopUp): boolean {
  const name = nameOf(t);
  return name === "paid" || name === "crediting" || name === "resolving";
}
