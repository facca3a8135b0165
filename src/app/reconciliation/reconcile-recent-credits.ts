import { firstIdAt } from "../../domain/base/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { type ReconcileCreditsNeeds, reconcileService } from "./reconcile-credits.ts";

/** How long after its request a top-up counts as recent. */
const RECENT_MS = HOUR_MS;
/** How long one loss keeps an engine watched; the next one opens the finding again. */
const WATCHED_MS = DAY_MS;
/** Top-ups that one run reads in D1. */
const TOP_UPS_PER_RUN = 200;
const FINDINGS_PER_RUN = 100;
const RUN_MS = 5 * MINUTE_MS;

/**
 * Where an engine shows that it loses writes, the credits of the last hour there are compared with
 * it in every sweep, instead of the night after. Where there are more than one run reads, the next
 * run begins elsewhere in the hour. Never throws: what is missed here the night finds.
 */
export async function reconcileRecentCredits(
  needs: ReconcileCreditsNeeds,
  actor: System,
): Promise<{ readonly services: number }> {
  const { deploymentFindings, readModels, clock, log } = needs;
  const now = clock.now();
  try {
    const open = await deploymentFindings.open(FINDINGS_PER_RUN);
    const watched = open.filter(({ kind }) => kind === "engine_loses_writes");
    const over = watched.filter(({ since }) => since <= now - WATCHED_MS);
    for (const found of over) await deploymentFindings.close(found);
    const engines = watched
      .filter((found) => !over.includes(found))
      .map(({ subject }) => subject.replace(/^ocs\//, ""));
    if (engines.length === 0) return { services: 0 };
    const quarter = Math.floor(now / RUN_MS) % 4;
    const at = (ms: number) => firstIdAt("top", ms);
    const services = await readModels.recentServices({
      engines,
      from: at(now - RECENT_MS),
      beginAt: at(now - RECENT_MS + (quarter * RECENT_MS) / 4),
      limit: TOP_UPS_PER_RUN,
    });
    await mapWithConcurrency(services, (serviceId) => reconcileService(needs, actor, serviceId));
    return { services: services.length };
  } catch (fault) {
    log.error("recent_credits_not_reconciled", fault, { by: actorLabel(actor) });
    return { services: 0 };
  }
}
