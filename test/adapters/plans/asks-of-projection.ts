/** A projection that writes into every table, and what drops rows of it again. */
import { raise } from "../../../src/adapters/d1/findings.ts";
import { createProjectionStore } from "../../../src/adapters/d1/projection-store.ts";
import type { ProjectedTopUp } from "../../../src/app/ports/projection-store.ts";
import { approvalId } from "../../../src/domain/base/ids.ts";
import type { TopUpEvent } from "../../../src/domain/top-up/events.ts";
import { CAST } from "../../fixtures/cast.ts";
import { OPERATORS, refTo } from "../../fixtures/operators.ts";
import { closedPayer } from "../../fixtures/payers.ts";
import {
  batchOf,
  credited,
  intentId,
  logOf,
  paid,
  refunded,
  requested,
  returning,
  T0,
  topUpId,
} from "../d1-log.ts";
import { type Asked, asked, type On } from "./asks.ts";
import { NOW } from "./history-facts.ts";

const asks: TopUpEvent = {
  type: "ApprovalRequested",
  request: {
    approvalId: approvalId(topUpId(4), 1),
    action: "refund",
    actor: refTo(OPERATORS.olga),
    reason: "called",
    reference: null,
    askedAt: T0,
    until: T0 + 1000,
    state: "paid",
    amount: { minor: 7000, currency: "usd" },
  },
};
const declined: TopUpEvent = {
  type: "PaymentDeclined",
  intentId: intentId(2),
  decline: { code: "card_declined", declineCode: "insufficient_funds" },
  declines: 1,
};
const takenBack: TopUpEvent = {
  type: "RefundedExternally",
  refundedExternallyMinor: 7000,
  disputed: true,
};
const found: TopUpEvent = { type: "FindingRaised", kind: "bucket_gone", detail: "why" };

/** Together they need every statement of a projection. */
const LOGS: readonly ProjectedTopUp[] = [
  logOf(1, [requested(1), paid(1), [found], credited(1), [takenBack]], 1, {
    ...closedPayer(topUpId(1), "ada@example.com"),
    olderKeys: ["older"],
  }),
  logOf(2, [requested(2), [declined], paid(2), returning(2), [refunded(2)]], 100),
  logOf(3, [requested(3), paid(3), credited(3), [{ type: "PayerErased" }]], 200, null),
  logOf(4, [requested(4), paid(4), [asks]], 300),
];

export function projectionAsks({ databases, main, history }: On): readonly Asked[] {
  const numbers = [1, 3].map((n) => ({ topUpId: topUpId(n), number: history.count + n }));
  const batches = [batchOf(LOGS)];
  const span = { from: history.topUpId(1), before: history.topUpId(1001) };
  return [
    asked("createProjectionStore", () => createProjectionStore(databases), {
      unnumbered: (one) => one.unnumbered(batches),
      project: [(one) => one.project(batches, numbers), (one) => one.project(batches, [])],
      dropDeclined: (one) => one.dropDeclined(history.topUpId(1000), 10),
      dropJobSteps: (one) => one.dropJobSteps(span, 10),
    }),
    asked("raise", () => ({ raise }), {
      raise: (one) =>
        one.raise(main, {
          serviceId: CAST.ada.service.id,
          topUpId: history.topUpId(1),
          kind: "parked",
          detail: "why",
          openedAt: NOW,
        }),
    }),
  ];
}
