import {
  hears,
  WEBHOOK_EVENTS,
  type WebhookData,
  type WebhookType,
} from "../../contract/webhook-events.ts";
import type { EndpointId, OutgoingEventId } from "../../domain/base/ids.ts";
import type { Ports } from "../ports/ports.ts";

export type EmitEventNeeds = Pick<
  Ports,
  "webhookEndpoints" | "webhookOutbox" | "webhookQueue" | "log"
>;

export interface EmittedEvent<T extends WebhookType> {
  /** The same for every repetition of this call: no endpoint gets a repeated event twice. */
  readonly eventId: OutgoingEventId;
  readonly type: T;
  /** When it happened; Unix ms. */
  readonly at: number;
  readonly data: WebhookData<T>;
  /** Whose it is; null: the deployment's, which only endpoints of all brands hear. */
  readonly brand: string | null;
  /** Only this endpoint, whatever it listens to. */
  readonly only?: EndpointId;
}

/**
 * Makes an event due at every endpoint that hears it, then tells the queue. Answers with how many
 * those are. What the queue loses is found by `wakeDeliveries`. Throws when D1 does not answer: the
 * caller keeps the event and comes again, with the same id.
 */
export async function emitEvent<T extends WebhookType>(
  needs: EmitEventNeeds,
  { eventId, type, at, data, brand, only }: EmittedEvent<T>,
): Promise<number> {
  const all = await needs.webhookEndpoints.all();
  const hearing = all.filter((one) =>
    only === undefined
      ? one.enabled && hears(one.types, type) && (one.brand === null || one.brand === brand)
      : one.id === only,
  );
  if (hearing.length === 0) return 0;
  const body = JSON.stringify({
    id: eventId,
    type,
    timestamp: new Date(at).toISOString(),
    data: WEBHOOK_EVENTS[type].data.parse(data),
  });
  const ids = hearing.map(({ id }) => id);
  await needs.webhookOutbox.add({ eventId, type, body }, ids, at);
  await tellQueue(
    needs,
    ids.map((endpointId) => ({ endpointId, eventId })),
  );
  return ids.length;
}

/** The rows are there: a queue that does not take a message costs five minutes, not the event. */
export async function tellQueue(
  { webhookQueue, log }: Pick<Ports, "webhookQueue" | "log">,
  refs: readonly Parameters<Ports["webhookQueue"]["send"]>[0][],
  delayMs = 0,
): Promise<void> {
  const sent = await Promise.allSettled(refs.map((ref) => webhookQueue.send(ref, delayMs)));
  const failed = sent.find((one) => one.status === "rejected");
  if (failed) log.warn("webhook_not_queued", { why: String(failed.reason) });
}
