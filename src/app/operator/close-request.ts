import type { ApprovalId } from "../../domain/base/ids.ts";
import type { Result } from "../../domain/base/result.ts";
import type { Scope } from "../../domain/operator/scope.ts";
import type { ClosedHow } from "../../domain/top-up/approval-request.ts";
import type { CloseRefusal } from "../../domain/top-up/decide/close-request.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Operator, refOf } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { resultOf } from "../base/command-result.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";

export interface CloseRequestInput extends TopUpRef {
  readonly approvalId: ApprovalId;
  readonly reason: string;
}
export type ClosedResult = Result<TopUpView, Refusal<"forbidden" | "reason_needed" | CloseRefusal>>;

/**
 * What rejecting and retracting an order have in common: nothing happens, and the log says who and
 * why. Whose the order is, and whether it still waits, is the object's decision.
 */
export async function closeRequest(
  { objects }: Pick<Ports, "objects">,
  actor: Operator,
  { scope, how }: { readonly scope: Scope; readonly how: ClosedHow },
  { serviceId, topUpId, approvalId, reason: text }: CloseRequestInput,
): Promise<ClosedResult> {
  const allowed = allow(actor, scope);
  if (!allowed.ok) return allowed;
  const reason = reasonOf(text);
  if (!reason.ok) return reason;
  const object = objects.of(serviceId);
  const topUp = await object.loadTopUp({ topUpId });
  if (!topUp || !seen(actor, topUp.request)) return refusal("not_found");
  const closing = { topUpId, approvalId, how, actor: refOf(actor), reason: reason.value };
  return resultOf(object, topUpId, await object.closeRequest(closing));
}
