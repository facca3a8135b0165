import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { type SyncPaymentNeeds, syncPayment } from "../payment/sync-payment.ts";
import type { Ports } from "../ports/ports.ts";

export type SweepBindingsNeeds = SyncPaymentNeeds & Pick<Ports, "clock">;

const BINDINGS_PER_PAGE = 50;

/**
 * Syncs bound payments without a top-up, however old they are: Stripe's list of events forgets, the
 * binding does not. One that does not become a top-up is due again later, so that it does not block
 * the others. True: there may be more. Throws when D1 is silent.
 */
export async function sweepBindings(needs: SweepBindingsNeeds, actor: System): Promise<boolean> {
  const { paymentBindings, clock } = needs;
  const bound = await paymentBindings.takeUnfinished(BINDINGS_PER_PAGE, clock.now());
  await mapWithConcurrency(bound, async (intentId) => {
    try {
      await syncPayment(needs, actor, { intentId });
    } catch (fault) {
      needs.log.error("sweep_binding_failed", fault, { intentId, by: actorLabel(actor) });
    }
  });
  return bound.length === BINDINGS_PER_PAGE;
}
