import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import type { Content } from "./content.ts";
import type { Footer } from "./footer.ts";
import { oneLine } from "./one-line.ts";

/** The email for mail programs that show no HTML, and for customers who prefer text. */
export function plainText(
  salutation: string,
  content: Content,
  footer: Footer,
  lang: Lang,
): string {
  const isolated = (text: string) => m.isolated(lang, text);
  const { what, date, why, facts } = content;
  const { questions, statement, policy, links, seller } = footer;
  const blocks: readonly (readonly string[])[] = [
    [salutation],
    [date === null ? what : `${what} ${date}`],
    why,
    [...facts.map(({ label, value }) => `${label}: ${isolated(value)}`)],
    statement === null ? [] : [statement],
    policy === null ? [] : [policy],
    [`${questions.words} ${isolated(questions.target)}`],
    links.map(({ words, target }) => `${words}: ${isolated(target)}`),
    seller.map(isolated),
  ];
  const texts = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(oneLine).join("\n"));
  return `${texts.join("\n\n")}\n`;
}
