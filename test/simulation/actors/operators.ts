import type { Refusal } from "../../../src/app/base/refusal.ts";
import type { Result } from "../../../src/domain/base/result.ts";
import type { TopUpView } from "../../../src/domain/top-up/view.ts";
/** Operators at our console and at Stripe's dashboard, and banks that decide disputes. */

import type { Operator } from "../../../src/app/base/actor.ts";
import { confirmCredited } from "../../../src/app/operator/confirm-credited.ts";
import { recordManualRefund } from "../../../src/app/operator/record-manual-refund.ts";
import { redriveTopUp } from "../../../src/app/operator/redrive-top-up.ts";
import { refundTopUp } from "../../../src/app/operator/refund-top-up.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { disputed, type Intent, returned } from "../world/stripe-state.ts";
import type { World } from "../world/world.ts";

const OLGA: Operator = { kind: "operator", name: "olga" };
const reason = "the customer called";

export type OperatorAction = "refund" | "confirm" | "redrive" | "manual_refund";

export async function operate(world: World, t: TopUp, act: OperatorAction): Promise<void> {
  const { serviceId, topUpId } = t.request;
  const approvedBy = world.random.chance(0.8) ? "otto" : null;
  const order = { serviceId, topUpId, reason, approvedBy };
  await world.request("operator", (ports): Promise<Result<TopUpView, Refusal>> => {
    switch (act) {
      case "refund":
        return refundTopUp(ports, OLGA, order);
      case "confirm":
        return confirmCredited(ports, OLGA, order);
      case "redrive":
        return redriveTopUp(ports, OLGA, order);
      case "manual_refund":
        return recordManualRefund(ports, OLGA, { ...order, reference: "bank 7" });
    }
  });
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
  | "dispute_lost";

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
