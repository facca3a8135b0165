/**
 * Which parts of a top-up belong to a state of the exploration. A field that is not overwritten
 * here stays, so a forgotten field makes more states, never fewer. What is removed, and why nothing
 * is lost by that:
 *
 * - fences and the lease: a consumer of the exploration knows whether its fence is current, and a
 *   lease blocks no claim, since it may run out at any moment;
 * - tries, their times and the last outcome: they space tries out, and here one may come any time;
 * - the first failed read: always set, and whether it is long ago is chosen freely;
 * - the instants of state, request and resolving: deadlines and age limits are chosen freely;
 * - refused revocations and readings without the account, their number and since when: whether it
 *   is too many for too long is chosen freely;
 * - the reason of resolving, reduced to two classes: decisions ask only whether the cause is the
 *   OCS or the customer's wish (deadline, refused, silence, customer), or the money or an operator
 *   (refunded externally, operator). For
 *   silence they also ask whether it is past the policy, which is chosen freely;
 * - the reason of the return, notices, findings, reference numbers and the invoice number: no
 *   decision about money or credit reads them ("impossible" findings are checked before);
 * - failed refund rows before the last one, and Stripe's ids: a failed row stands for no money, and
 *   here Stripe speaks of the last row only;
 * - orders that wait for an approval: here the approval follows at once, and what an order decides
 *   does not depend on who agreed to it;
 * - the place in the turn, reduced to the rank among the top-ups that hold a turn.
 */
import { refundId } from "../../../src/domain/base/ids.ts";
import type { RefundRow } from "../../../src/domain/refund/refund.ts";
import { REST } from "../../../src/domain/top-up/evolve/fold.ts";
import { holdsTurn } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { NOW, type Two } from "./setting.ts";

export function canonical(topUps: Two<TopUp>): Two<TopUp> {
  const [a, b] = topUps;
  const turns = topUps.filter(holdsTurn).map((t) => t.turn ?? 0);
  const rank = (t: TopUp) =>
    holdsTurn(t) ? 1 + turns.filter((turn) => turn < (t.turn ?? 0)).length : null;
  return [plain(a, rank(a)), plain(b, rank(b))];
}

function plain(t: TopUp, turn: number | null): TopUp {
  return {
    ...t,
    turn,
    drive: { ...REST, fence: 1, firstFailedReadAt: NOW },
    resolving: t.resolving && { reason: resolvingClass(t.resolving.reason), since: NOW },
    refunds: rows(t),
    returnReason: null,
    notices: [],
    findings: [],
    referenceNumbers: null,
    invoiceNumber: null,
    requestedAt: NOW,
    since: NOW,
    fourEyes: { asked: 0, waits: null, given: null, closed: null },
  };
}

function resolvingClass(reason: NonNullable<TopUp["resolving"]>["reason"]) {
  switch (reason) {
    case "deadline":
    case "refused":
    case "silence":
    case "customer":
      return "deadline";
    case "refunded_externally":
    case "operator":
      return "operator";
  }
}

function rows(t: TopUp): readonly RefundRow[] {
  const kept = t.refunds.filter((r, i) => r.state !== "failed" || i === t.refunds.length - 1);
  const ids = new Map(kept.map((r, i) => [r.refundId, refundId(t.request.topUpId, i + 1)]));
  return kept.map((r) => ({
    ...r,
    refundId: ids.get(r.refundId) ?? r.refundId,
    replaces: r.replaces.flatMap((id) => ids.get(id) ?? []),
    requestedAt: NOW,
    tries: 0,
    lastTryAt: null,
    closedAt: null,
    stripeRefundId: null,
    problem: null,
  }));
}
