import type { Decline } from "./cards.ts";
import { type Means, meansOf, type Tender } from "./means.ts";
import { billingDetails, chargeMethod } from "./method-details.ts";
import type { Charge, Intent, Txn } from "./objects.ts";
import type { World } from "./world.ts";

/** Paid, declined, or pending for days. */
export type ChargeResult = "paid" | "pending" | Decline;

/** The charge of one confirmation. Emits no event. */
export function makeCharge(
  world: World,
  intent: Intent,
  tender: Tender,
  result: ChargeResult,
): Charge {
  const means = meansOf(tender.number);
  const charge: Charge = {
    ...EMPTY,
    object: "charge",
    id: world.id(means.type === "card" ? "ch_" : "py_"),
    created: world.nowSeconds(),
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    balance_transaction: null,
    billing_details: billingDetails(tender.billing),
    captured: false,
    currency: intent.currency,
    description: intent.description,
    disputed: false,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: { ...intent.metadata },
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    payment_method_details: chargeMethod(tender),
    receipt_url: null,
    refunded: false,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: "pending",
  };
  world.charges.add(charge);
  intent.latest_charge = charge.id;
  if (result !== "pending") endCharge(world, charge, tender, result);
  return charge;
}

/** Ends a charge, at once or after days. */
export function endCharge(
  world: World,
  charge: Charge,
  tender: Tender,
  result: "paid" | Decline,
): void {
  const decline = result === "paid" ? null : result;
  const paid = decline === null;
  Object.assign(charge, {
    amount_captured: paid ? charge.amount : 0,
    captured: paid,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    outcome: outcomeOf(meansOf(tender.number), decline),
    paid,
    status: paid ? "succeeded" : "failed",
  });
  if (paid) charge.balance_transaction = chargeTxn(world, charge).id;
}

interface Booking {
  readonly amount: number;
  readonly fee: number;
  readonly feeName: string;
  readonly type: "charge" | "refund" | "refund_failure" | "adjustment";
  readonly category: string;
  readonly source: string;
  readonly description: string | null;
  readonly currency: string;
}

/** A balance transaction of Stripe; net = amount - fee. */
export function makeTxn(world: World, booking: Booking): Txn {
  const { amount, fee, currency } = booking;
  world.balance.set(currency, (world.balance.get(currency) ?? 0) + amount - fee);
  const detail = { amount: fee, application: null, currency, description: booking.feeName };
  return world.txns.add({
    object: "balance_transaction",
    id: world.id("txn_"),
    created: world.nowSeconds(),
    amount,
    available_on: world.nowSeconds() + 2 * 86_400,
    balance_type: "payments",
    currency,
    description: booking.description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ ...detail, type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: booking.category,
    source: booking.source,
    status: "pending",
    type: booking.type,
  });
}

function chargeTxn(world: World, charge: Charge): Txn {
  return makeTxn(world, {
    amount: charge.amount,
    fee: Math.round(charge.amount * 0.029) + 30,
    feeName: "Stripe processing fees",
    type: "charge",
    category: "charge",
    source: charge.id,
    description: null,
    currency: charge.currency,
  });
}

function outcomeOf(card: Means, decline: Decline | null): Record<string, unknown> {
  const none = { advice_code: null, network_advice_code: null, network_decline_code: null };
  const risk_level = card.risk ?? "normal";
  if (!decline) {
    const type = card.review ? "manual_review" : "authorized";
    const outcome = { seller_message: "Payment complete.", network_status: "approved_by_network" };
    return { ...none, ...outcome, reason: null, risk_level, type };
  }
  const type = decline.blocked ? "blocked" : "issuer_declined";
  const network_status = decline.blocked ? "not_sent_to_network" : "declined_by_network";
  const reason = decline.blocked ? "highest_risk_level" : (decline.decline_code ?? decline.code);
  const seller_message = decline.blocked
    ? "Stripe blocked this payment as too risky."
    : "The bank did not return any further details with this decline.";
  return { ...none, network_status, reason, risk_level, seller_message, type };
}

const EMPTY = {
  application: null,
  application_fee: null,
  application_fee_amount: null,
  calculated_statement_descriptor: null,
  customer: null,
  failure_balance_transaction: null,
  fraud_details: {},
  on_behalf_of: null,
  receipt_email: null,
  receipt_number: null,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  transfer_data: null,
  transfer_group: null,
};
