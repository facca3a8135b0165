import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";

export type RecheckRowsNeeds = Pick<Ports, "deploymentFindings" | "log">;

const FINDINGS_PER_SWEEP = 100;

/** Closes the findings about rows of the register that are good by now. Without D1 none is. */
export async function recheckRows(
  { deploymentFindings, log }: RecheckRowsNeeds,
  actor: System,
): Promise<void> {
  const by = actorLabel(actor);
  try {
    const closed = await deploymentFindings.recheckRows(FINDINGS_PER_SWEEP);
    if (closed > 0) log.info("rows_good_again", { closed, by });
  } catch (fault) {
    log.error("rows_not_rechecked", fault, { by });
  }
}
