/** The column "no intent made": Stripe has answered, and there is none (decision 29). */
import { type AttemptId, attemptId } from "../../base/ids.ts";
import { stateOf } from "../states.ts";
import type { TopUp } from "../top-up.ts";
import { emit, type Outcome, RECORDED, type Recorded, unchanged } from "./outcome.ts";

/**
 * `key_spent`: Stripe repeats a stored 500 under the attempt's key, or has seen another body under
 * it. `refused`: a definite 400 or 404, so no intent exists and none will.
 */
export type WhyNoIntent = "key_spent" | "refused";
export interface NoIntentCommand {
  readonly attemptId: AttemptId;
  readonly why: WhyNoIntent;
}

/** Each spent key may have left an intent at Stripe, so an incident there must not make many. */
const ATTEMPTS_MAX = 5;

/**
 * Counts only for the last attempt, while it has no intent: an answer that comes late changes
 * nothing.
 */
export function recordNoIntent(t: TopUp, c: NoIntentCommand): Outcome<Recorded> {
  const current = t.attempts.at(-1);
  const isMeant = current?.attemptId === c.attemptId && current.intentId === null;
  if (stateOf(t) !== "awaiting_payment" || !isMeant) return unchanged(RECORDED);
  if (c.why === "refused") return emit(RECORDED, { type: "TopUpCanceled", why: "intent_refused" });
  if (t.attempts.length >= ATTEMPTS_MAX) return unchanged(RECORDED);
  const next = attemptId(t.request.topUpId, t.attempts.length + 1);
  return emit(RECORDED, { type: "AttemptOpened", attemptId: next });
}
