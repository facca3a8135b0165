import { makeTxn } from "./charges.ts";
import type { Charge, Dispute, DisputeStatus } from "./objects.ts";
import { endReview } from "./reviews.ts";
import { badRequest, missing } from "./stripe-error.ts";
import type { World } from "./world.ts";

export interface DisputeOrder {
  readonly kind: "chargeback" | "inquiry";
  readonly reason?: string;
}

/** Opens a dispute: a chargeback takes the money at once, an inquiry takes none. */
export function openDispute(world: World, chargeId: string, order: DisputeOrder): Dispute {
  const charge = world.charges.get(chargeId);
  if (!charge) throw missing("charge", chargeId, "id");
  if (!charge.paid) throw badRequest("A failed charge cannot be disputed.");
  const inquiry = order.kind === "inquiry";
  const dispute: Dispute = {
    object: "dispute",
    id: world.id("du_"),
    created: world.nowSeconds(),
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...NO_EVIDENCE, enhanced_evidence: {} },
    evidence_details: {
      due_by: world.nowSeconds() + 7 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    network_reason_code: "10.4",
    payment_intent: charge.payment_intent,
    reason: order.reason ?? "fraudulent",
    status: inquiry ? "warning_needs_response" : "needs_response",
  };
  charge.disputed = true;
  world.disputes.add(dispute);
  if (!inquiry) withdrawFunds(world, charge, dispute);
  endReview(world, charge.id, "disputed");
  world.emit("charge.dispute.created", dispute);
  if (!inquiry) world.emit("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** Changes a dispute. If won, the money comes back; an inquiry that escalates takes it. */
export function turnDispute(world: World, id: string, status: DisputeStatus): Dispute {
  const dispute = world.disputes.get(id);
  const charge = dispute ? world.charges.get(dispute.charge) : undefined;
  if (!dispute || !charge) throw missing("dispute", id, "dispute");
  const wasInquiry = dispute.status.startsWith("warning_");
  dispute.status = status;
  if (wasInquiry && !status.startsWith("warning_")) {
    withdrawFunds(world, charge, dispute);
    world.emit("charge.dispute.funds_withdrawn", dispute);
  }
  if (status === "won") {
    dispute.balance_transactions.push(disputeTxn(world, dispute, dispute.amount, 0));
    world.emit("charge.dispute.funds_reinstated", dispute);
  }
  dispute.is_charge_refundable = status.startsWith("warning_") || status === "won";
  const closed = ["won", "lost", "warning_closed", "prevented"].includes(status);
  world.emit(closed ? "charge.dispute.closed" : "charge.dispute.updated", dispute);
  return dispute;
}

/** Whether an open or lost chargeback blocks a refund. */
export function refundBlocked(world: World, chargeId: string): boolean {
  return world.disputes.under(chargeId).some((dispute) => !dispute.is_charge_refundable);
}

function withdrawFunds(world: World, charge: Charge, dispute: Dispute): void {
  dispute.is_charge_refundable = false;
  dispute.balance_transactions.push(disputeTxn(world, dispute, -charge.amount, 1500));
}

function disputeTxn(world: World, dispute: Dispute, amount: number, fee: number) {
  return makeTxn(world, {
    amount,
    fee,
    feeName: "Dispute fee",
    type: "adjustment",
    category: amount < 0 ? "dispute" : "dispute_reversal",
    source: dispute.id,
    description: `Chargeback withdrawal for ${dispute.charge}`,
    currency: dispute.currency,
  });
}

const EVIDENCE_FIELDS =
  "access_activity_log billing_address cancellation_policy cancellation_policy_disclosure " +
  "cancellation_rebuttal customer_communication customer_email_address customer_name " +
  "customer_purchase_ip customer_signature duplicate_charge_documentation " +
  "duplicate_charge_explanation duplicate_charge_id product_description receipt " +
  "refund_policy refund_policy_disclosure refund_refusal_explanation service_date " +
  "service_documentation shipping_address shipping_carrier shipping_date " +
  "shipping_documentation shipping_tracking_number uncategorized_file uncategorized_text";
const NO_EVIDENCE = Object.fromEntries(EVIDENCE_FIELDS.split(" ").map((field) => [field, null]));
