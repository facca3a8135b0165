import { type Billing, meansOf, type Tender } from "./means.ts";
import type { Intent } from "./objects.ts";

/** How Stripe shows a payment method: never with the number of a card or an account. */
type Details = Record<string, unknown>;

/** `payment_method_details` of a charge. */
export function chargeMethod(tender: Tender): Details {
  const { type } = meansOf(tender.number);
  return { type, [type]: { ...detailsOf(tender), ...ofChargeOnly(tender) } };
}

/** The payment method inside an error. */
export function paymentMethod(intent: Intent, tender: Tender): Details {
  const { type } = meansOf(tender.number);
  return {
    id: intent.payment_method,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billingDetails(tender.billing),
    [type]: { ...detailsOf(tender), ...ofMethodOnly(tender) },
    created: intent.created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type,
  };
}

/** `payment_method_preview` of a confirmation token. */
export function previewOf(tender: Tender): Details {
  const { type } = meansOf(tender.number);
  return { type, [type]: { ...detailsOf(tender), ...ofMethodOnly(tender) } };
}

export function billingDetails(billing: Billing | undefined): Details {
  const { name = null, email = null, country = null, postalCode = null } = billing ?? {};
  const unknown = { city: null, line1: null, line2: null, state: null };
  const address = { ...unknown, country, postal_code: postalCode };
  return { address, email, name, phone: null, tax_id: null };
}

function detailsOf(tender: Tender): Details {
  const { type, brand } = meansOf(tender.number);
  const last4 = tender.number.slice(-4);
  const fingerprint = `fp_${tender.number.slice(-8)}`;
  switch (type) {
    case "card":
      return cardDetails(tender, brand ?? "unknown");
    case "us_bank_account":
      return {
        account_holder_type: "individual",
        account_type: "checking",
        bank_name: "STRIPE TEST BANK",
        fingerprint,
        last4,
        routing_number: "110000000",
      };
    case "sepa_debit":
      return { bank_code: "19043", branch_code: "", country: "AT", fingerprint, last4 };
    case "paypal":
      return { country: "US", payer_email: tender.billing?.email ?? null, payer_id: "SIMULATOR" };
  }
}

function cardDetails(tender: Tender, brand: string): Details {
  const { number, wallet, billing } = tender;
  const checks = {
    address_line1_check: null,
    address_postal_code_check: billing?.postalCode ? "pass" : null,
    cvc_check: wallet ? null : "pass",
  };
  return {
    brand,
    checks,
    country: "US",
    exp_month: 12,
    exp_year: 2034,
    fingerprint: `fp_${number.slice(-8)}`,
    funding: "credit",
    last4: number.slice(-4),
    wallet: wallet ? { dynamic_last4: null, type: wallet, [wallet]: {} } : null,
  };
}

function ofChargeOnly(tender: Tender): Details {
  const { type, brand } = meansOf(tender.number);
  switch (type) {
    case "card":
      return {
        amount_authorized: null,
        authorization_code: null,
        electronic_commerce_indicator: null,
        installments: null,
        mandate: null,
        network: brand,
        network_transaction_id: null,
        regulated_status: null,
        transaction_link_id: null,
        three_d_secure: null,
      };
    case "us_bank_account":
      return { payment_reference: null };
    case "sepa_debit":
      return { mandate: null };
    case "paypal":
      return {
        payer_name: tender.billing?.name ?? null,
        seller_protection: null,
        transaction_id: null,
      };
  }
}

function ofMethodOnly(tender: Tender): Details {
  const { type } = meansOf(tender.number);
  if (type === "us_bank_account") {
    return { financial_connections_account: null, networks: null, status_details: null };
  }
  return type === "sepa_debit" ? { generated_from: null } : {};
}
