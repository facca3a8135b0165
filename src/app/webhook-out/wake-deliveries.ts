import { firstIdAt } from "../../domain/base/ids.ts";
import { MINUTE_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";
import type { CalledEndpoint } from "../ports/webhook-endpoints.ts";
import { tellQueue } from "./emit-event.ts";
import { KEPT_MS } from "./schedule.ts";

export type WakeDeliveriesNeeds = Pick<
  Ports,
  "webhookEndpoints" | "webhookOutbox" | "webhookQueue" | "secretVault" | "clock" | "log"
>;

/** A message on its way is not lost yet. */
const LATE_MS = 2 * MINUTE_MS;
const PER_RUN = 200;

/**
 * What the cron does for webhooks: sends the queue again what is overdue, forgets what is old, and
 * seals secrets under the newest key, so that an operator can take an older one out. Answers with
 * how many were overdue. Throws when D1 does not answer.
 */
export async function wakeDeliveries(
  needs: WakeDeliveriesNeeds,
  actor: System,
): Promise<{ readonly overdue: number }> {
  const { webhookEndpoints, webhookOutbox, clock, log } = needs;
  const now = clock.now();
  const overdue = await webhookOutbox.overdue(now - LATE_MS, PER_RUN);
  if (overdue.length > 0) {
    log.info("webhooks_woken", { overdue: overdue.length, by: actorLabel(actor) });
    await tellQueue(needs, overdue);
  }
  for (const endpoint of await webhookEndpoints.all()) {
    await webhookOutbox.forget(endpoint.id, firstIdAt("evt", now - KEPT_MS));
    await resealSecrets(needs, endpoint);
  }
  return { overdue: overdue.length };
}

/** A secret that no key opens stays as it is: a delivery says so, and the key may come back. */
async function resealSecrets(
  { webhookEndpoints, secretVault, log }: WakeDeliveriesNeeds,
  endpoint: CalledEndpoint,
): Promise<void> {
  if (!endpoint.secrets.some(({ sealed }) => secretVault.isOld(sealed))) return;
  const { id } = endpoint;
  try {
    const secrets = await Promise.all(
      endpoint.secrets.map(async ({ sealed, until }) => {
        const secret = await secretVault.open(id, sealed);
        return { sealed: await secretVault.seal(id, secret), until };
      }),
    );
    await webhookEndpoints.reseal(endpoint, secrets);
  } catch (fault) {
    log.error("webhook_secret_unreadable", fault, { endpointId: id });
  }
}
