import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";

const WHY = {
  funds: m.declined_why_funds,
  expired: m.declined_why_expired,
  code: m.declined_why_code,
  number: m.declined_why_number,
  none: m.declined_why_none,
  cannot: m.declined_why_cannot,
  notYou: m.declined_why_notYou,
  address: m.declined_why_address,
  again: m.declined_why_again,
} as const;
export type DeclineFamily = keyof typeof WHY;

/**
 * Decline codes by what the customer can do about them (docs.stripe.com/declines/codes). The codes
 * for lost and stolen cards and for fraud are left out on purpose: they get no reason.
 */
const FAMILIES: Readonly<Record<Exclude<DeclineFamily, "none">, string>> = {
  funds:
    "insufficient_funds withdrawal_count_limit_exceeded amount_too_large " +
    "card_velocity_exceeded",
  expired: "expired_card invalid_expiry_year invalid_expiry_month",
  code: "incorrect_cvc invalid_cvc",
  number: "incorrect_number invalid_number invalid_account",
  cannot:
    "card_not_supported currency_not_supported transaction_not_allowed not_permitted " +
    "service_not_allowed restricted_card invalid_amount testmode_decline live_mode_test_card " +
    "test_mode_live_card pin_try_exceeded card_decline_rate_limit_exceeded",
  notYou:
    "authentication_required payment_intent_authentication_failure " +
    "authentication_not_handled setup_intent_authentication_failure offline_pin_required",
  address: "incorrect_zip incorrect_postal_code incorrect_address",
  again:
    "processing_error issuer_not_available try_again_later reenter_transaction approve_with_id",
};

/** "none" for a code of no family, and for no code. */
export function declineFamily(code: string | null): DeclineFamily {
  if (code === null) return "none";
  for (const [family, codes] of Object.entries(FAMILIES)) {
    if (codes.split(" ").includes(code)) return family as DeclineFamily;
  }
  return "none";
}

/** A failed 3-D Secure is no decline: the bank was not sure who pays, and may take the next try. */
export const declineTitle = (lang: Lang, code: string | null): string =>
  declineFamily(code) === "notYou" ? m.declined_notConfirmed(lang) : m.declined_bold(lang);

/** The sentence below "Your bank declined this card. Nothing was charged." */
export const declineWords = (lang: Lang, code: string | null): string =>
  WHY[declineFamily(code)](lang);
