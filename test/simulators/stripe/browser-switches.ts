/** Faults of Stripe.js in the browser, and the payment methods there. */
export interface BrowserSwitches {
  /** How the script is served: as it is, 404, connection cut, or not answered until released. */
  script: (typeof CHOICES.script)[number];
  /** Whether Elements get ready: `silent` waits until released, `error` emits `loaderror`. */
  elements: (typeof CHOICES.elements)[number];
  /** How the publishable key is judged, whatever it is. */
  key: (typeof CHOICES.key)[number];
  /** Wallets of the Express Checkout Element; empty: it reports that none is available. */
  wallets: readonly (typeof CHOICES.wallets)[number][];
  /** Where Link's sheet lives: with the card form, or at Link's own host as with real Stripe.js. */
  link: (typeof CHOICES.link)[number];
  /** Where the frame of 3-D Secure lives: with the card form, or at the host of real Stripe.js. */
  bank: (typeof CHOICES.bank)[number];
  /** Methods of the Payment Element; each is shown only for its currencies. */
  methods: readonly (typeof CHOICES.methods)[number][];
}

const CHOICES = {
  script: ["ok", "missing", "blocked", "hang"],
  elements: ["ready", "silent", "error"],
  key: ["known", "unknown", "other_mode"],
  wallets: ["applePay", "googlePay", "link"],
  link: ["here", "checkout.link.com"],
  bank: ["here", "hooks.stripe.com"],
  methods: ["card", "us_bank_account", "sepa_debit", "paypal"],
} as const;
const LISTS: readonly string[] = ["wallets", "methods"];

export function defaultSwitches(): BrowserSwitches {
  return {
    script: "ok",
    elements: "ready",
    key: "known",
    wallets: ["googlePay", "link"],
    link: "here",
    bank: "here",
    methods: ["card"],
  };
}

/** Checks switches in JSON. Throws on an unknown name or value. */
export function switchesIn(given: Readonly<Record<string, unknown>>): Partial<BrowserSwitches> {
  for (const [name, value] of Object.entries(given)) {
    const choices: readonly unknown[] | undefined = CHOICES[name as keyof typeof CHOICES];
    if (!choices) throw new Error(`no such switch: ${name}`);
    const values = LISTS.includes(name) ? value : [value];
    if (!Array.isArray(values) || !values.every((each) => choices.includes(each))) {
      throw new Error(`${name} is of: ${choices.join(", ")}`);
    }
  }
  return given;
}

/** Reads switches from a query, lists with commas: `wallets=applePay,link&elements=silent`. */
export function switchesInQuery(query: string): Partial<BrowserSwitches> {
  const given = [...new URLSearchParams(query)].map(([name, value]) => {
    if (!LISTS.includes(name)) return [name, value];
    return [name, value === "" ? [] : value.split(",")];
  });
  return switchesIn(Object.fromEntries(given));
}
