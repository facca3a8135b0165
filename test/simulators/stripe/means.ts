import { ACCOUNT_NAMES, ACCOUNTS, type AccountType } from "./accounts.ts";
import { type Behaviour, CARD_NAMES, CARDS } from "./cards.ts";

export type MethodType = "card" | AccountType;
export type Wallet = "apple_pay" | "google_pay" | "link";

/** What somebody pays with: a card or an account, and what it does. */
export interface Means extends Behaviour {
  readonly type: MethodType;
  /** Of a card. */
  readonly brand?: string;
  readonly redirect?: true;
}
/** What the Payment Element, a wallet or a server hands over to pay with. */
export interface Tender {
  /** Of a card or an account, as in `CARDS` and `ACCOUNTS`. */
  readonly number: string;
  readonly cvc: boolean;
  readonly wallet?: Wallet;
  readonly billing?: Billing;
  /** Where the customer comes back to from somebody else's page. */
  readonly returnUrl?: string;
}
export interface Billing {
  readonly name: string | null;
  readonly email: string | null;
  readonly country: string | null;
  readonly postalCode: string | null;
}

/** The number behind a name of a test method or a number with spaces; null: unknown. */
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
