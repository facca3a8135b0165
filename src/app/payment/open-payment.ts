import type { IntentId, TopUpId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { withoutPayer } from "../../domain/payment/intent-reading.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { type CancelOrder, type CreatedIntent, IntentNotMade } from "../ports/payments.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { IntentOrder, Requested, RequestRefusal } from "../ports/service-object/request.ts";
import type { ServiceObject } from "../ports/service-object.ts";
import { asHeld } from "./ownership/owner-of.ts";

export type OpenPaymentNeeds = Pick<Ports, "payments" | "log">;

/** A top-up as answered to the customer or caller who asked for it. */
export interface OpenedTopUp {
  readonly view: TopUpView;
  /** Null: nothing can be paid (any more), or another session asked. */
  readonly clientSecret: string | null;
  /** What is to be paid; null like the secret. */
  readonly intentId: IntentId | null;
  /** False when the answer repeats an earlier one. */
  readonly created: boolean;
  /** Null: the payer gave no address, or another session asked. */
  readonly emailMasked: string | null;
}

export interface OpenPaymentInput<C extends RequestRefusal> {
  readonly answer: Requested<C>;
  /** Whether the session that asks is the one that made the top-up. */
  readonly own: boolean;
  /** The id that this request brought; another one in the answer is an earlier top-up. */
  readonly newTopUpId: TopUpId | null;
  /** The address of the session that asks, where it is the payer's. */
  readonly emailMasked: string | null;
}

/** When to ask again while Stripe has not confirmed that the earlier top-up is canceled. */
export const TOP_UP_OPEN_RETRY_SECONDS = 2;

/**
 * From the object's answer to a client secret. The intent is made from the stored order only, so
 * that every repetition sends Stripe the same request under the same key. Only the session that
 * made the top-up gets the secret. Refuses with the object's code, with
 * `payment_system_unavailable` when Stripe gave no answer, and with `payment_not_possible` when it
 * refuses the intent.
 */
export async function openPayment<C extends RequestRefusal>(
  needs: OpenPaymentNeeds,
  object: ServiceObject,
  { answer, own, newTopUpId, emailMasked }: OpenPaymentInput<C>,
): Promise<Result<OpenedTopUp, Refusal<C | NotMade>>> {
  if (answer.kind === "refused") return refusalOf(answer);
  const { view } = answer;
  const created = view.topUpId === newTopUpId;
  const without = { view, clientSecret: null, intentId: null, created, emailMasked };
  if (answer.kind === "moved" || view.state === "awaiting_approval" || !own) return ok(without);
  const { intentId } = answer.order;
  if (intentId !== null) return clientSecretOf(needs, intentId, without);
  return createIntent(needs, object, { order: answer.order, without });
}

async function clientSecretOf(
  needs: OpenPaymentNeeds,
  intentId: IntentId,
  without: OpenedTopUp,
): Promise<Result<OpenedTopUp, Refusal<"payment_system_unavailable">>> {
  const { topUpId, serviceId } = without.view;
  try {
    const clientSecret = await needs.payments.clientSecret(intentId);
    return ok({ ...without, intentId, clientSecret });
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    needs.log.error("client_secret_not_read", fault, { topUpId });
    return refusal("payment_system_unavailable", { topUpId, serviceId });
  }
}

interface CreateInput {
  readonly order: IntentOrder;
  readonly without: OpenedTopUp;
  /** Another attempt was opened for this request already: once must be enough. */
  readonly again?: true;
}
type NotMade = "payment_system_unavailable" | "payment_not_possible";

async function createIntent(
  needs: OpenPaymentNeeds,
  object: ServiceObject,
  { order, without, again }: CreateInput,
): Promise<Result<OpenedTopUp, Refusal<NotMade>>> {
  const { topUpId, serviceId } = without.view;
  const { attemptId } = order;
  let intent: CreatedIntent;
  try {
    intent = await needs.payments.createIntent(order.create);
  } catch (fault) {
    if (fault instanceof IntentNotMade) {
      return noIntentMade(needs, object, { order, without, fault, again: again === true });
    }
    if (!(fault instanceof PortFault)) throw fault;
    needs.log.error("intent_not_created", fault, { topUpId });
    return refusal("payment_system_unavailable", { topUpId, serviceId });
  }
  const recorded = await object.recordIntent({ topUpId, attemptId, intentId: intent.intentId });
  if (recorded.kind === "recorded") {
    const { intentId, clientSecret } = intent;
    return ok({ ...without, view: recorded.view, intentId, clientSecret });
  }
  const view = await cancelOrphan(needs, object, { keyId: attemptId, intentId: intent.intentId });
  return ok({ ...without, view: view ?? recorded.view });
}

interface NotMadeInput {
  readonly order: IntentOrder;
  readonly without: OpenedTopUp;
  readonly fault: IntentNotMade;
  readonly again: boolean;
}

/**
 * Stripe's answer is final for this attempt. With a spent key the object opens another one, which
 * is tried at once; a refused intent ends the top-up.
 */
async function noIntentMade(
  needs: OpenPaymentNeeds,
  object: ServiceObject,
  { order, without, fault, again }: NotMadeInput,
): Promise<Result<OpenedTopUp, Refusal<NotMade>>> {
  const { topUpId, serviceId } = without.view;
  const { attemptId } = order;
  const { why, code, param } = fault;
  needs.log.error("intent_not_made", fault, { topUpId, attemptId, why, code, param });
  const answer = await object.recordNoIntent({ topUpId, attemptId, why });
  const ids = { topUpId, serviceId };
  if (why === "refused") return refusal("payment_not_possible", ids);
  if (answer.kind === "moved") return ok({ ...without, view: answer.view });
  if (answer.kind === "refused") return refusal("payment_system_unavailable", ids);
  const { order: next, view } = answer;
  if (next.intentId !== null) return clientSecretOf(needs, next.intentId, { ...without, view });
  if (again || next.attemptId === attemptId) return refusal("payment_system_unavailable", ids);
  return createIntent(needs, object, { order: next, without: { ...without, view }, again: true });
}

/**
 * The intent came too late. No page has its secret, so when Stripe is silent the object may cancel
 * it later. Null: Stripe or the object gave no answer.
 */
async function cancelOrphan(
  needs: OpenPaymentNeeds,
  object: ServiceObject,
  orphan: CancelOrder,
): Promise<TopUpView | null> {
  try {
    const reading = await needs.payments.cancelIntent(orphan);
    const recorded = await object.recordPayment({
      reading: withoutPayer(asHeld(reading)),
      reconstructed: null,
    });
    return recorded.kind === "recorded" ? recorded.view : null;
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    needs.log.warn("orphan_intent_not_canceled", { intentId: orphan.intentId, why: fault.message });
    return null;
  }
}

/** Why the object made no top-up, with what the caller may do. */
export function refusalOf<C extends RequestRefusal>({
  code,
  other,
}: Extract<Requested<C>, { kind: "refused" }>) {
  const retryAfterSeconds = code === "top_up_open" ? TOP_UP_OPEN_RETRY_SECONDS : undefined;
  return refusal(code, {
    ...(other && { topUpId: other.topUpId }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}
