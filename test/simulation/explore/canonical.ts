/**
 * What of a top-up is part of a state. Whatever is not overwritten here stays, so a field that is
 * forgotten makes more states, never fewer. Removed, and why nothing is lost:
 *
 * - fences and lease: a consumer knows whether its fence is the current one, and a lease never
 *   blocks, since it may run out at any moment;
 * - tries and their times, the last outcome: they space tries out, and here one may come any time;
 * - the first failed read: always there, and whether it is long ago is chosen freely;
 * - since when (name, request, closing): deadlines and age limits are chosen freely;
 * - refused withdrawals so far: whether they were too many is chosen freely;
 * - why it closes, but for two kinds: decisions ask only whether it is for the engine's sake
 *   (deadline, refused, silence) or for the money's or a person's. Silence adds "past its policy",
 *   which is chosen freely;
 * - why it is returned, notices, findings, reference numbers, invoice number: words for people and books,
 *   read by no decision about money or credit (an "impossible" finding is looked for before);
 * - failed refund rows before the last, Stripe's ids: a failed row stands for no money, and here
 *   Stripe speaks of the last row only;
 * - the place in the queue: kept as a rank among those that stand in it.
 */
import { refundId } from "../../../src/domain/base/ids.ts";
import type { RefundRow } from "../../../src/domain/refund/refund.ts";
import { REST } from "../../../src/domain/top-up/evolve/fold.ts";
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
    resolving: t.resolving && { reason: resolvingClass(t.resolving.reason), since: NOW },
    refunds: rows(t),
    returnReason: null,
    notices: [],
    findings: [],
    referenceNumbers: null,
    invoiceNumber: null,
    requestedAt: NOW,
    since: NOW,
  };
}

function resolvingClass(reason: NonNullable<TopUp["resolving"]>["reason"]) {
  switch (reason) {
    case "deadline":
    case "refused":
    case "silence":
      return "deadline";
    case "refunded_externally":
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
