import { firstIdAt, hasPrefix, type ServiceId } from "../../domain/base/ids.ts";
import { DAY_MS, HOUR_MS } from "../../domain/base/time.ts";
import type { System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { CronPage, PageOrder } from "../ports/cron-cursors.ts";
import { type ReconcileCreditsNeeds, reconcileService } from "./reconcile-credits.ts";

/** How long after its request a top-up counts as recent. */
const RECENT_MS = HOUR_MS;
/** How long one loss keeps an engine watched; the next one opens the finding again. */
const WATCHED_MS = DAY_MS;
/** Top-ups that one page reads in D1; some five calls for each of their services. */
const TOP_UPS_PER_PAGE = 100;
const FINDINGS_PER_PAGE = 100;
const LAST: CronPage = { cursor: "", ended: true };

/**
 * Where an engine shows that it loses writes, the credits of the last hour there are compared with
 * it in every sweep, page by page, instead of the night after. Throws when D1 is silent.
 */
export async function reconcileRecentCredits(
  needs: ReconcileCreditsNeeds,
  actor: System,
  order: PageOrder,
): Promise<CronPage> {
  const { services, next } = await recentOf(needs, order);
  if (order.isGivenUp) return next;
  await mapWithConcurrency(services, (serviceId) => reconcileService(needs, actor, serviceId));
  return next;
}

async function recentOf(
  needs: ReconcileCreditsNeeds,
  { cursor, beganAt }: PageOrder,
): Promise<{ readonly services: readonly ServiceId[]; readonly next: CronPage }> {
  const engines = await watchedEngines(needs);
  if (engines.length === 0) return { services: [], next: LAST };
  const { services, next } = await needs.readModels.recentServices({
    engines,
    after: hasPrefix("top", cursor) ? cursor : firstIdAt("top", beganAt - RECENT_MS),
    limit: TOP_UPS_PER_PAGE,
  });
  return { services, next: next === null ? LAST : { cursor: next, ended: false } };
}

/** Closes the findings that are old enough; the others name an engine each. */
async function watchedEngines({
  deploymentFindings,
  clock,
}: ReconcileCreditsNeeds): Promise<readonly string[]> {
  const now = clock.now();
  const watched = await deploymentFindings.openOf("engine_loses_writes", FINDINGS_PER_PAGE);
  const over = watched.filter(({ since }) => since <= now - WATCHED_MS);
  for (const found of over) await deploymentFindings.close(found);
  return watched
    .filter((found) => !over.includes(found))
    .map(({ subject }) => subject.replace(/^ocs\//, ""));
}
