import { WITHDRAWAL_CONSENT } from "../../../domain/offer/consent.ts";

/** The operator's part of what a paying page must show; an empty text is not configured. */
export interface LegalFacts {
  readonly merchant: Readonly<Record<MerchantKey, string>>;
  /** Web addresses. */
  readonly links: Readonly<Record<LinkKey, string>>;
  /** What stands on the customer's statement, as the account at Stripe has it. */
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

/** The foot of every page: who sells, and where the conditions are. The language has the words. */
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

/** What stands beside the button of the step in which is paid. */
export interface PayLines {
  /** What the bank's statement will say; null: not configured. */
  readonly statement: string | null;
  readonly agreesTo: readonly LegalLink<"terms" | "refundPolicy">[];
  /** The wording to tick first, never ticked beforehand; null: the law asks for none. */
  readonly consent: typeof WITHDRAWAL_CONSENT | null;
}

export function payLines({ links, statementDescriptor, withdrawalConsent }: LegalFacts): PayLines {
  return {
    statement: statementDescriptor === "" ? null : statementDescriptor,
    agreesTo: linksOf(links, ["terms", "refundPolicy"]),
    consent: withdrawalConsent ? WITHDRAWAL_CONSENT : null,
  };
}

/** Only what a browser opens as a page: a configured `javascript:` is no link of ours. */
function linksOf<Key extends LinkKey>(
  links: LegalFacts["links"],
  keys: readonly Key[],
): LegalLink<Key>[] {
  return keys
    .map((key) => ({ key, href: links[key] }))
    .filter(({ href }) => /^https?:\/\//i.test(href));
}
