import type { Result } from "../../domain/base/result.ts";
import { maskedEmailOf } from "../base/mask-email.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { PayerDetails } from "../ports/payer-vault.ts";
import type { Ports } from "../ports/ports.ts";
import type { ReplayRefusal, ReplayTopUp } from "../ports/service-object/request.ts";
import type { ServiceObject } from "../ports/service-object.ts";
import { changeBilling } from "./change-billing.ts";
import { type OpenedTopUp, type OpenPaymentNeeds, openPayment } from "./open-payment.ts";

export interface RepeatedTopUp extends ReplayTopUp {
  /** As the customer typed them this time. */
  readonly details: PayerDetails;
  /** Where this request came from; null: not known. */
  readonly ip: string | null;
}

/** The key is new; `hasChoice`: it would get the open top-up of its session. */
export interface NewKey {
  readonly hasChoice: boolean;
}

type ReplayedRefusal =
  | ReplayRefusal
  | "key_conflict"
  | "payment_system_unavailable"
  | "payment_not_possible";

/**
 * The same key again gets the same answer again (row P5), from the object alone: a repetition needs
 * no register and no OCS, and Stripe only while the top-up can still be paid. Refuses with
 * `key_conflict` when the key was used for another input.
 */
export async function replayTopUp(
  needs: OpenPaymentNeeds & Pick<Ports, "objects" | "payerVault">,
  object: ServiceObject,
  { details, ip, ...repeated }: RepeatedTopUp,
): Promise<Result<OpenedTopUp, Refusal<ReplayedRefusal>> | NewKey> {
  const replayed = await object.replayTopUp(repeated);
  if (replayed.kind === "unknown") return { hasChoice: replayed.hasChoice };
  if (replayed.kind === "conflict") return refusal("key_conflict");
  const { answer, own, payer: before } = replayed;
  if (before !== null && answer.kind === "open") {
    const { topUpId, brand } = answer.view;
    const { sessionId } = repeated;
    const origin = { brand, ip };
    await changeBilling(needs, object, { topUpId, sessionId, before, origin, details });
  }
  // What is stored: after the payment the receipt goes to the address that was given before it.
  const isSeen = own && answer.kind !== "refused";
  const emailMasked = isSeen ? await maskedEmailOf(needs, answer.view) : null;
  return openPayment(needs, object, { answer, own, newTopUpId: null, emailMasked });
}
