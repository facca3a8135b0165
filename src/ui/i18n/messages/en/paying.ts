/** Billing and paying, up to the answer of the bank; the second script contains them. */
import type { Plural } from "../../language/plural.ts";

export const billing = {
  why: "For your invoice and receipt, and to pay you back if something fails. No account is made.",
  first_name: "First name",
  last_name: "Last name",
  email: "Email address",
  receiptHere: "Your receipt goes here.",
  kept: "Kept on this device until you have paid.",
  opening: "Opening the form…",
} as const;

/** Mistakes in the fields of billing. */
export const mistakes = {
  noFirst: "Write your first name.",
  noLast: "Write your last name.",
  noEmail: "Write your email address.",
  noAt: "The @ is missing.",
  noEnding: "The ending is missing, for example .com",
  odd: "Check the email address.",
  tooLong: "This is too long.",
  refused: "Check what is written here.",
  /** A question, as the address may well be right. */
  didYouMean: (email: string) => `Did you mean ${email}?`,
} as const;

export const paymentPanel = {
  promise: "If we cannot add your days, you get all of it back, automatically.",
  noScript: "Paying needs JavaScript. Switch it on, or open this page in another browser.",
  loading: "Loading the card form…",
  orByCard: "or pay by card",
  statement: "On your statement:",
  agreeBoth: (terms: string, refunds: string) =>
    `By paying you agree to the ${terms} and the ${refunds}.`,
  agreeOne: (what: string) => `By paying you agree to the ${what}.`,
  terms: "terms",
  refundPolicy: "refund policy",
  /** By the name of the wording (domain/offer/consent.ts). */
  consents: {
    "withdrawal-1":
      "Start now. I know that I can withdraw within 14 days and then pay for the days used.",
  },
} as const;

export const paying = {
  paying: (price: string) => `Paying ${price}…`,
  bank: "Your bank wants to check that it is you.",
  fewer: "Choose fewer days",
} as const;

const AGAIN: Plural = {
  one: "Pay {price} again for {n} more day",
  other: "Pay {price} again for {n} more days",
};
/** The service was paid for minutes ago; the customer must confirm another payment (row P10). */
export const recent = {
  paid: (ago: string) => `You already paid ${ago}.`,
  /** In the place of "2 minutes ago". */
  justNow: "less than a minute ago",
  what: (days: string, price: string) => `${days}, ${price}.`,
  whatAndId: (days: string, price: string, id: string) => `${days}, ${price}, ${id}.`,
  already: (date: string) => `Your expiry date is already ${date}.`,
  coming: "These days are being added.",
  seeIt: "See that top-up",
  again: AGAIN,
} as const;

/** Banners above the card form: a bold sentence and a line of help. */
export const banners = {
  notSent: {
    bold: "Not sent: there is no connection. Nothing was charged.",
    help: "Press the button again when it is back.",
  },
  /** The same when the outcome of the press before it is unknown. */
  pressNotSent: {
    bold: "This press was not sent: there is no connection.",
    help: "Nothing is charged twice: press the button again when it is back.",
  },
  lost: {
    bold: "No answer from us yet.",
    help: "Nothing is charged twice: press the button again and the same payment goes on.",
  },
  unanswered: {
    bold: "No answer from the payment system.",
    help: "Nothing is charged twice: press the button again and the same payment goes on.",
  },
  wrongAmount: {
    bold: "Payment intent amount does not match",
    help: "The amount is not the price you saw. Nothing was charged.",
  },
  ended: {
    bold: "That try has ended without a payment. Nothing was charged.",
    help: "Perhaps the page is open twice. Press the button again to start a new top-up.",
  },
  priceChanged: (now: string, was: string) =>
    `The price is now ${now}, it was ${was}. Nothing was charged.`,
  continueWith: (now: string) => `Continue with ${now}`,
  backToDays: "Back to days",
  /** A wallet's sheet opens only directly after a press. */
  pressWallet: {
    bold: "Now press the button of your wallet again.",
    help: "Nothing was charged yet.",
  },
  noSheet: "Nothing was charged.",
  noSheetAgain: "Nothing more was charged.",
} as const;

/** A decline (`bold`), and by its family what the customer can do about it (`why`). */
export const declined = {
  bold: "Your bank declined this card. Nothing was charged.",
  left: "You left the check of your bank. Nothing was charged.",
  why: {
    funds: "There is not enough money on it. Use another card, or choose fewer days.",
    expired: "The card has expired.",
    code: "The security code is wrong.",
    number: "The card number is wrong.",
    none: "Your bank gave no reason. Use another card, or call your bank.",
    cannot: "This card cannot pay here. Use another one.",
    notYou: "Your bank could not confirm that it is you. Try again.",
    again: "The bank could not be asked. Try again.",
  },
  tooMany: "Too many tries with cards. Nothing was charged.",
  tryAt: (when: string) => `Try again at ${when}, or contact support.`,
  onDay: (time: string, date: string) => `${time} on ${date}`,
} as const;

/** Stripe's card form or our own script failed to load. */
export const unavailable = {
  bold: "Payment system unavailable",
  help: "The card form did not load. Nothing was charged, and what you typed is kept.",
  retry: "Try again",
  wifi:
    "On a hotel or airport Wi-Fi, open this page in your browser. " +
    "The small sign-in window often blocks payment.",
} as const;
