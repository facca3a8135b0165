import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { actOnEvent } from "../payment/receive-webhook.ts";
import { syncPayment } from "../payment/sync-payment.ts";
import type { StripeEvent } from "../ports/payments.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * The third driver, for everything the others lost: payments that Stripe reports and no webhook
 * brought, claimed payments whose call died, refunds that failed later, objects whose alarm is
 * gone. Safe to run at any time.
 * One failing item never stops the rest; it is logged and met again by the next sweep.
 */
export async function sweep(
  ports: Ports,
  { windowMs }: { readonly windowMs: number },
): Promise<{ readonly synced: number; readonly woken: number }> {
  const synced = await sweepStripe(ports, windowMs);
  const bound = await syncBindings(ports);
  const woken = await wakeUnfinished(ports);
  return { synced: synced + bound, woken };
}

async function sweepStripe(ports: Ports, windowMs: number): Promise<number> {
  const now = ports.clock.now();
  const events = await ports.payments.listEvents({ fromMs: now - windowMs, toMs: now });
  const paid = events.filter(isPaid);
  const known = await endedAccordingToD1(
    ports,
    paid.flatMap((e) => (e.intentId === null ? [] : [e.intentId])),
  );
  const ended = known ?? new Set();
  // New money first: a sweep that is cut short must not spend itself on old refunds.
  const open = [
    ...paid.filter((e) => !ended.has(e.intentId ?? "")),
    ...events.filter((e) => !isPaid(e)),
  ];
  await mapWithConcurrency(open, async (event) => {
    try {
      await actOnEvent(ports, event);
      // What is known already commits nothing: without its alarm the object would sleep on.
      if (event.metadata) await ports.objects.of(event.metadata.serviceId).wake();
      if (known && isPaid(event)) await reprojectUnseen(ports, event);
    } catch (fault) {
      ports.log.error("sweep_sync_failed", fault, { eventId: event.id });
    }
  });
  return open.length;
}

const isPaid = (e: StripeEvent): boolean =>
  e.type === "payment_intent.succeeded" && e.intentId !== null;

/**
 * D1 has no end of it. If the object has one and believes that it was written, D1 was restored from
 * a backup; so the newest payments come back by themselves, of services that the restored register
 * does not know as well.
 */
async function reprojectUnseen(ports: Ports, { metadata }: StripeEvent): Promise<void> {
  if (!metadata) return;
  const { serviceId, topUpId } = metadata;
  const told = await ports.objects.of(serviceId).reprojectIfUnseen({ topUpId });
  if (told === "due") ports.log.warn("projection_forgotten", { serviceId, topUpId });
}

/**
 * D1 only saves work here: without it (null) every payment of the window is settled again.
 */
async function endedAccordingToD1(
  ports: Ports,
  intentIds: readonly string[],
): Promise<ReadonlySet<string> | null> {
  try {
    return await ports.readModels.endedIntents(intentIds);
  } catch (fault) {
    ports.log.error("sweep_without_d1", fault);
    return null;
  }
}

const BINDINGS_PER_SWEEP = 50;
/**
 * However old the payment is: Stripe's list of events forgets, the claim does not. One that came to
 * nothing comes up again later, so that it does not hide the others.
 */
async function syncBindings(ports: Ports): Promise<number> {
  const bound = await unfinishedBindings(ports);
  await mapWithConcurrency(bound, async (intentId) => {
    try {
      await syncPayment(ports, { intentId, mark: null });
    } catch (fault) {
      ports.log.error("sweep_binding_failed", fault, { intentId });
    }
  });
  return bound.length;
}

async function unfinishedBindings(ports: Ports): Promise<readonly string[]> {
  try {
    return await ports.paymentBindings.takeUnfinished(BINDINGS_PER_SWEEP, ports.clock.now());
  } catch (fault) {
    ports.log.error("sweep_without_bindings", fault);
    return [];
  }
}

const SERVICES_PER_SWEEP = 500;
async function wakeUnfinished(ports: Ports): Promise<number> {
  const services = await ports.readModels.unfinishedServices(SERVICES_PER_SWEEP);
  await mapWithConcurrency(services, async (serviceId) => {
    try {
      await ports.objects.of(serviceId).wake();
    } catch (fault) {
      ports.log.error("sweep_wake_failed", fault, { serviceId });
    }
  });
  return services.length;
}
