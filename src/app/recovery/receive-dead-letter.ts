import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";

export interface DeadLetter {
  readonly serviceId: ServiceId;
  /** Null: the message concerned the service as a whole. */
  readonly topUpId: TopUpId | null;
  /** The full name of the dead-letter queue that brought it. */
  readonly queue: string;
}

type ReceiveDeadLetterNeeds = Pick<Ports, "objects" | "log" | "signals" | "metrics">;

/**
 * A message that ran out of retries. Its work is not lost: the object knows what is due and when it
 * last sent a message for it. So the object is told of the dead letter (a finding where a credit is
 * under way) and woken; it then sends only what its alarm would have sent by now, because
 * duplicates of one dead message must not each cause a new one. Throws while the object is silent;
 * the queue brings the message again.
 */
export async function receiveDeadLetter(
  { objects, log, signals, metrics }: ReceiveDeadLetterNeeds,
  actor: System,
  { serviceId, topUpId, queue }: DeadLetter,
): Promise<void> {
  log.warn("dead_letter", { serviceId, by: actorLabel(actor) });
  signals.note("dead_letter");
  const about = topUpId === null ? "service" : "top_up";
  metrics.write("dead_letter", { blobs: { about }, doubles: { count: 1 } });
  const object = objects.of(serviceId);
  if (topUpId !== null) await object.recordDeadLetter({ topUpId, queue });
  await object.wake();
}
