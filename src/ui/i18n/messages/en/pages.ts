/** Messages that only the server writes, except the groups that a script names. */

export const page = {
  skip: "Skip to the content",
  test: "Test mode. No real money moves. Use card 4242\u00a04242\u00a04242\u00a04242.",
  another: "Another device",
  again: "Try again",
} as const;

/** For the small window in which a phone signs in to a Wi-Fi network. */
export const signInWindow = {
  bold: "This small window often blocks payment.",
  help: "Open the page in your browser.",
  address: "Address of this page",
  copy: "Copy the address",
  copied: "Copied",
  scan: "or scan this with another phone",
  picture: "QR code of this page",
} as const;

/** The footer of every page. */
export const legal = {
  terms: "Terms",
  refundPolicy: "Refunds",
  privacy: "Privacy",
} as const;

export const balance = {
  left: (days: string, date: string) => `${days} left, until ${date}`,
  endsToday: (time: string) => `Ends today at ${time}`,
  ended: (date: string) => `Ended ${date}`,
  nothing: "No days left",
  unlimited: "No end date",
  flat: "Unlimited data.",
  readAt: (time: string) => `Read at ${time}.`,
  again: "Read again",
  active: "Active",
  suspended: "Suspended",
  closed: "Closed",
  over: "Ended",
  notReadable: "Not readable",
  hidden: "We show no balance for a typed number.",
  reading: "Reading your balance…",
  /** For a typed number, for which no balance is shown. */
  finding: "Looking up the service…",
  slow: "Still reading. The network is slow.",
} as const;

export const daysPanel = {
  newExpiry: "New expiry date",
  youAdd: "What you add",
  toAdd: "Days to add",
  less: "One day less",
  more: "One day more",
  showPrice: "Show price",
  rule: {
    exact: "Days start when your present ones end. Each is 24 hours.",
    end_of_day: "Days start when your present ones end. The last one ends at 23:59.",
  },
  /** The same where no days are left, so that new ones start now. */
  ruleFromNow: {
    exact: "Each day is 24 hours.",
    end_of_day: "The last day ends at 23:59.",
  },
  limit: (days: string, date: string) => `You can add ${days} now. More is possible from ${date}.`,
  pendingDays: (days: string) => `Not counted yet: ${days} on the way.`,
  change: "Change",
} as const;

export const openTopUps = {
  /** It may have been paid this very moment, so a charge is neither named nor denied. */
  open: (days: string) => `A top-up of ${days} is not paid yet as far as we know.`,
  unpaid: (days: string) => `A top-up of ${days} is not paid yet.`,
  notYet: "Nothing was charged for it yet.",
  bank: (price: string, days: string) => `Your bank is still sending ${price} for ${days}.`,
  received: (price: string, days: string) => `We have received ${price} for ${days}.`,
  inReview: "A person is looking at it.",
  back: (price: string, days: string) => `${price} for ${days} is being paid back.`,
  seeIt: "See that top-up",
} as const;

export const noSale = {
  unreadable: "We cannot read your balance right now.",
  lastRead: (when: string, time: string, date: string) =>
    `Last read ${when} at ${time}: until ${date}.`,
  today: "today",
  cannotPay: {
    bold: "You cannot pay until we can read it.",
    help: "That way you never pay for days that we cannot add.",
  },
  full: (date: string) => `You cannot add days now. More is possible from ${date}.`,
  closed: "This service is closed, so days cannot be added.",
  service_suspended: "This service is suspended, so days cannot be added.",
  service_sales_blocked: "Days cannot be added right now.",
  nothing_to_sell: "Your service has no end, so there is nothing to add.",
  notCharged: "Nothing was charged for this new top-up.",
  kept: "Your choice is kept",
  nextTry: "Next try",
  inSeconds: (seconds: string) => `in ${seconds}`,
  tryNow: "Try again now",
  still: "Still not working after a few minutes? ",
  same: ", we see the same on our side.",
} as const;

export const identify = {
  title: "Which device is it for?",
  lead: "We cannot tell from this connection.",
  severalTitle: "Which one is it for?",
  severalLead: "More than one device uses this connection, and we do not guess.",
  notCharged: "Nothing is charged until you have seen that it is yours.",
  scan: "Scan the QR code on it",
  point: "Point your camera at the label. It brings you back here.",
  orType: "or type its number",
  number: "Phone number or IMSI",
  numberHint:
    "The IMSI has 15 digits. It is on the SIM card holder and on the label of the device.",
  find: "Find my service",
  noNumber: "Write the number.",
  oddNumber: "Write 8 to 15 digits. A phone number begins with its country code.",
  nationalNumber: "Begin with + and the country code, for example +61 412 345 678.",
  notFound: "We found no service with this number. Check the digits, or scan the QR code.",
  notFoundNational:
    "We found no service with this number. Write it with + and the country code, or scan the QR code.",
  tooMany: (when: string) => `Too many tries. Try again ${when}, or scan the QR code.`,
  wifi: "On the device’s own Wi-Fi? ",
  again: "Look again",
  wifiEnd: ", we may find it by itself.",
  linkTitle: "This QR code is no longer valid.",
  linkLead: "Use the newest one. Nothing was charged.",
  linkOrType: "Use the newest one, or type the number. Nothing was charged.",
} as const;

/** Words of a button while its request is running. */
export const busy = {
  finding: "Looking for your service…",
} as const;

/** A link or typed number has found a device; the customer confirms that it is the right one. */
export const confirm = {
  title: "Is this your device?",
  yes: "Yes, add days",
  no: "No, choose another",
} as const;

/** The entry for the calendar of the customer's device. */
export const reminder = {
  summary: (label: string) => `${label}: your days end`,
  add: (address: string) => `Add days before that: ${address}`,
} as const;
