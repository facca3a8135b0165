import { type Card, cardOf, type Decline } from "./cards.ts";
import type { Charge, Intent, Txn } from "./objects.ts";
import type { World } from "./world.ts";

/** The charge of one try with a card: paid, or failed with the decline. Emits nothing. */
export function makeCharge(
  world: World,
  intent: Intent,
  number: string,
  decline: Decline | null,
): Charge {
  const card = cardOf(number);
  const charge: Charge = {
    ...EMPTY,
    object: "charge",
    id: world.id("ch_"),
    created: world.nowSeconds(),
    amount: intent.amount,
    amount_captured: decline ? 0 : intent.amount,
    amount_refunded: 0,
    balance_transaction: null,
    billing_details: BILLING,
    captured: decline === null,
    currency: intent.currency,
    description: intent.description,
    disputed: false,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    livemode: false,
    metadata: { ...intent.metadata },
    outcome: outcomeOf(card, decline),
    paid: decline === null,
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    payment_method_details: methodDetails(card, number),
    receipt_url: null,
    refunded: false,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline ? "failed" : "succeeded",
  };
  if (!decline) charge.balance_transaction = chargeTxn(world, charge).id;
  world.charges.add(charge);
  intent.latest_charge = charge.id;
  return charge;
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

/** A line of Stripe's balance. Net = amount - fee. */
export function makeTxn(world: World, booking: Booking): Txn {
  const { amount, fee, currency } = booking;
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

function outcomeOf(card: Card, decline: Decline | null): Record<string, unknown> {
  const none = { advice_code: null, network_advice_code: null, network_decline_code: null };
  const risk_level = card.risk ?? "normal";
  if (!decline) {
    const type = card.risk === "elevated" ? "manual_review" : "authorized";
    const told = { seller_message: "Payment complete.", network_status: "approved_by_network" };
    return { ...none, ...told, reason: null, risk_level, type };
  }
  const type = decline.blocked ? "blocked" : "issuer_declined";
  const network_status = decline.blocked ? "not_sent_to_network" : "declined_by_network";
  const reason = decline.blocked ? "highest_risk_level" : (decline.decline_code ?? decline.code);
  const seller_message = decline.blocked
    ? "Stripe blocked this payment as too risky."
    : "The bank did not return any further details with this decline.";
  return { ...none, network_status, reason, risk_level, seller_message, type };
}

/** What Stripe shows of a card; the number itself is never part of an object. */
export function cardDetails(card: Card, number: string): Record<string, unknown> {
  return {
    brand: card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: "pass",
    },
    country: "US",
    exp_month: 12,
    exp_year: 2034,
    fingerprint: `fp_${number.slice(-8)}`,
    funding: "credit",
    last4: number.slice(-4),
    wallet: null,
  };
}

function methodDetails(card: Card, number: string): Record<string, unknown> {
  const blank = {
    amount_authorized: null,
    authorization_code: null,
    electronic_commerce_indicator: null,
    installments: null,
    mandate: null,
    network: card.brand,
    network_transaction_id: null,
    regulated_status: null,
    transaction_link_id: null,
    three_d_secure: null,
  };
  return { type: "card", card: { ...cardDetails(card, number), ...blank } };
}

const ADDRESS = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};
const BILLING = { address: ADDRESS, email: null, name: null, phone: null, tax_id: null };
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
