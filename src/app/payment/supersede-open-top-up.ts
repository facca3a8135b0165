import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { Requested, RequestTopUp } from "../ports/service-object/request.ts";
import type { ServiceObject } from "../ports/service-object.ts";

const RETRY_AFTER_SECONDS = 2;

interface SupersedeInput {
  readonly asked: RequestTopUp;
  readonly refused: Extract<Requested, { kind: "refused" }>;
}

/**
 * The session's earlier top-up makes room: its intent is cancelled at Stripe now, the object is
 * told what Stripe said, and the request is tried once more. If it had been paid meanwhile, that
 * is the answer; while Stripe is silent both stay as they are and the caller tries again later.
 */
export async function supersedeOpenTopUp(
  ports: Ports,
  object: ServiceObject,
  { asked, refused }: SupersedeInput,
): Promise<Result<Requested, Refusal>> {
  const { other } = refused;
  if (other === null || other.cancel === null) return ok(refused);
  try {
    const reading = await ports.payments.cancelIntent(other.cancel);
    await object.recordPayment({ reading, reconstructed: null });
    if (reading.status === "succeeded") {
      const { serviceId } = asked.request;
      return refusal("already_paid", { topUpId: other.topUpId, serviceId });
    }
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    ports.log.warn("earlier_intent_not_canceled", { ...other.cancel, why: fault.message });
    return refusal("top_up_open", {
      topUpId: other.topUpId,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
  return ok(await object.requestTopUp(asked));
}
