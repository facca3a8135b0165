import { ok, type Result } from "../../domain/base/result.ts";
import { withoutPayer } from "../../domain/payment/intent-reading.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Requested, RequestTopUp } from "../ports/service-object/request.ts";
import type { ServiceObject } from "../ports/service-object.ts";
import { type OpenPaymentNeeds, TOP_UP_OPEN_RETRY_SECONDS } from "./open-payment.ts";
import { asHeld } from "./ownership/owner-of.ts";

interface SupersedeInput {
  readonly asked: RequestTopUp;
  readonly refused: Extract<Requested, { kind: "refused" }>;
}

/**
 * The session's earlier top-up makes room: its intent is canceled at Stripe now, the object is
 * told what Stripe said, and the request is tried once more. Refuses with `already_paid` if the
 * earlier one had been paid meanwhile, and with `top_up_open` while Stripe is silent: both top-ups
 * stay as they are and the customer tries again later.
 */
export async function supersedeOpenTopUp(
  needs: OpenPaymentNeeds,
  object: ServiceObject,
  { asked, refused }: SupersedeInput,
): Promise<Result<Requested, Refusal<"already_paid" | "top_up_open">>> {
  const { other } = refused;
  if (other === null || other.cancel === null) return ok(refused);
  const { topUpId } = other;
  try {
    const reading = await needs.payments.cancelIntent(other.cancel);
    await object.recordPayment({ reading: withoutPayer(asHeld(reading)), reconstructed: null });
    if (reading.status === "succeeded") {
      return refusal("already_paid", { topUpId, serviceId: asked.request.serviceId });
    }
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    needs.log.warn("earlier_intent_not_canceled", { ...other.cancel, why: fault.message });
    return refusal("top_up_open", { topUpId, retryAfterSeconds: TOP_UP_OPEN_RETRY_SECONDS });
  }
  return ok(await object.requestTopUp(asked));
}
