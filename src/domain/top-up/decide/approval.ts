/** Four eyes: an order by one operator, and its approval by another. */
import { type ApprovalId, approvalId } from "../../base/ids.ts";
import type { Money } from "../../base/money.ts";
import { isSamePerson, type OperatorRef } from "../../operator/operator-key.ts";
import type { ApprovableAction, ApprovalRequest } from "../approval-request.ts";
import type { TopUpEvent } from "../events.ts";
import { remaining } from "../facts.ts";
import { stateOf, type TopUpState } from "../states.ts";
import type { TopUp } from "../top-up.ts";
import { type Context, emit, type Outcome, unchanged } from "./outcome.ts";
import type { Acted, ActRefusal } from "./people.ts";

/** What an operator orders. */
export interface OrderedAct {
  readonly action: ApprovableAction;
  readonly actor: OperatorRef;
  readonly reason: string;
  readonly reference: string | null;
}
export type Ordered<C extends ActRefusal> =
  | Acted<C>
  | { readonly kind: "approval_needed"; readonly request: ApprovalRequest };

/** What can be said against an approval. */
export type ApprovalRefusal =
  | "not_found"
  | "second_approver_needed"
  | "approval_expired"
  | "approval_overtaken";

/** States whose refund rests on the operator's word alone, whatever the amount. */
const ON_WORD_ALONE: ReadonlySet<TopUpState> = new Set(["parked", "refund_failed"]);

/** The money that an order is about: what is left of the payment. */
export const amountAtStake = ({ money, request }: TopUp): Money =>
  money ? { minor: remaining(money), currency: money.received.currency } : request.price;

/**
 * Whether this order needs an approval: a refund or a confirmation above the brand's limit (also
 * where the currencies differ, since then nothing says that it is below), and whatever rests on the
 * operator's word alone. What was never paid gives nothing.
 */
export function needsApproval(t: TopUp, action: ApprovableAction, limit: Money): boolean {
  if (t.money === null) return false;
  if (action === "manual_refund") return true;
  if (action === "refund" && ON_WORD_ALONE.has(stateOf(t))) return true;
  const { minor, currency } = amountAtStake(t);
  return currency !== limit.currency || minor > limit.minor;
}

/** Whether the approver would still agree to the same thing. */
export function stillStands(t: TopUp, { state, amount }: ApprovalRequest): boolean {
  const now = amountAtStake(t);
  return stateOf(t) === state && now.minor === amount.minor && now.currency === amount.currency;
}

/**
 * Decides an order. Where it needs an approval, nothing happens but the request; the same order
 * again is answered with the request that waits, another order takes its place. While one waits,
 * every order for this top-up needs an approval: a limit that was raised meanwhile carries out
 * nothing that a second approver was asked about.
 */
export function orderAct<C extends ActRefusal>(
  t: TopUp,
  act: OrderedAct,
  limit: Money,
  decided: Outcome<Acted<C>>,
  ctx: Context,
): Outcome<Ordered<C>> {
  const { events, answer } = decided;
  if (answer.kind === "refused") return unchanged(answer);
  const { asked, waits } = t.fourEyes;
  const open = waits && ctx.now < waits.until && stillStands(t, waits) ? waits : null;
  if (events.length === 0 || (open === null && !needsApproval(t, act.action, limit))) {
    return { events: [acted(act, null), ...events], answer };
  }
  if (open && isSameOrder(open, act)) {
    return unchanged({ kind: "approval_needed", request: open });
  }
  const request: ApprovalRequest = {
    ...act,
    approvalId: approvalId(t.request.topUpId, asked + 1),
    askedAt: ctx.now,
    until: ctx.now + ctx.timings.approvalRequestMs,
    state: stateOf(t),
    amount: amountAtStake(t),
  };
  return emit({ kind: "approval_needed", request }, { type: "ApprovalRequested", request });
}

const isSameOrder = (waits: ApprovalRequest, act: OrderedAct): boolean =>
  waits.action === act.action &&
  waits.actor.person === act.actor.person &&
  waits.reference === act.reference;

/**
 * Approves the request that waits, by another person than the one who ordered it, with another key,
 * before it expires, while state and amount are what that person saw, and once: the same approval
 * by the same key again is answered as done. `decide` decides the order as of now.
 */
export function approveOrder<C extends ActRefusal>(
  t: TopUp,
  approval: { readonly approvalId: ApprovalId; readonly actor: OperatorRef },
  decide: (request: ApprovalRequest) => Outcome<Acted<C>>,
  ctx: Context,
): Outcome<Acted<C> | { readonly kind: "refused"; readonly code: ApprovalRefusal }> {
  const { asked, waits: request, given } = t.fourEyes;
  const { approvalId: id, actor } = approval;
  const numbers = Array.from({ length: asked }, (_, i) => i + 1);
  if (!numbers.some((n) => approvalId(t.request.topUpId, n) === id)) return refused("not_found");
  if (given?.approvalId === id && given.keyId === actor.keyId) return unchanged({ kind: "done" });
  if (request?.approvalId !== id) return refused("approval_overtaken");
  if (isSamePerson(request.actor, actor)) return refused("second_approver_needed");
  if (ctx.now >= request.until) return refused("approval_expired");
  if (!stillStands(t, request)) return refused("approval_overtaken");
  const { events, answer } = decide(request);
  if (answer.kind === "refused") return unchanged(answer);
  return { events: [acted(request, { approvalId: id, actor }), ...events], answer };
}

const refused = (code: ApprovalRefusal) => unchanged({ kind: "refused", code } as const);

/** The line that stands before what an order decides. */
function acted(
  { action, actor, reason }: OrderedAct,
  approval: { readonly approvalId: ApprovalId; readonly actor: OperatorRef } | null,
): TopUpEvent {
  return { type: "OperatorActed", action, actor, reason, approval };
}
