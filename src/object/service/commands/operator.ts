/** Acts of an operator: each has a reason and is a line in the log. */
import type { TopUpId } from "../../../domain/base/ids.ts";
import type { ApprovableAction, ApprovalRequest } from "../../../domain/top-up/approval-request.ts";
import {
  approveOrder as decideApproval,
  orderAct as decideOrder,
} from "../../../domain/top-up/decide/approval.ts";
import { closeRequest as decideClosing } from "../../../domain/top-up/decide/close-request.ts";
import { type Context, emit, type Outcome } from "../../../domain/top-up/decide/outcome.ts";
import {
  type Acted,
  type ActRefusal,
  approveTopUp as decideApprove,
  confirmCredited as decideConfirmation,
  redriveTopUp as decideRedrive,
  refundTopUp as decideRefund,
  rejectTopUp as decideReject,
  type Redriven,
} from "../../../domain/top-up/decide/people.ts";
import { recordManualRefund as decideManualRefund } from "../../../domain/top-up/decide/refund.ts";
import { unblockPayer as decideUnblocking } from "../../../domain/top-up/decide/unblock-payer.ts";
import type { TopUpEvent } from "../../../domain/top-up/events.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";
import { actOn, getTopUp } from "../views.ts";

type Order = MethodInput<"refundTopUp">;
type Decide<C extends ActRefusal> = (t: TopUp, ctx: Context) => Outcome<Acted<C>>;
const REASON_NEEDED = { kind: "refused", code: "reason_needed" } as const;
const NOT_FOUND = { kind: "refused", code: "not_found" } as const;

/**
 * Every order that gives money or credit goes through here: it needs a reason, and where the core
 * says so another operator's approval. Its line in the log stands before what it decides.
 */
function orderAct<C extends ActRefusal>(
  core: Core,
  input: Order & { readonly reference?: string },
  action: ApprovableAction,
  decide: Decide<C>,
) {
  const { topUpId, actor, reason, reference = null, approvalAbove } = input;
  if (reason.trim() === "") return REASON_NEEDED;
  if (!core.store.load(topUpId)) return NOT_FOUND;
  const act = { action, actor, reason, reference };
  let changed = false;
  const answer = core.apply(topUpId, (t, ctx) => {
    const decided = decide(t, ctx);
    changed = decided.events.length > 0;
    return decideOrder(t, act, approvalAbove, decided, ctx);
  });
  if (answer.kind !== "done") return answer;
  const view = getTopUp(core, topUpId);
  return view ? ({ kind: "done", view, changed } as const) : NOT_FOUND;
}

export function refundTopUp(core: Core, input: Order): MethodAnswer<"refundTopUp"> {
  return orderAct(core, input, "refund", decideRefund);
}

export function approveTopUp(core: Core, input: Order): MethodAnswer<"approveTopUp"> {
  return orderAct(core, input, "approve_top_up", decideApprove);
}

export function rejectTopUp(core: Core, input: Order): MethodAnswer<"rejectTopUp"> {
  return orderAct(core, input, "reject_top_up", decideReject);
}

export function confirmCredited(
  core: Core,
  input: MethodInput<"confirmCredited">,
): MethodAnswer<"confirmCredited"> {
  return orderAct(core, input, "confirm", (t, ctx) => decideConfirmation(t, input.reading, ctx));
}

export function recordManualRefund(
  core: Core,
  input: MethodInput<"recordManualRefund">,
): MethodAnswer<"recordManualRefund"> {
  if (input.reference.trim() === "") return REASON_NEEDED;
  return orderAct(core, input, "manual_refund", (t) => decideManualRefund(t, input));
}

/** Does what waits for this approval, with the facts of now. */
export function approveOrder(
  core: Core,
  input: MethodInput<"approveOrder">,
): MethodAnswer<"approveOrder"> {
  const { topUpId } = input;
  return actOn(core, topUpId, () =>
    core.apply(topUpId, (t, ctx) =>
      decideApproval(t, input, (request) => decideAgain(t, request, input, ctx), ctx),
    ),
  );
}

/** Nothing of what waits will happen: retracted by who ordered it, or rejected by another one. */
export function closeRequest(
  core: Core,
  { topUpId, ...closing }: MethodInput<"closeRequest">,
): MethodAnswer<"closeRequest"> {
  if (closing.reason.trim() === "") return REASON_NEEDED;
  return actOn(core, topUpId, () =>
    core.apply(topUpId, (t, ctx) => decideClosing(t, closing, ctx)),
  );
}

/** What was ordered, decided again: between order and approval up to a day has passed. */
function decideAgain(
  t: TopUp,
  { action, reference }: ApprovalRequest,
  { reading }: MethodInput<"approveOrder">,
  ctx: Context,
): Outcome<Acted> {
  switch (action) {
    case "refund":
      return decideRefund(t, ctx);
    case "confirm":
      return reading
        ? decideConfirmation(t, reading, ctx)
        : emit({ kind: "refused", code: "evidence_needed" });
    case "approve_top_up":
      return decideApprove(t, ctx);
    case "reject_top_up":
      return decideReject(t, ctx);
    case "manual_refund":
      return decideManualRefund(t, { reference: reference ?? "" });
  }
}

/** Tries again at once, whatever was sent a moment ago. */
export function redriveTopUp(core: Core, input: Order): MethodAnswer<"redriveTopUp"> {
  if (input.reason.trim() === "") return REASON_NEEDED;
  for (const queue of ["provision", "refund", "notify"])
    core.lastDispatches.delete(`${queue}:${input.topUpId}`);
  return actAlone(core, input, "redrive", decideRedrive);
}

export function unblockPayer(core: Core, input: Order): MethodAnswer<"unblockPayer"> {
  if (input.reason.trim() === "") return REASON_NEEDED;
  return actAlone(core, input, "unblock", decideUnblocking);
}

/** An act that gives neither money nor credit needs no approval; its line stands in the log. */
function actAlone(
  core: Core,
  { topUpId, actor, reason }: Order,
  action: string,
  decide: (t: TopUp, ctx: Context) => Outcome<Acted<"wrong_state"> | Redriven>,
) {
  return actOn(core, topUpId, () =>
    core.apply<Acted<"wrong_state">>(topUpId, (t, ctx) => {
      const { events, answer } = decide(t, ctx);
      if (answer.kind === "refused") return { events: [], answer };
      const line: TopUpEvent = { type: "OperatorActed", action, actor, reason, approval: null };
      return { events: [line, ...events], answer: { kind: "done" } };
    }),
  );
}

/** The whole state of a top-up and its log; null: this object has no such top-up. */
export function getEvidence(core: Core, topUpId: TopUpId): MethodAnswer<"getEvidence"> {
  const topUp = core.store.load(topUpId);
  return topUp && { topUp, log: core.store.log(topUpId) };
}
