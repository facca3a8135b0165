import type { ApprovalId } from "../../domain/base/ids.ts";
import type { Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Operator, refOf } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { resultOf } from "../base/command-result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { type SyncPaymentNeeds, syncPayment } from "../payment/sync-payment.ts";
import type { Ports } from "../ports/ports.ts";
import type { ApproveRefusal } from "../ports/service-object/operator.ts";
import { accountOf } from "./account-of.ts";
import { approveReviewAtStripe } from "./approve-review-at-stripe.ts";

/**
 * Approves what another operator ordered; then it happens. Hours may lie between the two, so what
 * the order rests on is read anew: the payment at Stripe, and for a confirmation the account at the
 * OCS. Whether this is another person, and still the same facts, is the object's decision. Throws
 * when Stripe gives no answer.
 */
export async function approveOrder(
  needs: SyncPaymentNeeds & Pick<Ports, "ocs" | "log">,
  actor: Operator,
  { serviceId, topUpId, approvalId }: TopUpRef & { readonly approvalId: ApprovalId },
): Promise<Result<TopUpView, Refusal<"forbidden" | ApproveRefusal>>> {
  const allowed = allow(actor, "approvals:give");
  if (!allowed.ok) return allowed;
  const object = needs.objects.of(serviceId);
  const topUp = await object.loadTopUp({ topUpId });
  if (!topUp || !seen(actor, topUp.request)) return refusal("not_found");
  if (topUp.money) await syncPayment(needs, actor, { intentId: topUp.money.intentId });
  const isConfirmation = topUp.fourEyes.waits?.action === "confirm";
  const reading = isConfirmation ? await needs.ocs.read(accountOf(topUp)) : null;
  const approval = { topUpId, approvalId, actor: refOf(actor), reading };
  const action = topUp.fourEyes.waits?.action;
  const result = await resultOf(object, topUpId, await object.approveOrder(approval));
  if (result.ok && action === "approve_top_up") {
    await approveReviewAtStripe(needs, object, topUpId);
  }
  return result;
}
