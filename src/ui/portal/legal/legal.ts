import { WITHDRAWAL_CONSENT } from "../../../domain/offer/consent.ts";

/** The operator's part of what a paying page must show; an empty text: not configured. */
export interface LegalFacts {
  readonly merchant: Readonly<Record<MerchantKey, string>>;
  /** Web addresses. */
  readonly links: Readonly<Record<LinkKey, string>>;
  /** The text on the customer's bank statement, as configured at Stripe. */
  readonly statementDescriptor: string;
  readonly withdrawalConsent: boolean;
}
const MERCHANT_KEYS = ["name", "address", "number"] as const;
export type MerchantKey = (typeof MERCHANT_KEYS)[number];
const LINK_KEYS = ["terms", "refundPolicy", "privacy"] as const;
export type LinkKey = (typeof LINK_KEYS)[number];

export interface LegalLine<Key> {
  readonly key: Key;
  readonly value: string;
}
export interface LegalLink<Key> {
  readonly key: Key;
  readonly href: string;
}

/** The footer's facts: the merchant, and links to the conditions; the labels are messages. */
export function footerLines({ merchant, links }: LegalFacts): {
  readonly merchant: readonly LegalLine<MerchantKey>[];
  readonly links: readonly LegalLink<LinkKey>[];
} {
  return {
    merchant: MERCHANT_KEYS.map((key) => ({ key, value: merchant[key] })).filter(
      ({ value }) => value !== "",
    ),
    links: linksOf(links, LINK_KEYS),
  };
}

/** What stands beside the button of Pay. */
export interface PayLines {
  /** The text on the bank statement; null: not configured. */
  readonly statement: string | null;
  readonly agreesTo: readonly LegalLink<"terms" | "refundPolicy">[];
  /** The wording to consent to before paying; null: the operator need not ask for consent. */
  readonly consent: typeof WITHDRAWAL_CONSENT | null;
}

/** Those lines of the operator's facts. */
export function payLines({ links, statementDescriptor, withdrawalConsent }: LegalFacts): PayLines {
  return {
    statement: statementDescriptor === "" ? null : statementDescriptor,
    agreesTo: linksOf(links, ["terms", "refundPolicy"]),
    consent: withdrawalConsent ? WITHDRAWAL_CONSENT : null,
  };
}

/** Only web addresses become links: a configured `javascript:` address never does. */
function linksOf<Key extends LinkKey>(
  links: LegalFacts["links"],
  keys: readonly Key[],
): LegalLink<Key>[] {
  return keys
    .map((key) => ({ key, href: links[key] }))
    .filter(({ href }) => /^https?:\/\//i.test(href));
}
