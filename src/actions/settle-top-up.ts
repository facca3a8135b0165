import { ok, type Result } from "../domain/result.ts";
import type { TopUpName } from "../domain/top-up/names.ts";
import type { TopUp } from "../domain/top-up/state.ts";
import type { TopUpView } from "../domain/top-up/view.ts";
import type { TopUpRef } from "./cancel-top-up.ts";
import { PortFault, type Ports } from "./ports.ts";
import { no, type Refusal } from "./refusal.ts";
import { settle } from "./settle.ts";

/** Names under which Stripe may know more than we do. */
const UNSETTLED: ReadonlySet<TopUpName> = new Set([
  "awaiting_payment",
  "processing",
  "lapsing",
  "unpaid",
]);

export interface SettledTopUp {
  readonly view: TopUpView;
  /** False: Stripe was silent, so `view` may be behind. */
  readonly upToDate: boolean;
}

/**
 * A browser says that it has paid, or came back from 3-D Secure. That is a hint to look, never a
 * proof: the payment is read again at Stripe, unless the object knows already. With Stripe silent
 * the present state is the answer; webhook and sweep will tell.
 */
export async function settleTopUp(
  ports: Ports,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<SettledTopUp, Refusal>> {
  const object = ports.objects.of(serviceId);
  const view = await object.view({ topUpId });
  if (view === null) return no("not_found");
  const asItWas = { view, upToDate: true };
  if (!UNSETTLED.has(view.name)) return ok(asItWas);
  const topUp = await object.topUp({ topUpId });
  const intentId = topUp && currentIntent(topUp);
  if (!topUp || !intentId) return ok(asItWas);
  try {
    const settled = await settle(ports, { intentId, mark: markOf(topUp, intentId) });
    return ok(settled.kind === "recorded" ? { ...asItWas, view: settled.view } : asItWas);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    ports.log.warn("not_settled_now", { topUpId, intentId, why: fault.message });
    return ok({ view, upToDate: false });
  }
}

/** The intent we look at now: the paying one, otherwise the last that was made. */
export function currentIntent(topUp: TopUp): string | null {
  return topUp.payingIntentId ?? topUp.attempts.findLast((a) => a.intentId)?.intentId ?? null;
}

/** The mark that our intent carries, rebuilt from the state. */
export function markOf({ request, attempts }: TopUp, intentId: string) {
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
