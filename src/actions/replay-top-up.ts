import type { Result } from "../domain/result.ts";
import type { Customer } from "../domain/top-up/state.ts";
import { isOwn, type OpenedTopUp, openPayment } from "./open-payment.ts";
import type { Ports } from "./ports.ts";
import { no, type Refusal } from "./refusal.ts";
import type { ServiceObject } from "./service-object-port.ts";

interface Repeated {
  readonly idempotencyKey: string;
  readonly inputHash: string;
  readonly customer: Customer;
  readonly sessionId: string;
}

/**
 * The same key again gets the same answer again (row P5), from the object alone: a repetition needs
 * no register and no OCS, and Stripe only while it can still be paid. Null: the key is new.
 */
export async function replayTopUp(
  ports: Ports,
  object: ServiceObject,
  repeated: Repeated,
): Promise<Result<OpenedTopUp, Refusal> | null> {
  const { idempotencyKey, inputHash, customer, sessionId } = repeated;
  const ask = { idempotencyKey, inputHash };
  const first = await object.replay({ ...ask, customer: null });
  if (first.kind === "unknown") return null;
  if (first.kind === "conflict") return no("key_conflict");
  const { answer } = first;
  if (answer.kind !== "open" || !(await isOwn(object, answer.view.topUpId, sessionId))) {
    return openPayment(ports, object, { answer, own: false, fresh: null });
  }
  // A corrected address must get the receipt; only its own session may correct it.
  const again = await object.replay({ ...ask, customer });
  const corrected = again.kind === "known" ? again.answer : answer;
  return openPayment(ports, object, { answer: corrected, own: true, fresh: null });
}
