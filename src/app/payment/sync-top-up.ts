import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpName } from "../../domain/top-up/names.ts";
import type { TopUp } from "../../domain/top-up/state.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { TopUpRef } from "./cancel-top-up.ts";
import { syncPayment } from "./sync-payment.ts";

/** Names under which Stripe may know more than we do. */
const MAY_BE_BEHIND: ReadonlySet<TopUpName> = new Set([
  "awaiting_payment",
  "processing",
  "canceling",
  "canceled",
]);

export interface SyncedTopUp {
  readonly view: TopUpView;
  /** False: Stripe was silent, so `view` may be behind. */
  readonly upToDate: boolean;
}

/**
 * A browser says that it has paid, or came back from 3-D Secure. That is a hint to look, never a
 * proof: the payment is read again at Stripe, unless the object knows already. With Stripe silent
 * the present state is the answer; webhook and sweep will tell.
 */
export async function syncTopUp(
  ports: Ports,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<SyncedTopUp, Refusal>> {
  const object = ports.objects.of(serviceId);
  const view = await object.getTopUp({ topUpId });
  if (view === null) return refusal("not_found");
  const asItWas = { view, upToDate: true };
  if (!MAY_BE_BEHIND.has(view.name)) return ok(asItWas);
  const topUp = await object.getTopUpState({ topUpId });
  const intentId = topUp && currentIntent(topUp);
  if (!topUp || !intentId) return ok(asItWas);
  try {
    const synced = await syncPayment(ports, { intentId, mark: metadataOf(topUp, intentId) });
    return ok(synced.kind === "recorded" ? { ...asItWas, view: synced.view } : asItWas);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    ports.log.warn("payment_not_synced", { topUpId, intentId, why: fault.message });
    return ok({ view, upToDate: false });
  }
}

/** The intent we look at now: the paying one, otherwise the last that was made. */
export function currentIntent(topUp: TopUp): string | null {
  return topUp.payingIntentId ?? topUp.attempts.findLast((a) => a.intentId)?.intentId ?? null;
}

/** The mark that our intent carries, rebuilt from the state. */
export function metadataOf({ request, attempts }: TopUp, intentId: string) {
  const attempt = attempts.find((a) => a.intentId === intentId);
  return attempt === undefined
    ? null
    : {
        topUpId: request.topUpId,
        attemptId: attempt.attemptId,
        serviceId: request.serviceId,
        offerId: request.offer.id,
        quantity: request.quantity,
      };
}
