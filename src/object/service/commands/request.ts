/** Pay was pressed: a top-up is requested, replayed, superseded or canceled. */
import { attemptId, type SessionId } from "../../../domain/base/ids.ts";
import { keptReading } from "../../../domain/ocs/validity.ts";
import { rulesOf } from "../../../domain/offer/kinds/rules.ts";
import { recordIntent as decideIntent } from "../../../domain/top-up/decide/intent.ts";
import { recordNoIntent as decideNoIntent } from "../../../domain/top-up/decide/no-intent.ts";
import { cancelTopUp as decideCancel } from "../../../domain/top-up/decide/people.ts";
import { cancelsOf } from "../../../domain/top-up/due-times.ts";
import { stateOf } from "../../../domain/top-up/states.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import { newestReading, recentlyPaid } from "../account-state.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";
import { actOnOwn, getTopUp, viewIn } from "../views.ts";
import { makeRoom, sameChoice } from "./unpaid.ts";

type Requested = MethodAnswer<"requestTopUp">;
type RefusedCode = Extract<Requested, { kind: "refused" }>["code"];
/** The answer to a key that is known. */
type Known = Extract<MethodAnswer<"replayTopUp">, { kind: "known" }>["answer"];
type OtherTopUp = Extract<Requested, { kind: "refused" }>["other"];
type IntentOrder = Extract<Requested, { kind: "open" }>["order"];

const refused = <C extends RefusedCode>(code: C, other: OtherTopUp = null) =>
  ({ kind: "refused", code, other }) as const;

/** The same key again gets the present state; the same key for other input is a conflict. */
export function replayTopUp(
  core: Core,
  input: MethodInput<"replayTopUp">,
): MethodAnswer<"replayTopUp"> {
  const stored = core.store.key(input.idempotencyKey);
  if (!stored) return { kind: "unknown", hasChoice: sameChoice(core, input) !== null };
  if (stored.inputHash !== input.inputHash) return { kind: "conflict" };
  const { topUpId } = stored;
  const t = core.store.load(topUpId);
  if (!t) throw new Error(`key without its top-up: ${topUpId}`);
  const own = t.request.sessionId === input.sessionId;
  const payer = own && stateOf(t) === "awaiting_payment" ? core.store.payers.of(topUpId) : null;
  return { kind: "known", answer: answerFor(core, t), own, payer };
}

/**
 * Billing details may change until the payment: a corrected address must get the receipt. Only the
 * session that made the top-up changes them; after the payment nothing changes.
 */
export function changeBilling(
  core: Core,
  { topUpId, sessionId, payer }: MethodInput<"changeBilling">,
): void {
  const t = core.store.load(topUpId);
  if (t?.request.sessionId !== sessionId || stateOf(t) !== "awaiting_payment") return;
  // Erased while it was open: the new row would bring the payer back.
  if (core.store.payers.of(topUpId) === null) return;
  const ref = { payerId: payer.payerId, hasEmail: payer.payerKey !== null };
  core.commit(() => {
    core.store.payers.save(topUpId, payer);
    return [core.extend(t, [{ type: "BillingChanged", payer: ref }])];
  });
}

/**
 * Makes a top-up with its first attempt, or says why not. A known key is a replay. A session that
 * chooses the same again gets the top-up that it has, and its new key stands for that one from now
 * on: pressing Pay once more makes no second payment intent.
 */
export function requestTopUp(core: Core, input: MethodInput<"requestTopUp">): Requested {
  const { idempotencyKey, inputHash, request, payer } = input;
  const { sessionId, identifiedBy } = request;
  const asked = { idempotencyKey, inputHash, sessionId, identifiedBy };
  const known = replayTopUp(core, asked);
  if (known.kind === "conflict") return refused("key_conflict");
  if (known.kind === "known") return known.answer;
  const same = sameChoice(core, asked);
  if (same) {
    core.commit(() => {
      core.store.saveKey(idempotencyKey, inputHash, same.request.topUpId);
      return [];
    });
    return answerFor(core, same);
  }
  const refusal = whyNot(core, input);
  if (refusal) return refusal;
  const made: TopUp[] = [];
  core.commit(() => {
    const first = attemptId(request.topUpId, 1);
    core.store.payers.save(request.topUpId, payer);
    made.push(core.extend(null, [{ type: "TopUpRequested", request, attemptId: first }]));
    core.store.saveKey(idempotencyKey, inputHash, request.topUpId);
    const reading = newestReading(core);
    const lastReading = reading && keptReading(reading, core.deps.now());
    core.store.saveFacts({ lastReading });
    return made;
  });
  const t = made[0];
  if (!t) throw new Error("a request without a top-up");
  return answerFor(core, t);
}

