/** Credit reconciliation: every night each credit whose end lies ahead is compared with the OCS. */
import { reconcileCredit as decideReconciliation } from "../../../domain/top-up/decide/time.ts";
import { accountOf } from "../../../domain/top-up/facts.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";

/**
 * The top-ups to read. D1 has them as ended, so no sweep wakes this object for them: therefore the
 * call also sends what is overdue, should the object have lost its alarm.
 */
export function creditsToReconcile(core: Core): MethodAnswer<"creditsToReconcile"> {
  core.sendOverdue();
  const ahead = core.store.bucketStates(core.deps.now());
  const decided = ahead.filter(({ state }) => state !== "granted");
  return [...new Set(decided.map(({ topUpId }) => topUpId))].flatMap((topUpId) => {
    const t = core.store.load(topUpId);
    return t ? [{ topUpId, account: accountOf(t) }] : [];
  });
}

export function recordReconciliation(
  core: Core,
  input: MethodInput<"recordReconciliation">,
): MethodAnswer<"recordReconciliation"> {
  return core.apply(input.topUpId, (t, ctx) => decideReconciliation(t, input.reading, ctx));
}
