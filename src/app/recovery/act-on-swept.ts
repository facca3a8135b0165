import type { IntentId } from "../../domain/base/ids.ts";
import { MINUTE_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { actOnEvent } from "../payment/act-on-event.ts";
import type { SyncPaymentNeeds } from "../payment/sync-payment.ts";
import type { WaitingEvent } from "../ports/event-backlog.ts";
import type { StripeEvent } from "../ports/payments.ts";
import type { Ports } from "../ports/ports.ts";
import { type TellClosedStatusNeeds, tellClosedStatus } from "./tell-closed-status.ts";

export type ActOnSweptNeeds = SyncPaymentNeeds &
  TellClosedStatusNeeds &
  Pick<Ports, "clock" | "readModels" | "eventBacklog">;

/** The first repetition comes after this, each further one after twice the time; ms. */
const RETRY_FIRST_MS = 5 * MINUTE_MS;
const RETRY_MAX_MS = 60 * MINUTE_MS;

/**
 * Acts on events that Stripe listed, without the payments that D1 knows as ended. One that fails
 * waits in the backlog and stops no other. Throws when D1 does not keep it: then the page comes
 * again. Answers with the number of events it acted on.
 */
export async function actOnSwept(
  needs: ActOnSweptNeeds,
  actor: System,
  waiting: readonly WaitingEvent[],
): Promise<number> {
  const paid = waiting.map(({ event }) => event).filter(isPaid);
  const ended = await endedAccordingToD1(
    needs,
    actor,
    paid.flatMap((e) => (e.intentId === null ? [] : [e.intentId])),
  );
  const isEnded = ({ intentId }: StripeEvent) => intentId !== null && ended?.has(intentId);
  // New payments first: a page that is cut short must not spend itself on old refunds.
  const open = waiting
    .filter(({ event }) => !(isPaid(event) && isEnded(event)))
    .toSorted((a, b) => Number(isPaid(b.event)) - Number(isPaid(a.event)));
  await mapWithConcurrency(open, async (one) => {
    const acted = await actOn(needs, actor, one, ended !== null);
    if (acted && one.tries > 0) await needs.eventBacklog.done(one.event.id);
  });
  for (const { event, tries } of waiting) {
    if (tries > 0 && isPaid(event) && isEnded(event)) await needs.eventBacklog.done(event.id);
  }
  return open.length;
}

const isPaid = (e: StripeEvent): boolean =>
  e.type === "payment_intent.succeeded" && e.intentId !== null;

/** False: it failed, and waits. */
async function actOn(
  needs: ActOnSweptNeeds,
  actor: System,
  { event, tries }: WaitingEvent,
  isD1Asked: boolean,
): Promise<boolean> {
  try {
    const { topUp } = await actOnEvent(needs, actor, event);
    // An event that the object has recorded already commits nothing, so it would set no alarm.
    const about = event.metadata ?? topUp;
    if (about) await needs.objects.of(about.serviceId).wake();
    if (isD1Asked && isPaid(event)) await reprojectUnseen(needs, actor, about);
    return true;
  } catch (fault) {
    needs.log.error("sweep_sync_failed", fault, {
      eventId: event.id,
      tries,
      by: actorLabel(actor),
    });
  }
  await waitForLater(needs, [{ event, tries }]);
  return false;
}

/** They are tried later, the later the more tries there were. Throws when D1 keeps none. */
export async function waitForLater(
  { eventBacklog, clock }: Pick<Ports, "eventBacklog" | "clock">,
  waiting: readonly WaitingEvent[],
): Promise<void> {
  for (const { event, tries } of waiting) {
    const pause = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(tries, 10));
    await eventBacklog.wait({ event, tries: tries + 1 }, clock.now() + pause);
  }
}

/**
 * D1 has no end of this payment's top-up. If the object has one and believes that D1 has it too, D1
 * was restored from a backup. So the newest payments come back by themselves, also of services that
 * the restored register does not know.
 */
async function reprojectUnseen(
  needs: ActOnSweptNeeds,
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

/** D1 only saves work here: without it (null) every payment is synced again. */
async function endedAccordingToD1(
  { readModels, log }: ActOnSweptNeeds,
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
