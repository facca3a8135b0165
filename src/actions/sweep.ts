import { inParallel } from "./in-parallel.ts";
import type { Ports, StripeEvent } from "./ports.ts";
import { actOnEvent } from "./receive-webhook.ts";
import { settle } from "./settle.ts";

/**
 * The third driver, for everything the others lost: payments that Stripe reports and no webhook
 * brought, claimed payments whose call died, refunds that failed later, objects whose alarm is
 * gone. Safe to run at any time.
 * One failing item never stops the rest; it is logged and met again by the next sweep.
 */
export async function sweep(
  ports: Ports,
  { windowMs }: { readonly windowMs: number },
): Promise<{ readonly settled: number; readonly poked: number }> {
  const settled = await sweepStripe(ports, windowMs);
  const claimed = await settleClaims(ports);
  const poked = await pokeUnfinished(ports);
  return { settled: settled + claimed, poked };
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
  await inParallel(open, async (event) => {
    try {
      await actOnEvent(ports, event);
      // What is known already commits nothing: without its alarm the object would sleep on.
      if (event.mark) await ports.objects.of(event.mark.serviceId).poke();
      if (known && isPaid(event)) await tellUnseen(ports, event);
    } catch (fault) {
      ports.log.error("sweep_settle_failed", fault, { eventId: event.id });
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
async function tellUnseen(ports: Ports, { mark }: StripeEvent): Promise<void> {
  if (!mark) return;
  const { serviceId, topUpId } = mark;
  const told = await ports.objects.of(serviceId).unseen({ topUpId });
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
    return await ports.books.endedIntents(intentIds);
  } catch (fault) {
    ports.log.error("sweep_without_d1", fault);
    return null;
  }
}

const CLAIMS = 50;
/**
 * However old the payment is: Stripe's list of events forgets, the claim does not. One that came to
 * nothing comes up again later, so that it does not hide the others.
 */
async function settleClaims(ports: Ports): Promise<number> {
  const claimed = await unfinishedClaims(ports);
  await inParallel(claimed, async (intentId) => {
    try {
      await settle(ports, { intentId, mark: null });
    } catch (fault) {
      ports.log.error("sweep_claim_failed", fault, { intentId });
    }
  });
  return claimed.length;
}

async function unfinishedClaims(ports: Ports): Promise<readonly string[]> {
  try {
    return await ports.oldDoors.takeUnfinishedClaims(CLAIMS, ports.clock.now());
  } catch (fault) {
    ports.log.error("sweep_without_claims", fault);
    return [];
  }
}

const POKES = 500;
async function pokeUnfinished(ports: Ports): Promise<number> {
  const services = await ports.books.unfinishedServices(POKES);
  await inParallel(services, async (serviceId) => {
    try {
      await ports.objects.of(serviceId).poke();
    } catch (fault) {
      ports.log.error("sweep_poke_failed", fault, { serviceId });
    }
  });
  return services.length;
}
