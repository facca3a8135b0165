/**
 * Stripe's published test cards (docs.stripe.com/testing) and how each one behaves here. Numbers
 * 4000 0000 0001 00.. are the simulator's own, for declines without a published test card.
 */
export interface Decline {
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
  readonly blocked?: true;
}
/** What happens to a payment with a card or an account, at once and later. */
export interface Behaviour {
  readonly decline?: Decline;
  /** Declined only if a CVC was typed. */
  readonly onlyWithCvc?: true;
  readonly threeDs?: "required" | "frictionless" | "lookup_error";
  readonly risk?: "elevated" | "highest";
  /** A rule of the merchant puts the payment under review. */
  readonly review?: true;
  readonly refund?: "pending" | "fails_later";
  readonly dispute?: { readonly kind: "chargeback" | "inquiry"; readonly reason: string };
  /** Stays `processing` and ends by itself later; `stays` waits for the admin endpoint. */
  readonly slow?: "succeeds" | "fails" | "stays";
  /** How a slow payment fails, if the bank gives a reason. */
  readonly failure?: Decline;
  /** Stripe itself refuses the confirmation with a 400; the intent does not change. */
  readonly refusal?: { readonly code: string; readonly message: string };
}
export interface Card extends Behaviour {
  readonly brand: string;
}

/** The error of github.com/stripe/stripe-go/issues/1077; its status is not documented. */
const TOO_MANY_DECLINES = {
  code: "card_decline_rate_limit_exceeded",
  message:
    "You have exceeded the maximum number of declines on this card in the last 24 hour period. " +
    "Please contact us via https://support.stripe.com/contact if you need further assistance.",
};
const DECLINED = "Your card was declined.";
const declined = (decline_code: string, message = DECLINED): Decline => ({
  code: "card_declined",
  decline_code,
  message,
});
const POOR = declined("insufficient_funds", "Your card has insufficient funds.");
const WRONG_NUMBER: Decline = {
  code: "incorrect_number",
  message: "Your card number is incorrect.",
};
const UNSUPPORTED = "Your card does not support this type of purchase.";
const FOREIGN = "Your card does not support this currency.";
const visa = (more: Omit<Card, "brand"> = {}): Card => ({ brand: "visa", ...more });

export const CARDS: Readonly<Record<string, Card>> = {
  "4242424242424242": visa(),
  "4000056655665556": visa(),
  "5555555555554444": { brand: "mastercard" },
  "378282246310005": { brand: "amex" },
  "6011111111111117": { brand: "discover" },
  "3056930009020004": { brand: "diners" },
  "3566002020360505": { brand: "jcb" },
  "6200000000000005": { brand: "unionpay" },
  "4000000000000077": visa(),
  "4000000000000002": visa({ decline: declined("generic_decline") }),
  "4000000000009995": visa({ decline: POOR }),
  "4000000000009987": visa({ decline: declined("lost_card") }),
  "4000000000009979": visa({ decline: declined("stolen_card") }),
  "4000000000006975": visa({ decline: declined("card_velocity_exceeded") }),
  // Its check digit is wrong, so Stripe.js refuses it before the bank does.
  "4242424242424241": visa({ decline: WRONG_NUMBER }),
  "4000000000000341": visa({ decline: declined("generic_decline") }),
  "4000000000000069": visa({
    decline: { code: "expired_card", message: "Your card has expired." },
  }),
  "4000000000000127": visa({
    decline: { code: "incorrect_cvc", message: "Your card's security code is incorrect." },
    onlyWithCvc: true,
  }),
  "4000000000000119": visa({
    decline: {
      code: "processing_error",
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
  }),
  "4100000000000019": visa({
    decline: { ...declined("fraudulent"), blocked: true },
    risk: "highest",
  }),
  "4000000000004954": visa({
    decline: { ...declined("fraudulent"), blocked: true },
    risk: "highest",
  }),
  "4000000000009235": visa({ risk: "elevated" }),
  "4000002500003155": visa({ threeDs: "required" }),
  "4000002760003184": visa({ threeDs: "required" }),
  "4000003800000446": visa({ threeDs: "required" }),
  "4000000000003220": visa({ threeDs: "required" }),
  "4000008260003178": visa({ threeDs: "required", decline: POOR }),
  "4000008400001629": visa({ threeDs: "required", decline: declined("generic_decline") }),
  "4000008400001280": visa({ threeDs: "lookup_error", decline: declined("generic_decline") }),
  "4000000032200000": visa({ threeDs: "frictionless" }),
  "4000000000000259": visa({ dispute: { kind: "chargeback", reason: "fraudulent" } }),
  "4000000000002685": visa({ dispute: { kind: "chargeback", reason: "product_not_received" } }),
  "4000000000001976": visa({ dispute: { kind: "inquiry", reason: "fraudulent" } }),
  "4000000000007726": visa({ refund: "pending" }),
  "4000000000005126": visa({ refund: "fails_later" }),
  "4000000000010001": visa({ decline: declined("do_not_honor") }),
  "4000000000010019": visa({ decline: declined("card_not_supported", UNSUPPORTED) }),
  "4000000000010027": visa({ decline: declined("currency_not_supported", FOREIGN) }),
  "4000000000010035": visa({ decline: WRONG_NUMBER }),
  "4000000000010043": visa({ decline: declined("try_again_later") }),
  "4000000000010050": visa({ refusal: TOO_MANY_DECLINES }),
  "4000000000010068": visa({ decline: declined("pin_try_exceeded") }),
  // The simulator's own, too: behaves like a bank debit, for journeys with cards only.
  "4000000000000085": visa({ slow: "succeeds" }),
  "4000000000000093": visa({ slow: "stays" }),
  // And one that a rule of the merchant puts under review.
  // Mistakes of the customer and of providers, by the codes of docs.stripe.com/error-codes.
  "4000000000010084": visa({
    refusal: { code: "email_invalid", message: "The email address is invalid." },
  }),
  "4000000000010092": visa({
    refusal: { code: "postal_code_invalid", message: "The postal code provided was incorrect." },
  }),
  "4000000000010100": visa({
    refusal: {
      code: "payment_method_provider_timeout",
      message: "The payment method failed due to a timeout.",
    },
  }),
  "4000000000010118": visa({
    refusal: {
      code: "payment_intent_payment_attempt_expired",
      message: "The latest payment attempt for the PaymentIntent has expired.",
    },
  }),
  "4000000000010076": visa({ risk: "elevated", review: true }),
};

export const CARD_NAMES: Readonly<Record<string, string>> = {
  pm_card_visa: "4242424242424242",
  pm_card_visa_debit: "4000056655665556",
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_visa_chargeDeclinedLostCard: "4000000000009987",
  pm_card_visa_chargeDeclinedStolenCard: "4000000000009979",
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: "4000000000006975",
  pm_card_chargeDeclinedIncorrectCvc: "4000000000000127",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_chargeCustomerFail: "4000000000000341",
  pm_card_threeDSecure2Required: "4000000000003220",
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: "4000008260003178",
  pm_card_threeDSecureRequiredChargeDeclined: "4000008400001629",
  pm_card_radarBlock: "4100000000000019",
  pm_card_riskLevelElevated: "4000000000009235",
  pm_card_createDispute: "4000000000000259",
  pm_card_createDisputeProductNotReceived: "4000000000002685",
  pm_card_createDisputeInquiry: "4000000000001976",
  pm_card_pendingRefund: "4000000000007726",
  pm_card_refundFail: "4000000000005126",
};
