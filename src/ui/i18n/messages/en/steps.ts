/**
 * The texts that change with the slider, and those of the steps; the first script contains them.
 */

/** Words by the kind of service. */
export const kinds = {
  mobile_data: { title: "Mobile data", goods: "mobile data" },
  hotspot_dongle: { title: "Hotspot dongle", goods: "hotspot data" },
  fixed_wireless: { title: "Fixed wireless", goods: "home internet" },
} as const;

export const steps = {
  days: "Days",
  billing: "Billing",
  payment: "Payment",
  done: "Done",
} as const;

export const frame = {
  progress: "Progress",
  stepOf: (n: number) => `Step ${n} of 4: `,
  /** Two short texts as one. */
  pair: (one: string, other: string) => `${one}, ${other}`,
  endsIn: (last: string) => `ends in ${last}`,
  offline: "No connection. Your choice is kept, we go on when it is back.",
} as const;

export const days = {
  start: (time: string, zone: string, since: string) => `${time} ${zone}, ${since}`,
  addedTo: (days: string) => `added to your ${days}`,
  startsNow: "starts now",
  /** For a typed number, for which no date is shown before the payment. */
  plus: (days: string) => `+${days}`,
  later: "You see the new expiry date once it is paid.",
  spoken: (days: string, date: string) => `${days}, new expiry date ${date}`,
  breakdown: (days: string, unit: string) => `${days} × ${unit}, tax included`,
  volume: (days: string, unit: string, saved: string) => `${days} × ${unit}, you save ${saved}`,
  order: (days: string, label: string) => `${days} for ${label}`,
} as const;

export const pay = {
  terms: (price: string, days: string, goods: string) =>
    `${price} for ${days} of unlimited ${goods}`,
  until: (date: string, start: string) => `Until ${date}, ${start}. Tax included.`,
  taxed: "Tax included.",
  pay: (price: string) => `Pay ${price} now`,
} as const;
