import { ACCOUNT_NAMES, ACCOUNTS, type AccountType } from "./accounts.ts";
import { type Behaviour, CARD_NAMES, CARDS } from "./cards.ts";

export type MethodType = "card" | AccountType;
export type Wallet = "apple_pay" | "google_pay" | "link";

/** A card or an account, and how payments with it behave. */
export interface Means extends Behaviour {
  readonly type: MethodType;
  /** Cards only. */
  readonly brand?: string;
  readonly redirect?: true;
}
/** The payment method that the Payment Element, a wallet or a server passes to a confirmation. */
export interface Tender {
  /** The number of a card or an account, a key of `CARDS` or `ACCOUNTS`. */
  readonly number: string;
  readonly cvc: boolean;
  readonly wallet?: Wallet;
  readonly billing?: Billing;
  /** The address to which the customer comes back from the page of a method. */
  readonly returnUrl?: string;
}
export interface Billing {
  readonly name: string | null;
  readonly email: string | null;
  readonly country: string | null;
  readonly postalCode: string | null;
}

/** The number for the name of a test method, or for a number with spaces; null if unknown. */
export function numberOf(nameOrNumber: string): string | null {
  const named = CARD_NAMES[nameOrNumber] ?? ACCOUNT_NAMES[nameOrNumber];
  const number = named ?? nameOrNumber.replaceAll(" ", "");
  return number in CARDS || number in ACCOUNTS ? number : null;
}

export function meansOf(number: string): Means {
  const card = CARDS[number];
  if (card) return { type: "card", ...card };
  const account = ACCOUNTS[number];
  if (!account) throw new Error(`no test card and no test account: ${number}`);
  return account;
}
