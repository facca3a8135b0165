import type { MerchantProfile, UseCaseSettings } from "../../ports/settings.ts";
import type { Language } from "./language.ts";

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
export function footerOf(settings: EmailSettings, { words, isolated }: Language): Footer {
  const { merchant, links, statementDescriptor } = settings.merchantProfile ?? NO_PROFILE;
  const say = words.footer;
  const contact = settings.supportContact;
  return {
    questions: { words: say.questions, target: contact, href: hrefOf(contact) },
    statement: statementDescriptor === "" ? null : say.statement(isolated(statementDescriptor)),
    policy: links.refundPolicy === "" ? null : say.policy,
    links: (
      [
        [say.terms, links.terms],
        [say.refundPolicy, links.refundPolicy],
        [say.privacy, links.privacy],
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
