import type { WITHDRAWAL_CONSENT } from "../../../../domain/offer/consent.ts";
import type { ReturnReason } from "../../../../domain/top-up/top-up.ts";

/**
 * Every sentence of the emails in one language; one that is missing is a type error. Numbers,
 * dates and amounts come formatted.
 */
export interface EmailWords {
  /** As `Intl` knows it; calendar and digits are ours everywhere, so that dates agree. */
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  readonly salutation: (name: string) => string;
  readonly salutationUnnamed: string;
  readonly days: PluralForms;
  /** The zone where days end: its town, and what `Intl` calls it. */
  readonly zone: (town: string, generic: string) => string;
  readonly confirmation: {
    readonly subject: (days: string, service: string) => string;
    /** With the date after it. */
    readonly extended: string;
  };
  readonly refund: {
    readonly subjectOnItsWay: (service: string) => string;
    readonly subjectDone: (service: string) => string;
    readonly unable: string;
    /** Instead of `unable`, when the customer asked for the refund. */
    readonly asked: string;
    readonly onItsWay: (amount: string) => string;
    readonly done: string;
    readonly error: (reason: string) => string;
    readonly tryAgain: string;
    readonly reasons: Readonly<Record<Exclude<ReturnReason, "customer">, string>>;
  };
  readonly processing: {
    readonly subject: (amount: string) => string;
    readonly sending: (amount: string) => string;
    readonly until: (date: string) => string;
    readonly onArrival: string;
    readonly ifNot: string;
  };
  readonly labels: Labels;
  readonly values: {
    readonly priceAndTax: (price: string) => string;
    readonly bankDays: string;
    /** By the wording that was ticked, as the pay page says it. */
    readonly consents: Readonly<Record<typeof WITHDRAWAL_CONSENT, string>>;
  };
  readonly footer: {
    readonly questions: string;
    readonly statement: (descriptor: string) => string;
    readonly policy: string;
    readonly terms: string;
    readonly privacy: string;
    readonly refundPolicy: string;
  };
}

export interface Labels {
  readonly service: string;
  readonly added: string;
  readonly notAdded: string;
  readonly toAdd: string;
  readonly newExpiry: string;
  readonly paid: string;
  readonly price: string;
  readonly paidOn: string;
  readonly method: string;
  readonly amountBack: string;
  readonly backTo: string;
  readonly arrives: string;
  readonly refundReference: string;
  readonly transaction: string;
  readonly invoice: string;
  readonly agreed: string;
}

/** One form for every category of `Intl.PluralRules` that some language has. */
export type PluralForms = Readonly<Record<Intl.LDMLPluralRule, (count: string) => string>>;
