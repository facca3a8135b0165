/** Emails to customers, as text and as HTML with the same facts. */
import type { NoticeKind, TopUp } from "../../../domain/top-up/top-up.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { ENGLISH, langOf } from "../../../i18n/languages.ts";
import type { EmailMessage } from "../../ports/email-sender.ts";
import type { PayerDetails } from "../../ports/payer-vault.ts";
import { confirmation } from "./confirmation.ts";
import type { Content } from "./content.ts";
import { type EmailSettings, footerOf } from "./footer.ts";
import { html } from "./html.ts";
import { oneLine, typed } from "./one-line.ts";
import { plainText } from "./plain-text.ts";
import { processing } from "./processing.ts";
import { refund } from "./refund.ts";
import { refundCorrection } from "./refund-correction.ts";
import { salutationOf } from "./salutation.ts";

const CONTENTS: Readonly<
  Record<NoticeKind, (t: TopUp, lang: Lang, settings: EmailSettings) => Content>
> = {
  confirmation,
  refund,
  refund_correction: refundCorrection,
  processing: (t, lang, { timings }) => processing(t, lang, timings),
};

/** The accent of the default theme, where the operator has no colour. */
const ACCENT = { light: "#00616f", dark: "#67c2cd" };

const NO_NAME = { firstName: "", lastName: "" };

/** A top-up with its payer, opened to write to them. */
export interface Addressed {
  readonly topUp: TopUp;
  readonly payer: PayerDetails;
}

/**
 * The email of one notice of a top-up, in the customer's language, or in English. Its id names
 * top-up and kind, so that the email service can recognise a message that it has already. Until
 * something is paid it carries no word that the sender typed.
 */
export function emailMessageOf(
  kind: NoticeKind,
  { topUp, payer }: Addressed,
  settings: EmailSettings,
): EmailMessage {
  const { brand } = settings;
  const lang = langOf(localeOf(payer.locale, brand)) ?? ENGLISH;
  const content = CONTENTS[kind](topUp, lang, settings);
  const footer = footerOf(brand, lang, topUp.request);
  // Before money has come, anyone may have typed another person's address, and any words as a name.
  const name = topUp.money === null ? NO_NAME : payer;
  const salutation = salutationOf(name.firstName, lang);
  return {
    noticeId: `${topUp.request.topUpId}:${kind}`,
    from: brand.emailFrom,
    to: { email: payer.email, name: typed(`${name.firstName} ${name.lastName}`) },
    subject: oneLine(content.subject),
    text: plainText(salutation, content, footer, lang),
    html: html({
      lang,
      salutation,
      content,
      footer,
      accent: brand.accent ?? ACCENT,
    }),
  };
}

/** The customer's language where the brand has it, otherwise the brand's first. */
function localeOf(locale: string, { languages }: EmailSettings["brand"]): string {
  const [base = ""] = locale.toLowerCase().split("-");
  return languages.includes(base) ? locale : (languages[0] ?? locale);
}
