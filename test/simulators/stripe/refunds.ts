import { makeTxn } from "./charges.ts";
import { refundBlocked } from "./disputes.ts";
import { meansOf } from "./means.ts";
import type { Charge, Metadata, Refund, RefundStatus } from "./objects.ts";
import { findIntent, mergeMetadata } from "./payment-intents.ts";
import { endReview } from "./reviews.ts";
import { badRequest, missing } from "./stripe-error.ts";
import type { Params } from "./validate.ts";
import type { World } from "./world.ts";

export function createRefund(world: World, params: Params): Refund {
  const charge = chargeToRefund(world, params);
  const amount = refundableAmount(world, charge, params);
  coveredByBalance(world, charge.currency, amount);
  const tender = world.tenders.get(charge.payment_intent);
  const { type, refund: behaviour } = meansOf(tender?.number ?? "4242424242424242");
  const reference = { reference_status: "pending", reference_type: "acquirer_reference_number" };
  const refund: Refund = {
    object: "refund",
    id: world.id(type === "card" ? "re_" : "pyr_"),
    created: world.nowSeconds(),
    amount,
    balance_transaction: null,
    charge: charge.id,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details:
      type === "card" ? { type, card: { ...reference, type: "refund" } } : { type },
    metadata: { ...(params.metadata as Metadata | undefined) },
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "pending",
    transfer_reversal: null,
  };
  world.refunds.add(refund);
  if (behaviour === "pending") refund.pending_reason = "processing";
  else recordRefund(world, refund, charge);
  world.emit("refund.created", refund);
  if (behaviour !== "pending") world.emit("charge.refunded", charge);
  world.later(() => {
    if (behaviour === "pending" && refund.status === "pending") {
      turnRefund(world, refund.id, "succeeded");
    }
    if (behaviour === "fails_later" && refund.status === "succeeded") {
      turnRefund(world, refund.id, "failed", "expired_or_canceled_card");
    }
  });
  return refund;
}

/** Changes a refund later: a pending one succeeds or fails, a succeeded one fails. */
export function turnRefund(
  world: World,
  id: string,
  status: RefundStatus,
  failureReason = "unknown",
): Refund {
  const refund = findRefund(world, id);
  const charge = world.charges.get(refund.charge);
  if (!charge) throw missing("charge", refund.charge, "id");
  if (refund.status === status || refund.status === "failed" || refund.status === "canceled") {
    throw badRequest(`A ${refund.status} refund cannot become ${status}.`);
  }
  if (status === "succeeded") {
    delete refund.pending_reason;
    recordRefund(world, refund, charge);
    world.emit("refund.updated", refund);
    world.emit("charge.refunded", charge);
    return refund;
  }
  if (refund.status === "succeeded") reverseRefund(world, refund, charge);
  refund.status = status;
  if (status === "failed") refund.failure_reason = failureReason;
  world.emit("refund.updated", refund);
  if (status === "failed") world.emit("refund.failed", refund);
  return refund;
}

export function updateRefund(world: World, id: string, params: Params): Refund {
  const refund = findRefund(world, id);
  if (params.metadata !== undefined) mergeMetadata(refund, params.metadata);
  return refund;
}

export function findRefund(world: World, id: string): Refund {
  const refund = world.refunds.get(id);
  if (!refund) throw missing("refund", id, "refund");
  return refund;
}

function chargeToRefund(world: World, params: Params): Charge {
  if (typeof params.charge === "string") {
    const charge = world.charges.get(params.charge);
    if (!charge) throw missing("charge", params.charge, "id");
    return charge;
  }
  if (typeof params.payment_intent !== "string") {
    throw badRequest("One of the following params should be provided: payment_intent or charge.");
  }
  const intent = findIntent(world, params.payment_intent, "payment_intent");
  const charge = intent.latest_charge ? world.charges.get(intent.latest_charge) : undefined;
  if (!charge?.paid) {
    throw badRequest(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
    );
  }
  return charge;
}

function refundableAmount(world: World, charge: Charge, params: Params): number {
  if (typeof params.amount === "number" && params.amount < 1) {
    throw badRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  }
  if (refundBlocked(world, charge.id)) {
    throw badRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  }
  const rest = charge.amount - refundedAmount(world, charge);
  if (rest <= 0) {
    throw badRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  }
  const amount = typeof params.amount === "number" ? params.amount : rest;
  if (amount > rest) {
    throw badRequest(
      `Refund amount ($${(amount / 100).toFixed(2)}) is greater than unrefunded amount on ` +
        `charge ($${(rest / 100).toFixed(2)})`,
      { param: "amount" },
    );
  }
  return amount;
}

/** As accounts in production answer it: without a code, and stored under the idempotency key. */
function coveredByBalance(world: World, currency: string, amount: number): void {
  const left = (world.balance.get(currency) ?? 0) - amount;
  if (world.overdraft === null || left >= -world.overdraft) return;
  throw badRequest(
    "Your account has insufficient funds to cover this refund. Add funds to your balance.",
    { message_code: "insufficient_balance_for_refund" },
  );
}

/** The refunded amount, minor units. Pending refunds count, too. */
function refundedAmount(world: World, charge: Charge): number {
  return world.refunds
    .under(charge.id)
    .filter((refund) => refund.status === "pending" || refund.status === "succeeded")
    .reduce((sum, refund) => sum + refund.amount, 0);
}

function recordRefund(world: World, refund: Refund, charge: Charge): void {
  refund.status = "succeeded";
  refund.balance_transaction = txn(world, refund, -refund.amount, "refund").id;
  charge.amount_refunded += refund.amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  if (charge.refunded) endReview(world, charge.id, "refunded");
}

function reverseRefund(world: World, refund: Refund, charge: Charge): void {
  refund.failure_balance_transaction = txn(world, refund, refund.amount, "refund_failure").id;
  charge.amount_refunded -= refund.amount;
  charge.refunded = false;
}

function txn(world: World, refund: Refund, amount: number, type: "refund" | "refund_failure") {
  return makeTxn(world, {
    amount,
    fee: 0,
    feeName: "",
    type,
    category: type,
    source: refund.id,
    description: null,
    currency: refund.currency,
  });
}
