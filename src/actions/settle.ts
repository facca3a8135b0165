import type { IntentMark, IntentReading } from "../domain/payment-reading.ts";
import type { TopUpView } from "../domain/top-up/view.ts";
import { adoptClaimed, CALLER_WAITS_MS, claimBehind, ownerOf } from "./legacy/claimed-payment.ts";
import type { Ports } from "./ports.ts";
import { rebuiltRequest } from "./rebuilt-request.ts";

export type SettledPayment =
  | { readonly kind: "recorded"; readonly view: TopUpView }
  /** No mark and no claim of ours, or the other mode: never credited, refunded or counted. */
  | { readonly kind: "not_ours" }
  | { readonly kind: "unknown_intent" };

/**
 * The one way in which a payment reaches the object: webhook, return page and sweep all end here.
 * The intent is read again with its charge, and the object is told what was read. D1 is asked only
 * about payments without our mark, and when the object does not know the top-up at all. Throws
 * when Stripe, the object or, in these cases, D1 gave no answer; the caller tries again.
 */
export async function settle(
  ports: Ports,
  { intentId }: { readonly intentId: string; readonly mark: IntentMark | null },
): Promise<SettledPayment> {
  const reading = await ports.payments.readIntent(intentId);
  return reading ? settleReading(ports, reading) : { kind: "unknown_intent" };
}

/** The same for a reading that was made just now. */
export async function settleReading(ports: Ports, reading: IntentReading): Promise<SettledPayment> {
  if (reading.livemode !== ports.payments.livemode) return { kind: "not_ours" };
  const owner = await ownerOf(ports, reading);
  if (owner === null) return { kind: "not_ours" };
  const { mark } = owner;
  const marked = { ...reading, mark };
  const object = ports.objects.of(mark.serviceId);
  const told = await object.recordPayment({ reading: marked, rebuild: null });
  if (told.kind === "recorded") return told;
  if (reading.status !== "succeeded") return { kind: "unknown_intent" };
  const claim = owner.claim ?? (await claimBehind(ports, reading, mark));
  if (claim) {
    // Whoever claimed it died before the object heard of it.
    const adoption = { claim, reading, ip: null, maxWaitMs: CALLER_WAITS_MS };
    const view = await adoptClaimed(ports, adoption);
    return view ? { kind: "recorded", view } : { kind: "not_ours" };
  }
  // Money that nobody here remembers: a person will look at it, and after 48 hours it goes back.
  const { request } = await rebuiltRequest(ports, marked, mark);
  const kept = await object.recordPayment({ reading: marked, rebuild: request });
  ports.log.warn("payment_rebuilt", { intentId: reading.intentId, topUpId: mark.topUpId });
  return kept.kind === "recorded" ? kept : { kind: "unknown_intent" };
}
