import { RETURN_REASONS_EN } from "../../../../domain/refund/return-reasons/en.ts";

/** The page of a top-up. Success is told in the state `credited` alone (invariant 7). */
export const result = {
  added: "Paid and added",
  extended: "Your service has been extended.", // [literal], with the next one in one sentence
  newExpiry: "New expiry date:", // [literal]
  receiptSent: "Receipt sent to:", // [literal]
  receiptOnWay: "Your receipt is on its way.",
  receiptLost: (email: string) =>
    `Your receipt did not reach ${email}. Write down the transaction ID.`,
  receiptUnsure: (email: string) =>
    `Perhaps your receipt did not reach ${email}. Write down the transaction ID.`,
  remind: "Remind me before it ends",
  transaction: "Transaction ID:", // [literal]
  failed: "Topup Failed. Refunding payment…", // [literal]
  refunded: "We were unable to complete your top-up. Your payment has been refunded.", // [literal]
  /** In the place of these two, when the customer requested the refund. */
  refundingAsked: "Refunding your payment, as you asked…",
  refundedAsked: "Your payment has been refunded, as you asked.",
  error: (reason: string) => `Error: ${reason}`, // [literal]
  tryOrSupport: "Please try again or contact support.", // [literal]
  notPaid: "Not paid yet",
  nothingYet: "Nothing was charged.",
  /** While Stripe may know more: says nothing about a charge. */
  unknownYet: "Not paid yet, as far as we know.",
  unfinishedYet: "Not finished yet",
  unfinished: (days: string, price: string) => `${days} for ${price} are waiting for your payment.`,
  continuePaying: "Continue to payment",
  paying: "Payment sent",
  asking: "We are asking for the answer of your bank. Nothing is charged twice.",
  cancelling: "Being cancelled",
  cancellingWhy: "If your bank says that it was paid after all, we add your days.",
  ended: "Ended without a payment",
  startNew: "Start a new top-up",
  approval: "We look at this top-up first.",
  approvalWhy: "You pay after we have agreed. Nothing was charged.",
  review: "Paid, being checked",
  reviewTitle: "We check this payment first.",
  reviewBy: (when: string) => `You hear from us by ${when}.`,
  reviewWhy: (price: string) => `If we say no, you get ${price} back.`,
  bank: "Waiting for your bank",
  bankSends: (price: string) => `Your bank is still sending ${price}.`,
  bankUntil: (date: string) => `That takes until about ${date}.`,
  bankNot: "If it does not arrive, nothing is charged and no days are added.",
  bankWhy: (email: string) => `We add your days the moment it arrives and write to ${email}.`,
  /** The next three: the payer has no address, or none any more. */
  bankWhyOnly: "We add your days the moment it arrives.",
  mayCloseOnly: "You may close this page. We go on without it.",
  personOnly: "A person is on it.",
  working: "Paid, not added yet",
  adding: (days: string) => `We are adding your ${days}.`,
  mayClose: (email: string) =>
    `You may close this page. We go on without it and write to ${email}.`,
  received: (price: string) => `${price} received`,
  addingFact: (days: string) => `Adding ${days}`,
  usually: "Usually 5 seconds.",
  nowTakes: (elapsed: string) => `Now ${elapsed}.`,
  slow: (elapsed: string) => `Now ${elapsed}: the network answers slowly.`,
  toCome: "New expiry date",
  backBy: (time: string, price: string) =>
    `If it is not done by ${time}, you get ${price} back, automatically.`,
  backElse: (price: string) => `If it cannot be done, you get ${price} back, automatically.`,
  refundMe: "Refund me instead",
  refundQuestion: (price: string, days: string) => `Get ${price} back instead of ${days}?`,
  keepWaiting: "Keep waiting",
  requestingRefund: "Asking for your money back…",
  refundUnsure:
    "We do not know whether we were asked. Asking again is safe: nothing is paid back twice.",
  addedInstead: "Your days were added, so nothing was paid back.",
  addingInstead: "Your days are being added already, so nothing is paid back now.",
  offline: "No connection. We go on without this page.",
  resolving: (days: string) => `We are checking whether your ${days} were added.`,
  beingRefunded: "Not added, money on its way back",
  allBack: (price: string, to: string) =>
    `All ${price} goes back to ${to}. You do not need to do anything.`,
  takenBack: "Being taken back",
  reversing: (days: string) => `We are taking back ${days}.`,
  notAdded: (days: string) => `${days} not added`,
  askedFor: "Refund asked for",
  askedAt: (time: string) => `${time}. The bank confirms, usually in seconds.`,
  firstMakeSure: "First we make sure that the days cannot be added any more.",
  onCard: (price: string) => `${price} on your card`,
  onAccount: (price: string) => `${price} on your account`,
  bankDays: "5 to 10 working days, it depends on your bank",
  inFull: "Refunded in full",
  refundedFact: "Refunded",
  to: (price: string, method: string) => `${price} to ${method}`,
  reference: "Refund reference",
  onYourCard: "On your card",
  onYourAccount: "On your account",
  refundFailed: "Refund not taken yet",
  bankRefused: (price: string) => `Your bank did not take the refund of ${price}.`,
  person: (email: string) => `A person is on it and writes to ${email}.`,
  personBy: (email: string, when: string) => `A person is on it and writes to ${email} by ${when}.`,
  tomorrow: (time: string) => `tomorrow, ${time}`,
  willGet: "You will get your money.",
  keepOrBack: "You keep the days or get your money back.",
  parked: "A person is looking at it",
  parkedTitle: "We do not know yet whether your days were added.",
  leftLegend: (days: string) => `${days} left`,
  addedLegend: (days: string) => `${days} added`,
  pendingLegend: (days: string) => `${days} on the way`,
  paid: "Paid",
  time: "Time",
  service: "Service",
  card: "your card",
  bankAccount: "your bank account",
  account: "your account",
  tryAgain: "Try again",
} as const;

/** For all pages that show a top-up or sell one. */
export const common = {
  go: "Continue",
  support: "Contact support",
  weeks: "One mark is a week.",
} as const;

/** The sentence after "Error:" on the page of a refunded top-up, by the reason of the refund. */
export const returnReasons = {
  ...RETURN_REASONS_EN,
  customer: "Refunded at your request",
  /** For a reason without a message of its own. */
  unnamed: "Your days could not be added",
} as const;
