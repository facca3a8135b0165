import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { Ports } from "../ports/ports.ts";

const PAGE = 100;

/**
 * The nightly look: what was credited and still runs must be there (lost: the same bytes again, and
 * a finding), what was returned must not be enabled (withdrawn again, and a finding). An OCS can
 * lose a confirmed write: two engines on one database lost 64 of 400 when it was measured.
 */
export async function reconcileCredits(ports: Ports): Promise<{ readonly services: number }> {
  let after = "";
  let services = 0;
  for (;;) {
    const page = await ports.readModels.servicesToReconcile(ports.clock.now(), after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return { services };
    await mapWithConcurrency(page, (serviceId) => reconcileService(ports, serviceId));
    services += page.length;
    after = last;
  }
}

async function reconcileService(ports: Ports, serviceId: string): Promise<void> {
  try {
    const object = ports.objects.of(serviceId);
    const credits = await object.creditsToReconcile();
    const account = credits[0]?.account;
    if (!account) return;
    const reading = await ports.ocs.read(account);
    for (const { topUpId } of credits) {
      const { resend } = await object.recordReconciliation({ topUpId, reading });
      if (resend !== null) await ports.ocs.write(account, resend);
    }
  } catch (fault) {
    ports.log.error("credit_reconciliation_failed", fault, { serviceId });
  }
}
