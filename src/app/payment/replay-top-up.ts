import type { Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { ReplayRefusal, ReplayTopUp } from "../ports/service-object/request.ts";
import type { ServiceObject } from "../ports/service-object.ts";
import { type OpenedTopUp, type OpenPaymentNeeds, openPayment } from "./open-payment.ts";

type ReplayedRefusal = ReplayRefusal | "key_conflict" | "payment_system_unavailable";

/**
 * The same key again gets the same answer again (row P5), from the object alone: a repetition needs
 * no register and no OCS, and Stripe only while the top-up can still be paid. Null: the key is new.
 * Refuses
 * with `key_conflict` when the key was used for another input.
 */
export async function replayTopUp(
  needs: OpenPaymentNeeds,
  object: ServiceObject,
  repeated: ReplayTopUp,
): Promise<Result<OpenedTopUp, Refusal<ReplayedRefusal>> | null> {
  const replayed = await object.replayTopUp(repeated);
  if (replayed.kind === "unknown") return null;
  if (replayed.kind === "conflict") return refusal("key_conflict");
  const { answer, own } = replayed;
  return openPayment(needs, object, { answer, own, newTopUpId: null });
}
