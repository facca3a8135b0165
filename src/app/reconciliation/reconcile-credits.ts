import { hasPrefix, type ServiceId } from "../../domain/base/ids.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { reportLostWrite } from "../base/report-lost-write.ts";
import type { CronPage, PageOrder } from "../ports/cron-cursors.ts";
import type { Ports } from "../ports/ports.ts";

export type ReconcileCreditsNeeds = Pick<
  Ports,
  "readModels" | "objects" | "ocs" | "clock" | "log" | "deploymentFindings"
>;

/** Some five calls each; with a silent OCS a page takes about 20 s. */
const SERVICES_PER_PAGE = 50;

/**
 * Compares the credits of one page of services with the OCS: what was credited and still runs must
 * be there (lost: the same bytes again, and a finding), what was returned must not be enabled
 * (revoked again, and a finding). An OCS can lose a confirmed write: two engines on one database
 * lost 64 of 400 when it was measured. A service that fails is logged and stops no other; throws
 * when D1 is silent.
 */
export async function reconcileCredits(
  needs: ReconcileCreditsNeeds,
  actor: System,
  order: PageOrder,
): Promise<CronPage> {
  const { services, next } = await servicesOf(needs, order);
  if (order.isGivenUp) return next;
  await mapWithConcurrency(services, (serviceId) => reconcileService(needs, actor, serviceId));
  return next;
}

async function servicesOf(
  { readModels, clock }: Pick<Ports, "readModels" | "clock">,
  { cursor }: PageOrder,
): Promise<{ readonly services: readonly ServiceId[]; readonly next: CronPage }> {
  const after = hasPrefix("svc", cursor) ? cursor : "";
  const services = await readModels.servicesToReconcile(clock.now(), after, SERVICES_PER_PAGE);
  const last = services.length < SERVICES_PER_PAGE ? undefined : services.at(-1);
  return { services, next: { cursor: last ?? "", ended: last === undefined } };
}

/** Never throws: a service that fails is logged. */
export async function reconcileService(
  { objects, ocs, log, deploymentFindings }: ReconcileCreditsNeeds,
  actor: System,
  serviceId: ServiceId,
): Promise<void> {
  try {
    const object = objects.of(serviceId);
    const credits = await object.creditsToReconcile();
    const account = credits[0]?.account;
    if (!account) return;
    const reading = await ocs.read(account);
    for (const { topUpId } of credits) {
      const { resend } = await object.recordReconciliation({ topUpId, reading });
      if (resend === null) continue;
      await reportLostWrite({ deploymentFindings, log }, actor, account.ocs);
      await ocs.write(account, resend);
    }
  } catch (fault) {
    log.error("credit_reconciliation_failed", fault, { serviceId, by: actorLabel(actor) });
  }
}
