import type { DeadLetter } from "../app/recovery/receive-dead-letter.ts";
import { serviceMessage, topUpMessage } from "../contract/messages.ts";

/** Reads a message of any queue. Throws when it is none of ours. */
export function parseDeadLetter(body: unknown): Omit<DeadLetter, "queue"> {
  const ofTopUp = topUpMessage.safeParse(body);
  return ofTopUp.success ? ofTopUp.data : { ...serviceMessage.parse(body), topUpId: null };
}