/** Null: this request may become a top-up. */
function whyNot(
  core: Core,
  { request, allowRepeat }: MethodInput<"requestTopUp">,
): Requested | null {
  if (core.store.facts.serviceClosed) return refused("service_suspended");
  const blocking = supersede(core, request.sessionId);
  if (blocking) return blocking;
  const recent = allowRepeat ? null : recentlyPaid(core, request);
  if (recent) return refused("paid_recently", { topUpId: recent.request.topUpId, cancel: null });
  return makeRoom(core, request.identifiedBy) ? null : refused("too_many_requests");
}

/**
 * A session has at most one open top-up per service: starting another cancels the first, and the
 * first is canceled only when Stripe has confirmed it. Null: none is in the way any more.
 */
function supersede(core: Core, sessionId: SessionId): Requested | null {
  const own = core.store.open().filter((t) => t.request.sessionId === sessionId);
  for (const t of own) {
    const { topUpId } = t.request;
    const name = stateOf(t);
    if (name !== "awaiting_payment" && name !== "canceling" && name !== "awaiting_approval")
      continue;
    core.apply(topUpId, (now, ctx) => decideCancel(now, "superseded", ctx));
    const after = core.store.load(topUpId);
    if (!after || stateOf(after) !== "canceling") continue;
    return refused("top_up_open", { topUpId, cancel: cancelOrder(after) });
  }
  return null;
}

function cancelOrder(t: TopUp): NonNullable<OtherTopUp>["cancel"] {
  const first = cancelsOf(t)[0];
  return first ? { keyId: first.keyId, intentId: first.intentId } : null;
}

function answerFor(core: Core, t: TopUp): Known {
  const name = stateOf(t);
  if (name === "awaiting_payment") {
    return { kind: "open", view: viewIn(core, t), order: intentOrder(t) };
  }
  const { topUpId } = t.request;
  if (name === "canceling") return refused("top_up_open", { topUpId, cancel: cancelOrder(t) });
  if (name === "canceled") return refused("new_key_needed");
  return { kind: "moved", view: viewIn(core, t) };
}

/** Made only of what is stored, so that a repeat asks Stripe for the same payment intent. */
function intentOrder(t: TopUp): IntentOrder {
  const current = t.attempts.at(-1);
  if (!current) throw new Error(`${t.request.topUpId}: awaiting payment without an attempt`);
  const { topUpId, serviceId, offer, quantity, price, serviceLabel, statementSuffix } = t.request;
  const { attemptId, intentId } = current;
  return {
    attemptId,
    intentId,
    create: {
      attemptId,
      amount: price,
      metadata: { topUpId, attemptId, serviceId, kind: offer.kind, offerId: offer.id, quantity },
      description: `${rulesOf(offer).inWords(quantity)} for ${serviceLabel}`,
      statementSuffix,
    },
  };
}

/** A payment intent was created. Throws when this object has no such top-up. */
export function recordIntent(
  core: Core,
  input: MethodInput<"recordIntent">,
): MethodAnswer<"recordIntent"> {
  const { topUpId, attemptId, intentId } = input;
  const { kind } = core.apply(topUpId, (t, ctx) => decideIntent(t, { attemptId, intentId }, ctx));
  const after = getTopUp(core, topUpId);
  if (!after) throw new Error(`no such top-up here: ${topUpId}`);
  return { kind, view: after };
}

/**
 * Stripe made no intent for this attempt. Answers like a repeated request: with the order of the
 * next attempt, or with what the top-up has become. Throws when this object has no such top-up.
 */
export function recordNoIntent(
  core: Core,
  { topUpId, attemptId, why }: MethodInput<"recordNoIntent">,
): MethodAnswer<"recordNoIntent"> {
  core.apply(topUpId, (t) => decideNoIntent(t, { attemptId, why }));
  const after = core.store.load(topUpId);
  if (!after) throw new Error(`no such top-up here: ${topUpId}`);
  return answerFor(core, after);
}

export function cancelTopUp(
  core: Core,
  own: MethodInput<"cancelTopUp">,
): MethodAnswer<"cancelTopUp"> {
  return actOnOwn(core, own, () =>
    core.apply(own.topUpId, (t, ctx) => decideCancel(t, "customer", ctx)),
  );
}
