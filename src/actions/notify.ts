import { letterOf } from "./letters/letter-of.ts";
import type { Ports } from "./ports.ts";

/**
 * Writes the letters that a top-up owes. The id of a notice is its idempotency key, so a letter
 * whose answer got lost is handed over again and still arrives once.
 */
export async function notify(
  ports: Ports,
  { serviceId, topUpId }: { readonly serviceId: string; readonly topUpId: string },
): Promise<void> {
  const object = ports.objects.of(serviceId);
  const work = await object.noticeWork({ topUpId });
  if (!work) return;
  for (const kind of work.notices) {
    const sent = await ports.mail.send(letterOf(kind, work.topUp, ports.settings));
    await object.noticeSent({ topUpId, kind, undeliverable: sent === "undeliverable" });
  }
}
