import type { Ports } from "../app/ports/ports.ts";
import { serviceMessage, topUpMessage } from "../contract/messages.ts";

/**
 * A message that failed four times. Its work is not lost: the object knows what is due and when it
 * last sent for it, so it is told (a finding where a credit is under way) and poked. It then sends
 * only what its alarm would have sent by now: duplicates of one dead message must not each bring a
 * new one to life. Throws while the object is silent; the queue brings the message again.
 */
export async function receiveDeadLetter(ports: Ports, body: unknown): Promise<void> {
  const ofTopUp = topUpMessage.safeParse(body);
  const { serviceId } = ofTopUp.success ? ofTopUp.data : serviceMessage.parse(body);
  ports.log.warn("dead_letter", { serviceId });
  const object = ports.objects.of(serviceId);
  if (ofTopUp.success) {
    await object.recordDeadLetter({ topUpId: ofTopUp.data.topUpId, queue: "edge-topup-dead" });
  }
  await object.wake();
}
