/**
 * What of a top-up is part of a state. Everything that is not overwritten here stays, so a field
 * that is forgotten makes states more, never fewer.
 *
 * | removed | why nothing is lost |
 * |---|---|
 * | fences, lease | a consumer knows whether its fence is the current one; a lease never blocks, since it may run out at any moment |
 * | tries, times of tries, last outcome | they only space tries out; here a try may come at any moment |
 * | first failed read | always there; whether it is long ago is chosen freely |
 * | `since`, `requestedAt`, `closing.since`, when parked | age limits are chosen freely |
 * | refused withdrawals so far | whether they were too many is chosen freely |
 * | why it closes: deadline, refused, silence are one; operator and money back are one | decisions only ask which of the two it is; silence adds "past its policy", which is free here |
 * | why it is returned, letters, findings, handles, invoice number | words for people and books; no decision about money or credit reads them (an "impossible" finding is looked for before it is removed) |
 * | failed refund rows before the last one, Stripe's ids | a failed row stands for no money; Stripe answers about the last row only |
 * | place in the queue | kept as a rank among those that stand in it |
 */
import { refundId } from "../../../src/domain/ids.ts";
import type { RefundRow } from "../../../src/domain/refund/refund.ts";
import { REST } from "../../../src/domain/top-up/fold.ts";
import { holdsTurn } from "../../../src/domain/top-up/names.ts";
import type { TopUp } from "../../../src/domain/top-up/state.ts";
import { NOW } from "./setting.ts";

type Two<T> = readonly [T, T];

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
    closing: t.closing && { reason: closingClass(t.closing.reason), since: NOW },
    refunds: rows(t),
    returnReason: null,
    notices: [],
    findings: [],
    handles: null,
    invoiceNumber: null,
    requestedAt: NOW,
    since: NOW,
  };
}

function closingClass(reason: NonNullable<TopUp["closing"]>["reason"]) {
  switch (reason) {
    case "deadline":
    case "refused":
    case "silence":
      return "deadline";
    case "money_back":
    case "operator":
      return "operator";
  }
}

function rows(t: TopUp): readonly RefundRow[] {
  const kept = t.refunds.filter((r, i) => r.state !== "failed" || i === t.refunds.length - 1);
  return kept.map((r, i) => ({
    ...r,
    refundId: refundId(t.request.topUpId, i + 1),
    requestedAt: NOW,
    tries: 0,
    lastTryAt: null,
    settledAt: null,
    stripeRefundId: null,
    problem: null,
  }));
}
