/** A legacy caller waits a few seconds for its answer (row V6). */
import { stateOf } from "../states.ts";
import type { TopUp } from "../top-up.ts";
import { type Context, emit, type Outcome, returnEvents, unchanged } from "./outcome.ts";

export type WaitEnded = { readonly gaveUp: boolean };

/**
 * The caller's time is over: a top-up that is not granted is refunded, which is safe at once
 * (invariant 2). In any other state nothing changes. A top-up of the portal is not given up for a
 * legacy caller, because the page has promised its customer more time.
 */
export function stopWaiting(t: TopUp, ctx: Context): Outcome<WaitEnded> {
  if (stateOf(t) !== "paid" || t.request.origin === "portal") return unchanged({ gaveUp: false });
  const reason = t.drive.firstFailedReadAt === null ? "waited_too_long" : "ocs_silent";
  return emit({ gaveUp: true }, ...returnEvents(t, reason, ctx));
}

/** Whether the state can still change within the seconds that a caller waits. */
export function isMoving(t: TopUp): boolean {
  const name = stateOf(t);
  return name === "paid" || name === "crediting" || name === "resolving";
}
