import { ok, type Result } from "../../domain/base/result.ts";
import { STRIPE_MAY_KNOW_MORE } from "../../domain/top-up/states.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { actorLabel, type Customer } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { PortFault } from "../ports/port-fault.ts";
import { currentIntent } from "./current-intent.ts";
import { type SyncPaymentNeeds, syncPayment } from "./sync-payment.ts";

export interface SyncedTopUp {
  readonly view: TopUpView;
  /** False: Stripe was silent, so `view` may be behind. */
  readonly upToDate: boolean;
}

/**
 * A customer's browser says that it has paid, or came back from 3-D Secure. That is a reason to
 * read the payment at Stripe, never a proof; it is not read when the object knows already that it
 * was paid. With Stripe silent the present state is the answer; webhook and sweep will bring the
 * rest. Refuses with `not_found`.
 */
export async function syncTopUp(
  needs: SyncPaymentNeeds,
  actor: Customer,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<SyncedTopUp, Refusal<"not_found">>> {
  const object = needs.objects.of(serviceId);
  const view = await object.getTopUp({ topUpId });
  if (view === null) return refusal("not_found");
  const asItWas = { view, upToDate: true };
  if (!STRIPE_MAY_KNOW_MORE.includes(view.state)) return ok(asItWas);
  const topUp = await object.loadTopUp({ topUpId });
  const intentId = topUp && currentIntent(topUp);
  if (!intentId) return ok(asItWas);
  try {
    const synced = await syncPayment(needs, actor, { intentId });
    return ok(synced.kind === "recorded" ? { ...asItWas, view: synced.view } : asItWas);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    const by = actorLabel(actor);
    needs.log.warn("payment_not_synced", { topUpId, intentId, why: fault.message, by });
    return ok({ view, upToDate: false });
  }
}
