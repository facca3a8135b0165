import type { CancelOrder } from "../../../app/ports/payments.ts";
import type { AccountState, OpenTopUp } from "../../../app/ports/service-object/account-state.ts";
import type { CommandAnswer } from "../../../app/ports/service-object/operator.ts";
import type {
  IntentOrder,
  Replayed,
  Requested,
  RequestTopUp,
} from "../../../app/ports/service-object/request.ts";
import type { ServiceObject } from "../../../app/ports/service-object.ts";
import { attemptId } from "../../../domain/base/ids.ts";
import type { Reading } from "../../../domain/ocs/reading.ts";
import {
  recordIntent as decideIntent,
  type IntentCommand,
} from "../../../domain/top-up/decide/intent.ts";
import {
  cancelTopUp as decideCancel,
  requestRefund as decideRefundRequest,
} from "../../../domain/top-up/decide/people.ts";
import { cancelsOf } from "../../../domain/top-up/due-times.ts";
import { isEnded, nameOf } from "../../../domain/top-up/names.ts";
import { type Customer, isWeak, type TopUp } from "../../../domain/top-up/state.ts";
import { type TopUpView, viewOf } from "../../../domain/top-up/view.ts";
import type { Core } from "../core.ts";

export function viewIn(core: Core, t: TopUp): TopUpView {
  return viewOf(t, core.deps.timings.maxWaitMs);
}
export function getTopUp(core: Core, topUpId: string): TopUpView | null {
  const t = core.store.load(topUpId);
  return t && viewIn(core, t);
}

/**
 * Open, unpaid top-ups of one service; more than that is nobody who wants to pay. Counted apart, so
 * that whoever only typed its number cannot shut the shop for its holder.
 */
const UNPAID_MAX = { strong: 50, weak: 5 } as const;
function hasTooManyUnpaid(core: Core, weak: boolean): boolean {
  const unpaid = core.store
    .open()
    .filter((t) => t.money === null && isWeak(t.request.identifiedBy) === weak);
  return unpaid.length >= UNPAID_MAX[weak ? "weak" : "strong"];
}

interface ReplayInput {
  readonly idempotencyKey: string;
  readonly inputHash: string;
  readonly sessionId: string;
  readonly customer: Customer;
}

/** The same key again gets the present state; the same key for other input is a conflict. */
export function replayTopUp(core: Core, input: ReplayInput): Replayed {
  const known = core.store.key(input.idempotencyKey);
  if (!known) return { kind: "unknown" };
  if (known.inputHash !== input.inputHash) return { kind: "conflict" };
  const before = core.store.load(known.topUpId);
  if (!before) throw new Error(`key without its top-up: ${known.topUpId}`);
  const own = before.request.sessionId === input.sessionId;
  if (own) changeBilling(core, known.topUpId, input.customer);
  const t = core.store.load(known.topUpId) ?? before;
  return { kind: "known", answer: answerFor(core, t), own };
}

/** Billing details may change while nobody has paid: a corrected address must get the receipt. */
function changeBilling(core: Core, topUpId: string, customer: Customer): void {
  core.apply(topUpId, (t) => {
    const same = JSON.stringify(t.request.customer) === JSON.stringify(customer);
    const open = nameOf(t) === "awaiting_payment";
    return { events: open && !same ? [{ type: "BillingChanged", customer }] : [], answer: null };
  });
}

