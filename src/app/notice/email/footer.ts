import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import type { TopUpRef } from "../../base/top-up-ref.ts";
import type { Brand } from "../../ports/brand-catalogue.ts";
import type { UseCaseSettings } from "../../ports/settings.ts";

/** The end of every email: whom to ask, who sells, where the portal and the terms are. */
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

/** What emails need besides the top-up: the times of the deployment, and the service's brand. */
export interface EmailSettings extends Pick<UseCaseSettings, "timings"> {
  readonly brand: Brand;
}

/**
 * The footer that a brand and a language make. Its link to the portal keeps the service of the
 * top-up (row R9): the address at which it is opened may be another customer's.
 */
export function footerOf(brand: Brand, lang: Lang, { serviceId, topUpId }: TopUpRef): Footer {
  const { statementDescriptor, supportContact: contact } = brand;
  const portal = new URL(`/t/${serviceId}/${topUpId}/add`, brand.publicUrl);
  return {
    questions: { words: m.email_footer_questions(lang), target: contact, href: hrefOf(contact) },
    statement:
      statementDescriptor === "" ? null : m.email_footer_statement(lang, statementDescriptor),
    policy: brand.refundPolicyUrl === "" ? null : m.email_footer_policy(lang),
    links: (
      [
        [portal.host, portal.href],
        [m.email_footer_terms(lang), brand.termsUrl],
        [m.email_footer_refundPolicy(lang), brand.refundPolicyUrl],
        [m.email_footer_privacy(lang), brand.privacyUrl],
      ] as const
    )
      .filter(([, target]) => target !== "")
      .map(([text, target]) => ({ words: text, target, href: hrefOf(target) })),
    seller: [brand.name, brand.merchantName, brand.merchantAddress, brand.merchantNumber].filter(
      (line, at, all) => line !== "" && all.indexOf(line) === at,
    ),
  };
}

/** Web and email addresses can be opened from an email; a phone number is only read. */
function hrefOf(target: string): string | null {
  if (/^https?:\/\//i.test(target)) return target;
  return /^[^\s@:/]+@[^\s@:/]+$/.test(target) ? `mailto:${target}` : null;
}
