/** Four eyes: an order that waits is taken back, or another operator says no. */
import { type ApprovalId, approvalId } from "../../base/ids.ts";
import { isSamePerson, type OperatorRef } from "../../operator/operator-key.ts";
import type { ClosedHow } from "../approval-request.ts";
import type { TopUp } from "../top-up.ts";
import { stillStands } from "./approval.ts";
import { type Context, emit, type Outcome, unchanged } from "./outcome.ts";
import type { Acted } from "./people.ts";

/** What can be said against it. */
export type CloseRefusal =
  | "not_found"
  | "second_approver_needed"
  | "approval_expired"
  | "approval_overtaken";

export interface Closing {
  readonly approvalId: ApprovalId;
  readonly how: ClosedHow;
  readonly actor: OperatorRef;
  readonly reason: string;
}
type Closed = Acted<never> | { readonly kind: "refused"; readonly code: CloseRefusal };

/**
 * Closes the request that waits; nothing of what was ordered happens. The person who ordered it
 * retracts it, with any of their keys; to others it is not there to be retracted. Another person
 * rejects it. The same again by the same key is answered as done.
 */
export function closeRequest(
  t: TopUp,
  { approvalId: id, how, actor, reason }: Closing,
  ctx: Context,
): Outcome<Closed> {
  const { asked, waits, closed } = t.fourEyes;
  const numbers = Array.from({ length: asked }, (_, i) => i + 1);
  if (!numbers.some((n) => approvalId(t.request.topUpId, n) === id)) return refused("not_found");
  const isRepeat = closed?.approvalId === id && closed.how === how && closed.keyId === actor.keyId;
  if (isRepeat) return unchanged({ kind: "done" });
  if (waits?.approvalId !== id) return refused("approval_overtaken");
  const isOwn = isSamePerson(waits.actor, actor);
  if (how === "retracted" && !isOwn) return refused("not_found");
  if (how === "rejected" && isOwn) return refused("second_approver_needed");
  if (ctx.now >= waits.until) return refused("approval_expired");
  if (!stillStands(t, waits)) return refused("approval_overtaken");
  return emit({ kind: "done" }, { type: "RequestClosed", approvalId: id, how, actor, reason });
}

const refused = (code: CloseRefusal): Outcome<Closed> => unchanged({ kind: "refused", code });
