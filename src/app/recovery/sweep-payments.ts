import type { IntentId } from "../../domain/base/ids.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { actOnEvent } from "../payment/act-on-event.ts";
import type { SyncPaymentNeeds } from "../payment/sync-payment.ts";
import type { StripeEvent } from "../ports/payments.ts";
import type { Ports } from "../ports/ports.ts";
import { type TellClosedStatusNeeds, tellClosedStatus } from "./tell-closed-status.ts";

export type SweepPaymentsNeeds = SyncPaymentNeeds &
  TellClosedStatusNeeds &
  Pick<Ports, "clock" | "readModels">;

/**
 * Acts on the events that Stripe lists for the last `windowMs`, without the payments that D1 knows
 * as ended. Answers with the number of events it acted on.
 */
export async function sweepPayments(
  needs: SweepPaymentsNeeds,
  actor: System,
  { windowMs }: { readonly windowMs: number },
): Promise<number> {
  const now = needs.clock.now();
  const events = await needs.payments.listEvents({ fromMs: now - windowMs, toMs: now });
  const paid = events.filter(isPaid);
  const ended = await endedAccordingToD1(
    needs,
    actor,
    paid.flatMap((e) => (e.intentId === null ? [] : [e.intentId])),
  );
  // New payments first: a sweep that is cut short must not spend itself on old refunds.
  const open = [
    ...paid.filter((e) => e.intentId === null || !ended?.has(e.intentId)),
    ...events.filter((e) => !isPaid(e)),
  ];
  await mapWithConcurrency(open, async (event) => {
    try {
      const { topUp } = await actOnEvent(needs, actor, event);
      // An event that the object has recorded already commits nothing, so it would set no alarm.
      const about = event.metadata ?? topUp;
      if (about) await needs.objects.of(about.serviceId).wake();
      if (ended && isPaid(event)) await reprojectUnseen(needs, actor, about);
    } catch (fault) {
      const by = actorLabel(actor);
      needs.log.error("sweep_sync_failed", fault, { eventId: event.id, by });
    }
  });
  return open.length;
}

const isPaid = (e: StripeEvent): boolean =>
  e.type === "payment_intent.succeeded" && e.intentId !== null;

/**
 * D1 has no end of this payment's top-up. If the object has one and believes that D1 has it too, D1
 * was restored from a backup. So the newest payments come back by themselves, also of services that
 * the restored register does not know.
 */
async function reprojectUnseen(
  needs: SweepPaymentsNeeds,
  actor: System,
  topUp: TopUpRef | null,
): Promise<void> {
  if (!topUp) return;
  const { serviceId, topUpId } = topUp;
  const answer = await needs.objects.of(serviceId).reprojectIfUnseen({ topUpId });
  if (answer !== "due") return;
  needs.log.warn("projection_forgotten", { serviceId, topUpId, by: actorLabel(actor) });
  await tellClosedStatus(needs, serviceId);
}

/** D1 only saves work here: without it (null) every payment of the window is synced again. */
async function endedAccordingToD1(
  { readModels, log }: SweepPaymentsNeeds,
  actor: System,
  intentIds: readonly IntentId[],
): Promise<ReadonlySet<IntentId> | null> {
  try {
    return await readModels.endedIntents(intentIds);
  } catch (fault) {
    log.error("sweep_without_d1", fault, { by: actorLabel(actor) });
    return null;
  }
}
