import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { IntentOrder, Requested } from "../ports/service-object/request.ts";
import type { ServiceObject } from "../ports/service-object.ts";

/** A top-up as answered to whoever asked for it. */
export interface OpenedTopUp {
  readonly view: TopUpView;
  /** Null: nothing can be paid (any more), or another session asked. */
  readonly clientSecret: string | null;
  /** False when the answer repeats an earlier one. */
  readonly created: boolean;
}

export interface OpenPaymentInput {
  readonly answer: Requested;
  /** Whether the session that asks is the one that made the top-up. */
  readonly own: boolean;
  /** The id that this request brought; another one in the answer is an earlier top-up. */
  readonly fresh: string | null;
}

/**
 * From the object's answer to a client secret. The intent is made from the stored order only, so
 * that every repetition sends Stripe the same request under the same key. Only the session that
 * made the top-up gets the secret.
 */
export async function openPayment(
  ports: Ports,
  object: ServiceObject,
  { answer, own, fresh }: OpenPaymentInput,
): Promise<Result<OpenedTopUp, Refusal>> {
  if (answer.kind === "refused") return refusal(answer.code, otherOf(answer));
  const { view } = answer;
  const created = view.topUpId === fresh;
  const without = { view, clientSecret: null, created };
  if (answer.kind === "moved" || view.name === "awaiting_approval" || !own) return ok(without);
  const { intentId } = answer.order;
  if (intentId !== null) {
    return ok({ ...without, clientSecret: await ports.payments.clientSecret(intentId) });
  }
  return createIntent(ports, object, { order: answer.order, without });
}

async function createIntent(
  ports: Ports,
  object: ServiceObject,
  { order, without }: { readonly order: IntentOrder; readonly without: OpenedTopUp },
): Promise<Result<OpenedTopUp, Refusal>> {
  const { topUpId } = without.view;
  let intent: Awaited<ReturnType<Ports["payments"]["createIntent"]>>;
  try {
    intent = await ports.payments.createIntent(order.create);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    ports.log.error("intent_not_created", fault, { topUpId });
    return refusal("payment_system_unavailable", { topUpId, serviceId: without.view.serviceId });
  }
  const { attemptId } = order;
  const recorded = await object.recordIntent({ topUpId, attemptId, intentId: intent.intentId });
  if (recorded.kind === "recorded") {
    return ok({ ...without, view: recorded.view, clientSecret: intent.clientSecret });
  }
  const view = await cancelOrphan(ports, object, { attemptId, intentId: intent.intentId });
  return ok({ ...without, view: view ?? recorded.view });
}

/** It came too late. Nobody has its secret, so the object's own driver may finish this. */
async function cancelOrphan(
  ports: Ports,
  object: ServiceObject,
  orphan: { readonly attemptId: string; readonly intentId: string },
): Promise<TopUpView | null> {
  try {
    const reading = await ports.payments.cancelIntent(orphan);
    const recorded = await object.recordPayment({ reading, reconstructed: null });
    return recorded.kind === "recorded" ? recorded.view : null;
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    ports.log.warn("orphan_intent_not_canceled", { intentId: orphan.intentId, why: fault.message });
    return null;
  }
}

/** Whether this session made the top-up. */
export async function isOwn(
  object: ServiceObject,
  topUpId: string,
  sessionId: string,
): Promise<boolean> {
  const known = await object.getTopUpState({ topUpId });
  return known?.request.sessionId === sessionId;
}

function otherOf(answer: Extract<Requested, { kind: "refused" }>): Omit<Refusal, "code"> {
  const more = answer.other ? { topUpId: answer.other.topUpId } : {};
  return answer.code === "top_up_open" ? { ...more, retryAfterSeconds: 2 } : more;
}
