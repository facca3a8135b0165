/**
 * Money is an integer in Stripe's minor units together with its currency (invariant 8). The table
 * of exponents is ours, because Stripe differs from `Intl` for ISK, UGX, HUF and TWD (source:
 * docs.stripe.com/currencies).
 */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}
/** Lower-case ISO 4217 code, as Stripe writes it. */
export type Currency = string;

interface CurrencyRule {
  /** How many decimals the currency has at Stripe. */
  readonly exponent: 0 | 2 | 3;
  /** An amount in minor units must be divisible by this. */
  readonly step: number;
}

const ZERO = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ");
const THREE = "bhd jod kwd omr tnd".split(" ");
/** Stripe takes these with two decimals, which must be 00. */
const WHOLE_UNITS = "isk ugx".split(" ");

/** The exponent and the step of a currency. Throws when the code is not three characters a to z. */
export function currencyRule(currency: Currency): CurrencyRule {
  if (!/^[a-z]{3}$/.test(currency)) throw new Error(`not a currency code: ${currency}`);
  if (ZERO.includes(currency)) return { exponent: 0, step: 1 };
  if (THREE.includes(currency)) return { exponent: 3, step: 10 };
  if (WHOLE_UNITS.includes(currency)) return { exponent: 2, step: 100 };
  return { exponent: 2, step: 1 };
}

/** An amount. Throws when `minor` is not a whole, safe, non-negative number. */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor) || minor < 0) throw new Error(`not an amount: ${minor}`);
  currencyRule(currency);
  return { minor, currency };
}

/** Whether a price is above a limit; a price in another currency counts as above. */
export function isAbove(price: Money, limit: Money): boolean {
  return price.currency !== limit.currency || price.minor > limit.minor;
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}

/**
 * Reads a decimal text ("70.00") as minor units without a float. Null: no number, negative, or
 * more decimals than the currency has.
 */
export function parseDecimal(text: string, currency: Currency): Money | null {
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (!match) return null;
  const { exponent } = currencyRule(currency);
  const fraction = match[2] ?? "";
  if (/[1-9]/.test(fraction.slice(exponent))) return null;
  const minor = Number(`${match[1]}${fraction.slice(0, exponent).padEnd(exponent, "0")}`);
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}

/**
 * Reads the text of a number that another program calculated as a binary float: 3 × 10.1 is
 * "30.299999999999997" there and means 30.30. A text of 15 to 17 significant digits, which is how
 * such programs write one, is taken for the minor units next to it if it differs by less than a
 * millionth of one; any other text is read by `parseDecimal`. No float is made. Null as there.
 */
export function parseFloatSum(text: string, currency: Currency): Money | null {
  const exact = parseDecimal(text, currency);
  if (exact !== null) return exact;
  const match = /^(\d{1,12})\.(\d{7,17})$/.exec(text.trim());
  const [, whole = "", fraction = ""] = match ?? [];
  const significant = `${whole}${fraction}`.replace(/^0+/, "").length;
  if (match === null || significant < 15 || significant > 17) return null;
  const { exponent } = currencyRule(currency);
  const rest = fraction.slice(exponent);
  const minor = Number(`${whole}${fraction.slice(0, exponent)}`);
  const isNext = rest.startsWith("999999");
  if (!(isNext || rest.startsWith("000000")) || !Number.isSafeInteger(minor)) return null;
  return { minor: isNext ? minor + 1 : minor, currency };
}

/** "70.00" for 7000 usd; "70" for 70 jpy. For APIs and the ledger, not for people. */
export function toDecimal({ minor, currency }: Money): string {
  const { exponent } = currencyRule(currency);
  if (exponent === 0) return String(minor);
  const digits = String(minor).padStart(exponent + 1, "0");
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
