import type { IntentId } from "../../domain/base/ids.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";

/** The intent that says most about a top-up: the paying one, otherwise the last that was made. */
export function currentIntent(topUp: TopUp): IntentId | null {
  return topUp.payingIntentId ?? topUp.attempts.findLast((a) => a.intentId)?.intentId ?? null;
}
