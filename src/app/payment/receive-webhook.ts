import { ok, type Result } from "../../domain/base/result.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { BadSignature, type StripeEvent } from "../ports/payments.ts";
import type { Ports } from "../ports/ports.ts";
import { actOnEvent } from "./act-on-event.ts";
import type { SyncPaymentNeeds } from "./sync-payment.ts";

export type ReceiveWebhookNeeds = SyncPaymentNeeds &
  Pick<Ports, "clock" | "webhookInbox" | "signals">;

export interface WebhookInput {
  readonly rawBody: string;
  readonly signature: string;
}

/**
 * One event from Stripe: verified, then only its ids are used. The object is told first; the inbox
 * row for operators comes after it and is best effort. Order and repetition do not matter: what is
 * recorded is always what a new reading says. Refuses a wrong signature with `invalid_request`.
 * Throws when Stripe, the object or D1 gave no answer, so that Stripe sends the event again.
 */
export async function receiveWebhook(
  needs: ReceiveWebhookNeeds,
  actor: System,
  { rawBody, signature }: WebhookInput,
): Promise<Result<{ outcome: string }, Refusal<"invalid_request">>> {
  let event: StripeEvent;
  try {
    event = await needs.payments.verifyWebhook(rawBody, signature, needs.clock.now());
  } catch (fault) {
    if (!(fault instanceof BadSignature)) throw fault;
    needs.log.warn("webhook_refused", { why: fault.message, by: actorLabel(actor) });
    return refusal("invalid_request", {
      errors: [{ field: "Stripe-Signature", message: "does not fit the body, or is too old" }],
    });
  }
  needs.signals.note("webhook_received");
  const { outcome } = await actOnEvent(needs, actor, event);
  await appendToInbox(needs, event, outcome);
  return ok({ outcome });
}

async function appendToInbox(
  { webhookInbox, log }: Pick<Ports, "webhookInbox" | "log">,
  event: StripeEvent,
  outcome: string,
): Promise<void> {
  const { id: eventId, type, createdAt: at, intentId } = event;
  try {
    await webhookInbox.append({ eventId, type, at, intentId, outcome });
  } catch (fault) {
    log.error("inbox_not_written", fault, { eventId, type });
  }
}
