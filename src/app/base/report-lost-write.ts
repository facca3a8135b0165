import type { Ports } from "../ports/ports.ts";
import { actorLabel, type System } from "./actor.ts";

/**
 * The engine said OK to a write that its next reading does not show, or lost what it had confirmed.
 * While this finding is open, recent credits at the engine are compared every few minutes. Never
 * throws: the nightly reconciliation compares every credit anyway.
 */
export async function reportLostWrite(
  { deploymentFindings, log }: Pick<Ports, "deploymentFindings" | "log">,
  actor: System,
  ocs: string,
): Promise<void> {
  try {
    await deploymentFindings.raise({
      kind: "engine_loses_writes",
      subject: `ocs/${ocs}`,
      detail: `${ocs} lost a write that it had answered with OK`,
    });
  } catch (fault) {
    log.error("lost_write_not_reported", fault, { ocs, by: actorLabel(actor) });
  }
}
