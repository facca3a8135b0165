import type { IntentReading, PaymentMetadata } from "../../domain/payment/intent-reading.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Ports } from "../ports/ports.ts";
import { reconstructRequest } from "./import/reconstructed-request.ts";
import { bindingBehind, CALLER_WAITS_MS, importPayment, ownerOf } from "./ownership/owner-of.ts";

export type SyncedPayment =
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
export async function syncPayment(
  ports: Ports,
  { intentId }: { readonly intentId: string; readonly mark: PaymentMetadata | null },
): Promise<SyncedPayment> {
  const reading = await ports.payments.readIntent(intentId);
  return reading ? syncReading(ports, reading) : { kind: "unknown_intent" };
}

/** The same for a reading that was made just now. */
export async function syncReading(ports: Ports, reading: IntentReading): Promise<SyncedPayment> {
  if (reading.livemode !== ports.payments.livemode) return { kind: "not_ours" };
  const owner = await ownerOf(ports, reading);
  if (owner === null) return { kind: "not_ours" };
  const { metadata } = owner;
  const tagged = { ...reading, metadata };
  const object = ports.objects.of(metadata.serviceId);
  const told = await object.recordPayment({ reading: tagged, reconstructed: null });
  if (told.kind === "recorded") return told;
  if (reading.status !== "succeeded") return { kind: "unknown_intent" };
  const binding = owner.binding ?? (await bindingBehind(ports, reading, metadata));
  if (binding) {
    // Whoever claimed it died before the object heard of it.
    const paymentImport = { binding, reading, ip: null, maxWaitMs: CALLER_WAITS_MS };
    const view = await importPayment(ports, paymentImport);
    return view ? { kind: "recorded", view } : { kind: "not_ours" };
  }
  // Money that nobody here remembers: a person will look at it, and after 48 hours it goes back.
  const { request } = await reconstructRequest(ports, tagged, metadata);
  const kept = await object.recordPayment({ reading: tagged, reconstructed: request });
  ports.log.warn("payment_reconstructed", {
    intentId: reading.intentId,
    topUpId: metadata.topUpId,
  });
  return kept.kind === "recorded" ? kept : { kind: "unknown_intent" };
}
