import type { IntentId } from "../../domain/base/ids.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { type SyncPaymentNeeds, syncPayment } from "../payment/sync-payment.ts";
import type { Ports } from "../ports/ports.ts";

export type SweepBindingsNeeds = SyncPaymentNeeds & Pick<Ports, "clock">;

const BINDINGS_PER_SWEEP = 50;

/**
 * Syncs bound payments without a top-up, however old they are: Stripe's list of events forgets, the
 * binding does not. One that does not become a top-up is due again later, so that it does not block
 * the others. Answers with the number of payments.
 */
export async function sweepBindings(needs: SweepBindingsNeeds, actor: System): Promise<number> {
  const bound = await unfinishedBindings(needs, actor);
  await mapWithConcurrency(bound, async (intentId) => {
    try {
      await syncPayment(needs, actor, { intentId });
    } catch (fault) {
      needs.log.error("sweep_binding_failed", fault, { intentId, by: actorLabel(actor) });
    }
  });
  return bound.length;
}

/** With D1 silent there are none this time. */
async function unfinishedBindings(
  { paymentBindings, clock, log }: SweepBindingsNeeds,
  actor: System,
): Promise<readonly IntentId[]> {
  try {
    return await paymentBindings.takeUnfinished(BINDINGS_PER_SWEEP, clock.now());
  } catch (fault) {
    log.error("sweep_without_bindings", fault, { by: actorLabel(actor) });
    return [];
  }
}
