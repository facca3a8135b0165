import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import type { MerchantProfile, UseCaseSettings } from "../../ports/settings.ts";

/** The end of every email: whom to ask, who sells, and where the terms are. */
export interface Footer {
  readonly questions: Linked;
  /** The text on the customer's bank statement; null: not configured. */
  readonly statement: string | null;
  /** Null where the operator has no policy to point to. */
  readonly policy: string | null;
  readonly links: readonly Linked[];
  /** The portal's name, then the merchant line by line. */
  readonly seller: readonly string[];
}
/** A text and its target: an address that can be opened, or a contact that is only read. */
export interface Linked {
  readonly words: string;
  readonly target: string;
  readonly href: string | null;
}

/** The part of the configuration that emails use. */
export type EmailSettings = Pick<
  UseCaseSettings,
  "timings" | "selfCareName" | "supportContact" | "merchantProfile"
>;

/** The footer that the configuration and a language make. */
export function footerOf(settings: EmailSettings, lang: Lang): Footer {
  const { merchant, links, statementDescriptor } = settings.merchantProfile ?? NO_PROFILE;
  const contact = settings.supportContact;
  return {
    questions: { words: m.email_footer_questions(lang), target: contact, href: hrefOf(contact) },
    statement:
      statementDescriptor === "" ? null : m.email_footer_statement(lang, statementDescriptor),
    policy: links.refundPolicy === "" ? null : m.email_footer_policy(lang),
    links: (
      [
        [m.email_footer_terms(lang), links.terms],
        [m.email_footer_refundPolicy(lang), links.refundPolicy],
        [m.email_footer_privacy(lang), links.privacy],
      ] as const
    )
      .filter(([, target]) => target !== "")
      .map(([text, target]) => ({ words: text, target, href: hrefOf(target) })),
    seller: [settings.selfCareName, merchant.name, merchant.address, merchant.number].filter(
      (line, at, all) => line !== "" && all.indexOf(line) === at,
    ),
  };
}

const NO_PROFILE: Omit<MerchantProfile, "accent"> = {
  merchant: { name: "", address: "", number: "" },
  links: { terms: "", privacy: "", refundPolicy: "" },
  statementDescriptor: "",
};

/** Web and email addresses can be opened from an email; a phone number is only read. */
function hrefOf(target: string): string | null {
  if (/^https?:\/\//i.test(target)) return target;
  return /^[^\s@:/]+@[^\s@:/]+$/.test(target) ? `mailto:${target}` : null;
}
