import { letterOf } from "./letters/letter-of.ts";
import type { Ports } from "./ports.ts";

/**
 * Hands over the letters that a top-up owes, each at most once. A mail service with keys may be
 * asked again after a lost answer. For one without, the object commits first that the letter is
 * out; the fault that is thrown here then means "not taken", and it is due again.
 */
export async function notify(
  { objects, mail, settings }: Ports,
  { serviceId, topUpId }: { readonly serviceId: string; readonly topUpId: string },
): Promise<void> {
  const object = objects.of(serviceId);
  const work = await object.noticeWork({ topUpId, once: !mail.keyed });
  if (!work) return;
  for (const [i, kind] of work.notices.entries()) {
    const letter = letterOf(kind, work.topUp, settings);
    const answer = await mail.send(letter).catch(async (fault: unknown) => {
      for (const left of work.notices.slice(i)) {
        await object.noticeAnswered({ topUpId, kind: left, answer: "not_taken" });
      }
      throw fault;
    });
    await object.noticeAnswered({ topUpId, kind, answer });
  }
}
