import type { System } from "../app/base/actor.ts";
import { projectServices } from "../app/ledger/project-services.ts";
import type { Ports } from "../app/ports/ports.ts";
import { serviceMessage } from "../contract/messages.ts";
import type { ServiceId } from "../domain/base/ids.ts";
import type { Batch, Message } from "./batch.ts";
import { retryDelay } from "./retry-delay.ts";

/** After the first failure; an overloaded D1 needs longer than an object that was reset. */
const FIRST_SECONDS = 5;

/**
 * Projects many services in one write of D1. What was not written comes again with a delay that
 * grows, the whole batch at the same moment, so that it is one write again. Of several messages of
 * a service one comes again.
 */
export async function projectBatch(ports: Ports, actor: System, batch: Batch): Promise<void> {
  const together = batch.messages[0]?.body;
  const again = (message: Message) =>
    message.retry({ delaySeconds: retryDelay(message.attempts, FIRST_SECONDS, together) });
  const byService = new Map<ServiceId, Message[]>();
  for (const message of batch.messages) {
    const parsed = serviceMessage.safeParse(message.body);
    if (parsed.success) {
      const { serviceId } = parsed.data;
      byService.set(serviceId, [...(byService.get(serviceId) ?? []), message]);
    } else {
      ports.log.error("message_failed", parsed.error, { queue: batch.queue });
      again(message);
    }
  }
  const unwritten = await projectServices(ports, actor, [...byService.keys()]);
  for (const [serviceId, [first, ...others]] of byService) {
    for (const message of others) message.ack();
    if (unwritten.has(serviceId)) first && again(first);
    else first?.ack();
  }
}
