/**
 * Every sentence of the portal, for the server and for the script. English only so far. Order and
 * tone: what happened, what it means for the money, what to do. Sentences that customers or tests
 * quote literally are marked [literal]; they come from the product's requirements.
 */

/** The wording follows the kind of service. */
export const KINDS = {
  mobile_data: { title: "Mobile data", goods: "mobile data" },
  hotspot_dongle: { title: "Hotspot dongle", goods: "hotspot data" },
  fixed_wireless: { title: "Fixed wireless", goods: "home internet" },
} as const;
export type Kind = keyof typeof KINDS;
export const kindOf = (kind: string): (typeof KINDS)[Kind] =>
  kind in KINDS ? KINDS[kind as Kind] : KINDS.mobile_data;

export const STEPS = {
  days: "Days",
  billing: "Billing",
  payment: "Payment",
  done: "Done",
} as const;
export type Step = keyof typeof STEPS;
export const STEP_ORDER: readonly Step[] = ["days", "billing", "payment", "done"];

export const FRAME = {
  skip: "Skip to the content",
  progress: "Progress",
  stepOf: (n: number) => `Step ${n} of 4: `,
  test: "Test mode. No real money moves. Use card 4242 4242 4242 4242.",
  support: "Contact support",
} as const;

export const BALANCE = {
  left: (days: string, date: string) => `${days} left, until ${date}`,
  endsToday: (time: string) => `Ends today at ${time}`,
  ended: (date: string) => `Ended ${date}`,
  nothing: "No days left",
  unlimited: "No end date",
  readAt: (time: string) => `Read at ${time}.`,
  again: "Read again",
  endsIn: (last: string) => `ends in ${last}`,
  active: "Active",
  suspended: "Suspended",
  closed: "Closed",
  over: "Ended",
  notReadable: "Not readable",
  isItYours: "Is this your device?",
  another: "No, choose another",
} as const;

export const DAYS = {
  newExpiry: "New expiry date",
  addedTo: (days: string) => `added to your ${days}`,
  startsNow: "starts now",
  toAdd: "Days to add",
  less: "One day less",
  more: "One day more",
  showPrice: "Show price",
  spoken: (days: string, date: string) => `${days}, new expiry date ${date}`,
  breakdown: (days: string, unit: string) => `${days} × ${unit}, tax included`,
  volume: (days: string, unit: string, saved: string) => `${days} × ${unit}, you save ${saved}`,
  rule: {
    exact: "Days start when your present ones end. Each is 24 hours.",
    end_of_day: "Days start when your present ones end. The last one ends at 23:59.",
  },
  horizon: (days: string, date: string) =>
    `You can add ${days} now. More is possible from ${date}.`,
  order: (days: string, label: string) => `${days} for ${label}`,
  change: "Change",
  fewer: "Choose fewer days",
  go: "Continue",
} as const;

export const BILLING = {
  why: "For your invoice and receipt, and to pay you back if something fails. No account is made.",
  first_name: "First name",
  last_name: "Last name",
  email: "Email address",
  receiptHere: "Your receipt goes here.",
  kept: "Kept on this device until you have paid.",
  noFirst: "Write your first name.",
  noLast: "Write your last name.",
  noEmail: "Write your email address.",
  noAt: "The @ is missing.",
  noEnding: "The ending is missing, for example .com",
  odd: "Check the email address.",
  tooLong: "This is too long.",
} as const;

export const PAY = {
  terms: (price: string, days: string, goods: string) => `${price} for ${days} of ${goods}`,
  until: (date: string, time: string) => `Until ${date}, ${time}. Tax included.`,
  pay: (price: string) => `Pay ${price} now`,
  paying: (price: string) => `Paying ${price}…`,
  bank: "Your bank wants to check that it is you.",
  promise: "If we cannot add your days, you get all of it back, automatically.",
  noScript: "Paying needs JavaScript. Switch it on, or open this page in another browser.",
  loading: "Loading the card form…",
} as const;

/** Sentences that appear as a notice: a bold one, and a line of help. */
export const NOTICES = {
  unavailable: {
    bold: "Payment system unavailable",
    help: "The card form did not load. Nothing was charged, and what you typed is kept.",
  },
  wifi:
    "On a hotel or airport Wi-Fi, open this page in your browser. " +
    "The small sign-in window often blocks payment.",
  offline: "No connection. Your choice is kept, we go on when it is back.",
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
  running: "A top-up of this service is not finished yet.",
  seeIt: "See that top-up",
  retry: "Try again",
} as const;

export const NO_SALE = {
  unreadable: "We cannot read your balance right now.",
  lastRead: (when: string, time: string, date: string) =>
    `Last read ${when} at ${time}: until ${date}.`,
  today: "today",
  cannotPay: {
    bold: "You cannot pay until we can read it.",
    help: "That way you never pay for days that we cannot add. Nothing was charged.",
  },
  nextTry: "Next try",
  inSeconds: (seconds: string) => `in ${seconds}`,
  tryNow: "Try again now",
  still: "Still not working after a few minutes? ",
  same: ", we see the same on our side.",
} as const;

