import type { Result } from "../../domain/base/result.ts";
import type { Customer } from "../../domain/top-up/state.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { ServiceObject } from "../ports/service-object.ts";
import { type OpenedTopUp, openPayment } from "./open-payment.ts";

interface ReplayTopUpInput {
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
  repeated: ReplayTopUpInput,
): Promise<Result<OpenedTopUp, Refusal> | null> {
  const { idempotencyKey, inputHash, customer, sessionId } = repeated;
  const known = await object.replayTopUp({ idempotencyKey, inputHash, customer, sessionId });
  if (known.kind === "unknown") return null;
  if (known.kind === "conflict") return refusal("key_conflict");
  return openPayment(ports, object, { answer: known.answer, own: known.own, fresh: null });
}
