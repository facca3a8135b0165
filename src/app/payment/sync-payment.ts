import type { IntentId } from "../../domain/base/ids.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../domain/payment/metadata.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Actor, actorLabel } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";
import { forObject } from "./for-object.ts";
import {
  CALLER_WAITS_MS,
  type ImportPaymentNeeds,
  importPayment,
} from "./import/import-payment.ts";
import { reconstructRequest } from "./import/reconstruct-request.ts";
import { bindingBehind, ownerOf } from "./ownership/owner-of.ts";

export type SyncPaymentNeeds = ImportPaymentNeeds & Pick<Ports, "paymentBindings">;

export type SyncedPayment =
  | { readonly kind: "recorded"; readonly view: TopUpView }
  /** Neither metadata nor a binding of ours, or the other mode: never credited or refunded. */
  | { readonly kind: "not_ours" }
  | { readonly kind: "unknown_intent" };

/**
 * The one way in which a payment reaches the object: webhook, return page and sweep all end here.
 * The intent is read again with its charge, and the object is told what was read. D1 is asked only
 * about payments without our metadata, and when the object does not know the top-up at all. Throws
 * when Stripe, the object or, in these cases, D1 gave no answer; the caller tries again.
 */
export async function syncPayment(
  needs: SyncPaymentNeeds,
  actor: Actor,
  { intentId }: { readonly intentId: IntentId },
): Promise<SyncedPayment> {
  const reading = await needs.payments.readIntent(intentId);
  return reading ? syncReading(needs, actor, reading) : { kind: "unknown_intent" };
}

/** Tells the object a reading of a payment that was made just now. */
export async function syncReading(
  needs: SyncPaymentNeeds,
  actor: Actor,
  reading: IntentReading,
): Promise<SyncedPayment> {
  if (reading.livemode !== needs.payments.livemode) return { kind: "not_ours" };
  const owner = await ownerOf(needs, reading);
  if (owner === null) return { kind: "not_ours" };
  const { metadata } = owner;
  const tagged: IntentReading = { ...(await forObject(needs, reading)), metadata };
  const object = needs.objects.of(metadata.serviceId);
  const recorded = await object.recordPayment({ reading: tagged, reconstructed: null });
  if (recorded.kind === "recorded") return recorded;
  if (reading.status !== "succeeded") return { kind: "unknown_intent" };
  const binding = owner.binding ?? (await bindingBehind(needs, reading, metadata));
  if (binding) {
    // The call that bound it died before the object knew of it.
    const paymentImport = { binding, reading, maxWaitMs: CALLER_WAITS_MS };
    const view = await importPayment(needs, actor, paymentImport);
    return view ? { kind: "recorded", view } : { kind: "not_ours" };
  }
  return recordUnknown(needs, actor, { reading: tagged, metadata });
}

interface TaggedReading {
  readonly reading: IntentReading;
  readonly metadata: PaymentMetadata;
}

/**
 * A payment of ours whose top-up the object does not know: an operator reviews it, and after 48
 * hours it is refunded.
 */
async function recordUnknown(
  needs: SyncPaymentNeeds,
  actor: Actor,
  { reading, metadata }: TaggedReading,
): Promise<SyncedPayment> {
  const { topUpId, serviceId } = metadata;
  const { request } = await reconstructRequest(needs, reading, metadata);
  const object = needs.objects.of(serviceId);
  const recorded = await object.recordPayment({ reading, reconstructed: request });
  const { intentId } = reading;
  needs.log.warn("payment_reconstructed", { intentId, topUpId, by: actorLabel(actor) });
  return recorded.kind === "recorded" ? recorded : { kind: "unknown_intent" };
}
