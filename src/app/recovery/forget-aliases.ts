import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";

export type ForgetAliasesNeeds = Pick<Ports, "usageAliases" | "clock" | "log">;

const ALIASES_PER_SWEEP = 500;

/** Forgets aliases that name their service no more. With D1 silent the next sweep does. */
export async function forgetAliases(needs: ForgetAliasesNeeds, actor: System): Promise<void> {
  try {
    await needs.usageAliases.forget(ALIASES_PER_SWEEP, needs.clock.now());
  } catch (fault) {
    needs.log.error("aliases_not_forgotten", fault, { by: actorLabel(actor) });
  }
}
