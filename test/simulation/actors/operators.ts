/** Operators at our console and at Stripe's dashboard, and banks that decide disputes. */

import type { Operator } from "../../../src/app/base/actor.ts";
import type { Refusal } from "../../../src/app/base/refusal.ts";
import { approveOrder } from "../../../src/app/operator/approve-order.ts";
import { approveTopUp } from "../../../src/app/operator/approve-top-up.ts";
import { confirmCredited } from "../../../src/app/operator/confirm-credited.ts";
import type { OrderResult } from "../../../src/app/operator/prepare-order.ts";
import { recordManualRefund } from "../../../src/app/operator/record-manual-refund.ts";
import { redriveTopUp } from "../../../src/app/operator/redrive-top-up.ts";
import { refundTopUp } from "../../../src/app/operator/refund-top-up.ts";
import { rejectOrder } from "../../../src/app/operator/reject-order.ts";
import { rejectTopUp } from "../../../src/app/operator/reject-top-up.ts";
import { retractOrder } from "../../../src/app/operator/retract-order.ts";
import type { Ports } from "../../../src/app/ports/ports.ts";
import type { Money } from "../../../src/domain/base/money.ts";
import { ok, type Result } from "../../../src/domain/base/result.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { operator } from "../../app/actors.ts";
import { brandOf } from "../../fixtures/brands.ts";
import { disputed, type Intent, returned } from "../world/stripe-state.ts";
import type { World } from "../world/world.ts";

const OLGA: Operator = operator("olga");
/** Another key of the same person. */
const OLGAS_PHONE: Operator = { ...OLGA, keyId: `key_${"z".repeat(26)}` };
const OTTO: Operator = operator("otto");
const reason = "the customer called";

export type OperatorAction =
  | "refund"
  | "confirm"
  | "redrive"
  | "manual_refund"
  | "approve"
  | "reject";

/** Olga orders; where that needs an approval, Otto approves it, and sometimes Olga tries to. */
export async function operate(world: World, t: TopUp, act: OperatorAction): Promise<void> {
  const { random, clock } = world;
  const limit = { minor: random.pick([1, 1_000_000]), currency: "usd" };
  const ordered = await world.request("operator", (ports) => give(withLimit(ports, limit), t, act));
  if (!ordered?.ok || ordered.value.kind !== "approval_needed") return;
  const { approvalId } = ordered.value.request;
  const { serviceId, topUpId } = t.request;
  const agree = (actor: Operator) =>
    world.request("approver", (ports) =>
      approveOrder(ports, actor, { serviceId, topUpId, approvalId }),
    );
  if (random.chance(0.2)) await agree(random.pick([OLGA, OLGAS_PHONE]));
  const close = (useCase: typeof rejectOrder, actor: Operator) =>
    world.request("closer", (ports) =>
      useCase(ports, actor, { serviceId, topUpId, approvalId, reason }),
    );
  if (random.chance(0.1)) {
    await close(random.pick([rejectOrder, retractOrder]), random.pick([OLGA, OTTO]));
  }
  if (random.chance(0.6)) await agree(OTTO);
  else if (random.chance(0.5)) clock.after(random.skewed(1000, 7_200_000), () => void agree(OTTO));
}

const withLimit = (ports: Ports, approvalAbove: Money): Ports => ({
  ...ports,
  brands: {
    ...ports.brands,
    byId: async (id) =>
      brandOf({ id, approvalAbove: { [approvalAbove.currency]: approvalAbove.minor } }),
  },
});

async function give(
  ports: Ports,
  { request: { serviceId, topUpId } }: TopUp,
  act: OperatorAction,
): Promise<Result<OrderResult, Refusal>> {
  const order = { serviceId, topUpId, reason };
  switch (act) {
    case "refund":
      return refundTopUp(ports, OLGA, order);
    case "confirm":
      return confirmCredited(ports, OLGA, order);
    case "approve":
      return approveTopUp(ports, OLGA, order);
    case "reject":
      return rejectTopUp(ports, OLGA, order);
    case "redrive": {
      const redriven = await redriveTopUp(ports, OLGA, order);
      return redriven.ok ? ok({ kind: "done", view: redriven.value, changed: true }) : redriven;
    }
    case "manual_refund":
      return recordManualRefund(ports, OLGA, { ...order, reference: "bank 7" });
  }
}

/** The intents of a top-up at Stripe; the paying one comes first. */
export function intentsOf(world: World, t: TopUp): Intent[] {
  const all = [...world.stripe.intents.values()];
  const ours = all.filter((i) => i.metadata?.topUpId === t.request.topUpId);
  return ours.sort((a) => (a.id === t.payingIntentId ? -1 : 1));
}

export type ExternalAction =
  | "refund_all"
  | "refund_part"
  | "dispute"
  | "dispute_won"
  | "dispute_lost"
  | "review"
  | "review_approved"
  | "review_refunded";

/** Refunds and disputes that do not come from us. */
export function actAtStripe(world: World, t: TopUp, what: ExternalAction): void {
  const { stripe, random } = world;
  const intent = intentsOf(world, t).find((i) => i.status === "succeeded");
  if (!intent) return;
  const left = intent.amount.minor - returned(intent);
  switch (what) {
    case "refund_all":
    case "refund_part": {
      if (disputed(intent) || left <= 0) return;
      const amount = what === "refund_all" ? left : random.int(1, left);
      stripe.addRefund(intent, null, amount, random.chance(0.9) ? "ok" : "fails_later");
      return;
    }
    case "dispute":
      if (intent.dispute !== "none" || left <= 0) return;
      stripe.dispute(intent, "open");
      // The bank decides in the end, also after all other faults have ceased.
      world.clock.after(random.skewed(60_000, 30 * 3_600_000), () => closeDispute(world, intent));
      return;
    case "dispute_won":
    case "dispute_lost":
      if (intent.dispute === "open") {
        stripe.dispute(intent, what === "dispute_won" ? "won" : "lost");
      }
      return;
    case "review":
      stripe.openReview(intent);
      return;
    case "review_approved":
      stripe.closeReview(intent, "approved");
      return;
    case "review_refunded":
      if (intent.review !== "open" || disputed(intent) || left <= 0) return;
      stripe.addRefund(intent, null, left, "ok");
      stripe.closeReview(intent, "closed");
  }
}
function closeDispute(world: World, intent: Intent): void {
  if (intent.dispute !== "open") return;
  world.stripe.dispute(intent, world.random.chance(0.5) ? "won" : "lost");
}

/** A second intent of the same top-up, as after a repeated creation whose key Stripe forgot. */
export function mintTwin(world: World, t: TopUp): Intent {
  const { attempts, request } = t;
  const { topUpId, serviceId, offer, quantity, price } = request;
  const attemptId = attempts.at(-1)?.attemptId ?? `att_${topUpId.slice(4)}_1`;
  return world.stripe.mint(
    { topUpId, attemptId, serviceId, kind: offer.kind, offerId: offer.id, quantity },
    price,
  );
}
