import { ok, type Result } from "../../domain/base/result.ts";
import { isWeak, type TopUp } from "../../domain/top-up/top-up.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Customer } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { ConfirmationToken, Confirmed, ConfirmOrder } from "../ports/payments.ts";
import { PortFault } from "../ports/port-fault.ts";
import { admitTry, type CountedTry, giveBackTry, type TryRefusal } from "./admit-try.ts";
import { isPayerBlocked, type PayerBlockNeeds } from "./payer-block.ts";
import { type SyncPaymentNeeds, syncPayment } from "./sync-payment.ts";

export type ConfirmTopUpNeeds = SyncPaymentNeeds & PayerBlockNeeds & Parameters<typeof admitTry>[0];
export interface ConfirmTopUpInput extends TopUpRef {
  readonly confirmationToken: ConfirmationToken;
  /** The address of the top-up's page. */
  readonly pageUrlOf: (view: TopUpView) => Promise<string>;
}
export interface ConfirmedTopUp {
  readonly view: TopUpView;
  readonly confirmed: Confirmed;
}
export type ConfirmTopUpRefusal =
  | TryRefusal
  | "not_found"
  | "not_yours"
  | "payer_blocked"
  | "wrong_state"
  | "payment_system_unavailable";

/** The payment is made or on its way, whatever this try was. */
const SENT: Confirmed = { payment: "sent", action: null, clientSecret: null, error: null };

/**
 * The customer's card is tried, through our server (decision 32). The same token again is the same
 * try: it counts once and has the same answer. However Stripe answers, the intent is read and
 * recorded. Refuses with `payment_system_unavailable` when the outcome is unknown: the same token
 * finds it out, and until then the try counts.
 */
export async function confirmTopUp(
  needs: ConfirmTopUpNeeds,
  actor: Customer,
  { serviceId, topUpId, confirmationToken, pageUrlOf }: ConfirmTopUpInput,
): Promise<Result<ConfirmedTopUp, Refusal<ConfirmTopUpRefusal>>> {
  const object = needs.objects.of(serviceId);
  const [t, view] = await Promise.all([
    object.loadTopUp({ topUpId }),
    object.getTopUp({ topUpId }),
  ]);
  if (t === null || view === null) return refusal("not_found");
  if (t.request.sessionId !== actor.sessionId) return refusal("not_yours");
  if (hasMoved(view)) return ok({ view, confirmed: SENT });
  const order = orderOf(t, { confirmationToken, returnUrl: await returnUrlOf(t, view, pageUrlOf) });
  if (view.state !== "awaiting_payment" || order === null) {
    return refusal("wrong_state", { topUpId, state: view.state });
  }
  const payer = { ...actor, serviceId, weak: isWeak(t.request.identifiedBy) };
  const [admitted, blocked] = await Promise.all([
    admitTry(needs, payer, topUpId, confirmationToken),
    isCardBlocked(needs, view, order),
  ]);
  if (!admitted.ok) return admitted;
  if (blocked) return refusal("payer_blocked", { topUpId });
  return tryIt(needs, actor, { order, view, counted: admitted.value });
}

/** A block follows the payer (decision 34): the card is known from the token, and no name of it. */
async function isCardBlocked(
  needs: ConfirmTopUpNeeds,
  view: TopUpView,
  { confirmationToken }: ConfirmOrder,
): Promise<boolean> {
  const { brand } = view;
  const cardFingerprint = await orNull(needs, view, () => needs.payments.cardOf(confirmationToken));
  if (cardFingerprint === null) return false;
  return isPayerBlocked(needs, { brand, sessionId: null, email: "", cardFingerprint });
}

const hasMoved = ({ state }: TopUpView): boolean =>
  !["awaiting_payment", "canceling", "canceled", "awaiting_approval"].includes(state);

/**
 * From the portal a customer comes back to the portal, whatever address a forged token holds. An
 * app comes back to itself: only its token knows how.
 */
async function returnUrlOf(
  { request }: TopUp,
  view: TopUpView,
  pageUrlOf: ConfirmTopUpInput["pageUrlOf"],
): Promise<string | null> {
  return request.origin === "portal" ? pageUrlOf(view) : null;
}

/** Null: Stripe has made no intent yet. */
function orderOf(
  t: TopUp,
  given: Pick<ConfirmOrder, "confirmationToken" | "returnUrl">,
): ConfirmOrder | null {
  const attempt = t.attempts.at(-1);
  if (!attempt?.intentId) return null;
  return { attemptId: attempt.attemptId, intentId: attempt.intentId, ...given };
}

interface Try {
  readonly order: ConfirmOrder;
  /** The top-up before it. */
  readonly view: TopUpView;
  readonly counted: CountedTry;
}

async function tryIt(
  needs: ConfirmTopUpNeeds,
  actor: Customer,
  { order, view: before, counted }: Try,
): Promise<Result<ConfirmedTopUp, Refusal<"payment_system_unavailable">>> {
  const confirmed = await orNull(needs, before, () => needs.payments.confirmIntent(order));
  const isSent = confirmed?.payment === "sent";
  const [synced] = await Promise.all([
    orNull(needs, before, () => syncPayment(needs, actor, order)),
    isSent ? giveBackTry(needs, counted) : null,
  ]);
  const view = synced?.kind === "recorded" ? synced.view : before;
  const isMade = hasMoved(view);
  if (isMade && !isSent) await giveBackTry(needs, counted);
  if (isMade) return ok({ view, confirmed: { ...SENT, ...confirmed, ...MADE } });
  if (confirmed !== null) return ok({ view, confirmed });
  const { topUpId, serviceId } = before;
  return refusal("payment_system_unavailable", { topUpId, serviceId });
}
const MADE = { payment: "sent", action: null, error: null } as const;

/** Null: no answer. */
async function orNull<T>(
  { log }: ConfirmTopUpNeeds,
  { topUpId }: TopUpView,
  ask: () => Promise<T>,
): Promise<T | null> {
  try {
    return await ask();
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    log.warn("payment_not_confirmed", { topUpId, why: fault.message });
    return null;
  }
}
