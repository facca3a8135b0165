import type { EventOf, TopUpEvent } from "../events.ts";
import { stateOf } from "../states.ts";
import type { Attempt, TopUp } from "../top-up.ts";
import { CREDIT_FOLDS } from "./credit.ts";
import { type Folds, REST } from "./fold.ts";
import { MONEY_FOLDS } from "./payment.ts";

type Later = Exclude<TopUpEvent["type"], "TopUpRequested">;
const FOLDS: Folds<Later> = { ...MONEY_FOLDS, ...CREDIT_FOLDS };

/**
 * Folds one event into the state; `at`: Unix ms. `TopUpRequested` creates the top-up. Throws when
 * another event comes first.
 */
export function evolve(before: TopUp | null, event: TopUpEvent, at: number): TopUp {
  if (event.type === "TopUpRequested") return requested(event, at);
  if (!before) throw new Error(`${event.type} before TopUpRequested`);
  const fold = FOLDS[event.type] as (t: TopUp, e: TopUpEvent, at: number) => TopUp;
  const after = fold(before, event, at);
  return stateOf(after) === stateOf(before) ? after : { ...after, since: at };
}

function requested(e: EventOf<"TopUpRequested">, at: number): TopUp {
  const first: Attempt = {
    attemptId: e.attemptId,
    intentId: null,
    state: "open",
    cancelAskedAt: null,
    decline: null,
  };
  return {
    request: e.request,
    requestedAt: at,
    attempts: e.request.needsApproval ? [] : [first],
    orphanIntents: [],
    approval: e.request.needsApproval ? "asked" : "not_needed",
    canceled: false,
    money: null,
    payingIntentId: null,
    review: null,
    decision: "undecided",
    returnReason: null,
    resolving: null,
    credit: { kind: "none", generation: 0, grant: null, superseded: [] },
    creditedAt: null,
    parkedAt: null,
    turn: null,
    drive: REST,
    refunds: [],
    referenceNumbers: null,
    invoiceNumber: null,
    notices: [],
    findings: [],
    fourEyes: { asked: 0, waits: null, given: null, closed: null },
    since: at,
  };
}
