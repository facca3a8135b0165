import { HANDLED_EVENTS } from "../../contract/stripe-events.ts";
import type { IntentId } from "../../domain/base/ids.ts";
import type { PaymentMetadata } from "../../domain/payment/metadata.ts";
import type { System } from "../base/actor.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { StripeEvent } from "../ports/payments.ts";
import { PortFault } from "../ports/port-fault.ts";
import { holds, ownerOf } from "./ownership/owner-of.ts";
import { type SyncPaymentNeeds, syncPayment } from "./sync-payment.ts";

/** Tells of an intent whose creation got no answer; every other one is held already. */
const CREATED: (typeof HANDLED_EVENTS)[number] = "payment_intent.created";
const NOTHING_NEW: ActedOnEvent = { outcome: "ignored: nothing new", topUp: null };

/** Events after which a payment is read again. */
const SYNC_EVENTS: ReadonlySet<string> = new Set(HANDLED_EVENTS);

export interface ActedOnEvent {
  readonly outcome: string;
  /** Null: none of ours. */
  readonly topUp: TopUpRef | null;
}

/**
 * What one event of Stripe asks for, be it from a webhook or from the sweep. Answers with the
 * outcome in words for the inbox, and with the top-up that it was about. Throws when Stripe, the
 * object or D1 gave no answer.
 */
export async function actOnEvent(
  needs: SyncPaymentNeeds,
  actor: System,
  event: StripeEvent,
): Promise<ActedOnEvent> {
  if (event.livemode !== needs.payments.livemode) {
    return { outcome: "ignored: other mode", topUp: null };
  }
  const { intentId } = event;
  if (intentId === null || !SYNC_EVENTS.has(event.type)) return { outcome: "ignored", topUp: null };
  if (event.type === CREATED && !(await isOrphan(needs, event))) return NOTHING_NEW;
  await recordOwnRefund(needs, event);
  const synced = await syncPayment(needs, actor, { intentId });
  return { outcome: synced.kind, topUp: synced.kind === "recorded" ? synced.view : null };
}

/** An intent of ours that its top-up does not name: the object recognises or cancels it. */
async function isOrphan(
  { objects }: SyncPaymentNeeds,
  { intentId, metadata }: StripeEvent,
): Promise<boolean> {
  if (metadata === null || intentId === null) return false;
  const { serviceId, topUpId } = metadata;
  const topUp = await objects.of(serviceId).loadTopUp({ topUpId });
  return topUp !== null && !holds(topUp, intentId);
}

/**
 * Our own refund is recorded before the payment is synced: otherwise the sync would take it for a
 * refund that was made outside. The intent's metadata says whose it is; D1 is asked only where
 * there is none.
 */
async function recordOwnRefund(
  needs: SyncPaymentNeeds,
  { refund, intentId, metadata }: StripeEvent,
): Promise<void> {
  if (refund?.refundId == null || intentId === null) return;
  const { refundId, stripeRefundId } = refund;
  const owner = metadata ?? (await metadataOf(needs, intentId));
  if (!owner) return;
  const outcome = await needs.payments.readRefund(stripeRefundId);
  if (outcome.kind === "unknown") throw new PortFault("stripe", outcome.text);
  const { serviceId, topUpId } = owner;
  await needs.objects.of(serviceId).recordRefund({ topUpId, refundId, outcome });
}

async function metadataOf(
  needs: SyncPaymentNeeds,
  intentId: IntentId,
): Promise<PaymentMetadata | null> {
  const reading = await needs.payments.readIntent(intentId);
  const owner = reading && (await ownerOf(needs, reading));
  return owner?.metadata ?? null;
}