export function requestTopUp(core: Core, input: RequestTopUp): Requested {
  const { idempotencyKey, inputHash, request } = input;
  const known = replayTopUp(core, {
    idempotencyKey,
    inputHash,
    sessionId: request.sessionId,
    customer: request.customer,
  });
  if (known.kind === "conflict") return { kind: "refused", code: "key_conflict", other: null };
  if (known.kind === "known") return known.answer;
  if (core.store.facts.serviceClosed)
    return { kind: "refused", code: "service_suspended", other: null };
  if (core.store.salesBlocked(core.deps.now()))
    return { kind: "refused", code: "service_sales_blocked", other: null };
  const blocking = supersede(core, request.sessionId);
  if (blocking) return blocking;
  const recent = input.allowRepeat ? null : recentlyPaid(core, request);
  if (recent) {
    const other = { topUpId: recent.request.topUpId, cancel: null };
    return { kind: "refused", code: "paid_recently", other };
  }
  if (hasTooManyUnpaid(core, isWeak(request.identifiedBy))) {
    return { kind: "refused", code: "too_many_requests", other: null };
  }
  const made: TopUp[] = [];
  core.commit(() => {
    const first = attemptId(request.topUpId, 1);
    made.push(core.extend(null, [{ type: "TopUpRequested", request, attemptId: first }]));
    core.store.saveKey(idempotencyKey, inputHash, request.topUpId);
    core.store.saveFacts({ lastReading: newestReading(core) });
    return made;
  });
  const t = made[0];
  if (!t) throw new Error("a request without a top-up");
  return answerFor(core, t);
}

/**
 * A session has at most one open top-up per service: starting another cancels the first, and only
 * Stripe's answer makes that true.
 */
function supersede(core: Core, sessionId: string): Requested | null {
  const mine = core.store.open().filter((t) => t.request.sessionId === sessionId);
  for (const t of mine) {
    const { topUpId } = t.request;
    const name = nameOf(t);
    if (name !== "awaiting_payment" && name !== "canceling" && name !== "awaiting_approval")
      continue;
    core.apply(topUpId, (now, ctx) => decideCancel(now, "superseded", ctx));
    const after = core.store.load(topUpId);
    if (!after || nameOf(after) !== "canceling") continue;
    const other = { topUpId, cancel: cancelOrder(after) };
    return { kind: "refused", code: "top_up_open", other };
  }
  return null;
}

function cancelOrder(t: TopUp): CancelOrder | null {
  const first = cancelsOf(t)[0];
  return first ? { attemptId: first.attemptId, intentId: first.intentId } : null;
}

function answerFor(core: Core, t: TopUp): Requested {
  const name = nameOf(t);
  if (name === "awaiting_payment") {
    return { kind: "open", view: viewIn(core, t), order: intentOrder(t) };
  }
  const { topUpId } = t.request;
  if (name === "canceling") {
    return {
      kind: "refused",
      code: "top_up_open",
      other: { topUpId, cancel: cancelOrder(t) },
    };
  }
  if (name === "canceled") return { kind: "refused", code: "new_key_needed", other: null };
  return { kind: "moved", view: viewIn(core, t) };
}

/** Built from what is stored and nothing else, so that a repeat asks Stripe for the same thing. */
function intentOrder(t: TopUp): IntentOrder {
  const current = t.attempts.at(-1);
  if (!current) throw new Error(`${t.request.topUpId}: awaiting payment without an attempt`);
  const { topUpId, serviceId, offer, quantity, price, serviceLabel, statementSuffix } = t.request;
  return {
    attemptId: current.attemptId,
    intentId: current.intentId,
    create: {
      attemptId: current.attemptId,
      amount: price,
      metadata: {
        topUpId,
        attemptId: current.attemptId,
        serviceId,
        offerId: offer.id,
        quantity,
      },
      description: `${quantity} ${quantity === 1 ? "day" : "days"} for ${serviceLabel}`,
      statementSuffix,
    },
  };
}

export function recordIntent(
  core: Core,
  input: IntentCommand & { topUpId: string },
): { kind: "recorded" | "cancel"; view: TopUpView } {
  const { topUpId, attemptId: attempt, intentId } = input;
  const { kind } = core.apply(topUpId, (t, ctx) =>
    decideIntent(t, { attemptId: attempt, intentId }, ctx),
  );
  const after = getTopUp(core, topUpId);
  if (!after) throw new Error(`no such top-up here: ${topUpId}`);
  return { kind, view: after };
}

