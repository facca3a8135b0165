import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";
import type { DeliveryRef } from "../ports/webhook-outbox.ts";

/**
 * A message of a delivery that failed four times: D1 did not answer. Its row is still due, and the
 * next run of `wakeDeliveries` sends it again; so it is only told.
 */
export async function receiveDeadDelivery(
  { log, signals, metrics }: Pick<Ports, "log" | "signals" | "metrics">,
  actor: System,
  ref: DeliveryRef,
): Promise<void> {
  log.warn("dead_letter", { ...ref, by: actorLabel(actor) });
  signals.note("dead_letter");
  metrics.write("dead_letter", { blobs: { about: "delivery" }, doubles: { count: 1 } });
}
