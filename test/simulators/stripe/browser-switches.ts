/** What goes wrong with Stripe.js in the browser, and what may be paid with there. */
export interface BrowserSwitches {
  /** How the script is served: 404, connection cut, not answered until released. */
  script: (typeof CHOICES.script)[number];
  /** Whether Elements get ready: `silent` waits until released, `error` says `loaderror`. */
  elements: (typeof CHOICES.elements)[number];
  /** How the publishable key is taken, whatever it is. */
  key: (typeof CHOICES.key)[number];
  /** Of the Express Checkout Element. None: it says that nothing is available. */
  wallets: readonly (typeof CHOICES.wallets)[number][];
  /** Of the Payment Element; each shown only where the currency fits. */
  methods: readonly (typeof CHOICES.methods)[number][];
}

const CHOICES = {
  script: ["ok", "missing", "blocked", "hang"],
  elements: ["ready", "silent", "error"],
  key: ["known", "unknown", "other_mode"],
  wallets: ["applePay", "googlePay", "link"],
  methods: ["card", "us_bank_account", "sepa_debit", "paypal"],
} as const;
const LISTS: readonly string[] = ["wallets", "methods"];

export function defaultSwitches(): BrowserSwitches {
  return {
    script: "ok",
    elements: "ready",
    key: "known",
    wallets: ["googlePay", "link"],
    methods: ["card"],
  };
}

/** Checks switches as JSON has them. Throws on a name or a value that there is not. */
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

/** The same from a query, lists with commas: `wallets=applePay,link&elements=silent`. */
export function switchesInQuery(query: string): Partial<BrowserSwitches> {
  const given = [...new URLSearchParams(query)].map(([name, value]) => {
    if (!LISTS.includes(name)) return [name, value];
    return [name, value === "" ? [] : value.split(",")];
  });
  return switchesIn(Object.fromEntries(given));
}