export const UNKNOWN = {
  title: "Which device is it for?",
  lead:
    "We cannot tell from this connection. " +
    "Nothing is charged until you have seen that it is yours.",
  scan: "Scan the QR code on it",
  point: "Point your camera at the label. It brings you back here.",
  wifi: "On the device’s own Wi-Fi? ",
  again: "Look again",
  wifiEnd: ", we may find it by itself.",
  linkTitle: "This QR code is no longer valid.",
  linkLead: "Use the newest one. Nothing was charged.",
} as const;

export const DECLINED = {
  bold: "Your bank declined this card. Nothing was charged.",
  funds: "There is not enough money on it. Use another card, or choose fewer days.",
  expired: "The card has expired.",
  code: "The security code is wrong.",
  number: "The card number is wrong.",
  none: "Your bank gave no reason. Use another card, or call your bank.",
  cannot: "This card cannot pay here. Use another one.",
  notYou: "Your bank could not confirm that it is you. Try again.",
  left: "You left the check of your bank. Nothing was charged.",
  again: "The bank could not be asked. Try again.",
  tooMany: "Too many tries with cards. Try again later, or contact support.",
} as const;
export type DeclineFamily = Exclude<keyof typeof DECLINED, "bold" | "left">;

/** The result of a top-up, state by state. Success is worded by the state of the top-up alone. */
export const RESULT = {
  added: "Paid and added",
  extended: "Your service has been extended.", // [literal], with the next one in one sentence
  newExpiry: "New expiry date:", // [literal]
  receiptSent: "Receipt sent to:", // [literal]
  receiptOnWay: "Your receipt is on its way.",
  transaction: "Transaction ID:", // [literal]
  failed: "Topup Failed. Refunding payment…", // [literal]
  refunded: "We were unable to complete your top-up. Your payment has been refunded.", // [literal]
  error: (reason: string) => `Error: ${reason}`, // [literal]
  tryOrSupport: "Please try again or contact support.", // [literal]
  notPaid: "Not paid yet",
  nothingYet: "Nothing was charged.",
  unfinished: (days: string, price: string) => `${days} for ${price} are waiting for your payment.`,
  continuePaying: "Continue to payment",
  paying: "Payment sent",
  asking: "We are asking for the answer of your bank. You may close this page.",
  cancelling: "Being cancelled",
  cancellingWhy: "If your bank says that it was paid after all, we add your days.",
  ended: "Ended without a payment",
  startNew: "Start a new top-up",
  approval: "We look at this top-up first.",
  approvalWhy: "You pay after we have agreed. Nothing was charged.",
  review: "Paid, being checked",
  reviewTitle: "We check this payment first.",
  reviewWhy: (price: string) => `If we say no, you get ${price} back.`,
  bank: "Waiting for your bank",
  bankSends: (price: string) => `Your bank is still sending ${price}.`,
  bankWhy: (email: string) => `We add your days the moment it arrives and write to ${email}.`,
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
  closing: (days: string) => `We are checking whether your ${days} were added.`,
  onWayBack: "Not added, money on its way back",
  allBack: (price: string, to: string) =>
    `All ${price} goes back to ${to}. You do not need to do anything.`,
  takenBack: "Being taken back",
  reversing: (days: string) => `We are taking back ${days}.`,
  notAdded: (days: string) => `${days} not added`,
  askedFor: "Refund asked for",
  askedWhy: "The bank confirms, usually in seconds.",
  firstMakeSure: "First we make sure that the days cannot be added any more.",
  onCard: (price: string) => `${price} on your card`,
  bankDays: "5 to 10 working days, it depends on your bank",
  inFull: "Refunded in full",
  refundedFact: "Refunded",
  to: (price: string, method: string) => `${price} to ${method}`,
  reference: "Refund reference",
  onYourCard: "On your card",
  refundFailed: "Refund not taken yet",
  bankRefused: (price: string) => `Your bank did not take the refund of ${price}.`,
  person: (email: string) => `A person is on it and writes to ${email}. You will get your money.`,
  parked: "A person is looking at it",
  parkedTitle: "We do not know yet whether your days were added.",
  leftLegend: (days: string) => `${days} left`,
  addedLegend: (days: string) => `${days} added`,
  wayLegend: (days: string) => `${days} on the way`,
  weeks: "One mark is a week.",
  paid: "Paid",
  time: "Time",
  service: "Service",
  card: "your card",
  tryAgain: "Try again",
} as const;

/** "Error: …" after money went back, by the reason that the top-up carries. */
export const RETURN_REASONS: Readonly<Record<string, string>> = {
  ocs_silent: "Unable to connect to billing system",
  no_account: "No account for this service in the billing system",
  account_disabled: "The account of this service is switched off",
  nothing_to_sell: "Your service has no end, so there was nothing to add",
  waited_too_long: "It took too long to add your days",
  not_delivered: "The billing system did not add your days",
  wrong_amount: "Payment intent amount does not match",
  service_closed: "This service is closed",
  customer: "Refunded at your request",
  money_back: "The payment was returned",
  operator: "Refunded by our support",
  review: "We could not accept this payment",
  parked_too_long: "We could not find out whether your days were added",
};
export const NO_REASON = "Your days could not be added";