interface OwnTopUp {
  readonly topUpId: string;
  readonly sessionId: string;
}
export function cancelTopUp(core: Core, own: OwnTopUp): CommandAnswer {
  return byOwner(core, own, (t, ctx) => decideCancel(t, "customer", ctx));
}
export function requestRefund(core: Core, own: OwnTopUp): CommandAnswer {
  return byOwner(core, own, decideRefundRequest);
}
/** A service's link is in many hands; only the device that began a top-up may end it. */
function byOwner(core: Core, { topUpId, sessionId }: OwnTopUp, decide: typeof decideRefundRequest) {
  const known = core.store.load(topUpId);
  const foreign = known !== null && known.request.sessionId !== sessionId;
  if (foreign) return { kind: "refused", code: "not_yours" } as const;
  return actOn(core, topUpId, () => core.apply(topUpId, decide));
}

export function actOn(
  core: Core,
  topUpId: string,
  act: () => ReturnType<typeof decideRefundRequest>["answer"],
): CommandAnswer {
  if (!core.store.load(topUpId)) return { kind: "refused", code: "not_found" };
  const answer = act();
  if (answer.kind === "refused") return answer;
  const after = getTopUp(core, topUpId);
  return after ? { kind: "done", view: after } : { kind: "refused", code: "not_found" };
}

/**
 * Unfinished top-ups, then the newest: what another device at the same QR code should show. Which
 * are the asking session's own is said here: a question about each would be a call about each.
 */
function getOpenTopUps(core: Core, sessionId: string | null): readonly OpenTopUp[] {
  const open = core.store.open().filter((t) => !isEnded(t));
  const newest = core.store.newest();
  const extra = newest && !open.some((t) => t.request.topUpId === newest.request.topUpId);
  const all = [...open, ...(extra ? [newest] : [])];
  return all.map((t) => ({ ...viewIn(core, t), own: t.request.sessionId === sessionId }));
}

/**
 * The newest top-up that was paid within the last minutes and is neither returned nor on its way
 * back: whoever pays again, perhaps on another device, is asked first (row P10). Who only typed the
 * number (`asker`) is asked about top-ups of the own session alone, and learns of no others.
 */
function recentlyPaid(
  core: Core,
  asker?: Pick<TopUp["request"], "identifiedBy" | "sessionId">,
): TopUp | null {
  const { paidRecentlyMs, awaitingPaymentMs } = core.deps.timings;
  const since = core.deps.now() - paidRecentlyMs;
  const isPaid = (t: TopUp) =>
    t.money !== null && t.money.paidAt >= since && t.decision !== "return";
  const isTold = (t: TopUp) =>
    !asker || !isWeak(asker.identifiedBy) || t.request.sessionId === asker.sessionId;
  for (const t of core.store.newestFrom(since - awaitingPaymentMs))
    if (isPaid(t) && isTold(t)) return t;
  return null;
}

export function getOverview(core: Core, sessionId: string | null): Overview {
  const recent = recentlyPaid(core);
  return {
    accountState: getAccountState(core),
    openTopUps: getOpenTopUps(core, sessionId),
    recentTopUp: recent && viewIn(core, recent),
  };
}
type Overview = Awaited<ReturnType<ServiceObject["getOverview"]>>;

export function getAccountState(core: Core): AccountState {
  const now = core.deps.now();
  const rows = core.store.bucketStates(now);
  const ends = rows.filter((r) => r.state === "credited").map((r) => r.endAt);
  return {
    returnedBuckets: rows.filter((r) => r.state === "returned").map((r) => r.bucketId),
    lastCreditedEndAt: ends.length > 0 ? Math.max(...ends) : null,
    salesBlocked: core.store.salesBlocked(now),
    lastReading: core.lastReading,
    shownReading: newestReading(core),
  };
}

/** Remembers what a page has read; the next request commits it, so that it survives an eviction. */
export function noteReading(core: Core, reading: Reading): void {
  if (reading.kind === "account") core.shownReading = reading;
}
const newestReading = ({ shownReading, lastReading, store }: Core): Reading | null =>
  [shownReading, lastReading, store.facts.lastReading].reduce(
    (a, b) => (b && (!a || b.at > a.at) ? b : a),
    null,
  );
