import { ok, type Result } from "../../domain/base/result.ts";
import type { PaymentMetadata } from "../../domain/payment/intent-reading.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { BadSignature, type StripeEvent } from "../ports/payments.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import { ownerOf } from "./ownership/owner-of.ts";
import { syncPayment } from "./sync-payment.ts";

/**
 * What makes us look at a payment again. `charge.refunded` and disputes tell of money that left
 * outside; our own `refund.created` tells nothing that its answer did not.
 */
const SYNC_EVENTS: ReadonlySet<string> = new Set([
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "payment_intent.amount_capturable_updated",
  "charge.refunded",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
]);

export interface WebhookInput {
  readonly rawBody: string;
  readonly signature: string;
}

/**
 * One event from Stripe: verified, then only its ids are used. The object first, the inbox row for
 * people after it and best effort. Order and repetition do not matter: what is recorded is always
 * what a new reading says. Throws when anything gave no answer, so that Stripe sends it again.
 */
export async function receiveWebhook(
  ports: Ports,
  { rawBody, signature }: WebhookInput,
): Promise<Result<{ outcome: string }, Refusal>> {
  let event: StripeEvent;
  try {
    event = await ports.payments.verifyWebhook(rawBody, signature, ports.clock.now());
  } catch (fault) {
    if (!(fault instanceof BadSignature)) throw fault;
    ports.log.warn("webhook_refused", { why: fault.message });
    return refusal("invalid_request", {
      errors: [{ field: "Stripe-Signature", message: "does not fit the body, or is too old" }],
    });
  }
  const outcome = await actOnEvent(ports, event);
  await appendToInbox(ports, event, outcome);
  return ok({ outcome });
}

/** What one event asks for; also what the sweep does with events that no webhook brought. */
export async function actOnEvent(ports: Ports, event: StripeEvent): Promise<string> {
  if (event.livemode !== ports.payments.livemode) return "ignored: other mode";
  const { intentId } = event;
  if (intentId === null || !SYNC_EVENTS.has(event.type)) return "ignored";
  await recordOwnRefund(ports, event);
  const synced = await syncPayment(ports, { intentId, mark: event.metadata });
  return synced.kind;
}

/**
 * Our own refund first, then the payment: the settling must not take our refund for one that was
 * made outside. The mark on the intent says whose it is; D1 is asked only where there is none.
 */
async function recordOwnRefund(
  ports: Ports,
  { refund, intentId, metadata }: StripeEvent,
): Promise<void> {
  if (refund?.refundId == null || intentId === null) return;
  const { refundId, stripeRefundId } = refund;
  const owner = metadata ?? (await metadataOn(ports, intentId));
  if (!owner) return;
  const outcome = await ports.payments.readRefund(stripeRefundId);
  if (outcome.kind === "unknown") throw new PortFault("stripe", outcome.text);
  const { serviceId, topUpId } = owner;
  await ports.objects.of(serviceId).recordRefund({ topUpId, refundId, outcome });
}

async function metadataOn(ports: Ports, intentId: string): Promise<PaymentMetadata | null> {
  const reading = await ports.payments.readIntent(intentId);
  const owner = reading && (await ownerOf(ports, reading));
  return owner?.metadata ?? null;
}

async function appendToInbox(ports: Ports, event: StripeEvent, outcome: string): Promise<void> {
  const { id: eventId, type, createdAt: at, intentId } = event;
  try {
    await ports.webhookInbox.append({ eventId, type, at, intentId, outcome });
  } catch (fault) {
    ports.log.error("inbox_not_written", fault, { eventId, type });
  }
}
