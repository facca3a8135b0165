import type { Ports } from "../actions/ports.ts";
import { serviceMessage, topUpMessage } from "../contract/messages.ts";

/**
 * A message that failed four times. Its work is not lost: the object knows what is due, so it is
 * told (a finding where a credit is under way) and poked. Throws while the object is silent; the
 * queue brings the message again.
 */
export async function deadLetter(ports: Ports, body: unknown): Promise<void> {
  const ofTopUp = topUpMessage.safeParse(body);
  const { serviceId } = ofTopUp.success ? ofTopUp.data : serviceMessage.parse(body);
  ports.log.warn("dead_letter", { serviceId });
  const object = ports.objects.of(serviceId);
  if (ofTopUp.success) {
    await object.deadLettered({ topUpId: ofTopUp.data.topUpId, queue: "edge-topup-dead" });
  }
  await object.poke();
}
