import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { escapeHtml } from "../../base/escape-html.ts";
import type { Content, Fact } from "./content.ts";
import type { Footer, Linked } from "./footer.ts";
import { oneLine } from "./one-line.ts";
import { darkSheet, INLINE, type Role } from "./style.ts";

interface Page {
  readonly lang: Lang;
  readonly accent: { readonly light: string; readonly dark: string };
  readonly salutation: string;
  readonly content: Content;
  readonly footer: Footer;
}

/**
 * The email as HTML for mail programs: no table, no picture, no script, nothing to fetch. Light
 * colours are in attributes; dark ones in a style sheet that a mail program may drop. All text is
 * escaped here.
 */
export function html({ lang, accent, salutation, content, footer }: Page): string {
  const { subject, what, date, why, facts } = content;
  const [name = "", ...merchant] = footer.seller;
  const link = linkWith(accent.light);
  const links = footer.links.map((one) => link(one, "itself")).join(" · ");
  return `<!doctype html>
<html lang="${escaped(lang.tag)}" dir="${lang.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
<style>${darkSheet(accent.dark)}</style>
</head>
<body class="back" style="${INLINE.body}">
<div class="back" dir="${lang.dir}" style="${INLINE.page}">
<div class="have" style="${INLINE.have};border-top:4px solid ${accent.light}">
<p class="ink" style="${INLINE.name}"><bdi>${escaped(name)}</bdi></p>
${tag("p", "text", salutation)}
<h1 class="ink" style="${INLINE.what}">${escaped(what)}${bigDate(date)}</h1>
</div>
<div class="act" style="${INLINE.act}">
${lines([
  ...why.map((text) => tag("p", "text", text)),
  ...facts.map((fact) => factLine(fact, lang)),
  ...[footer.statement, footer.policy].map((text) => text && tag("p", "note", text)),
  `<p class="ink2" style="${INLINE.note}">${link(footer.questions, "after")}</p>`,
])}
</div>
<div class="footer" style="${INLINE.footer}">
${lines([
  ...merchant.map(
    (text) => `<p class="ink2" style="${INLINE.small}"><bdi>${escaped(text)}</bdi></p>`,
  ),
  footer.links.length > 0 && `<p class="ink2" style="${INLINE.small}">${links}</p>`,
])}
</div>
</div>
</body>
</html>
`;
}

const lines = (parts: readonly (string | false | null)[]): string =>
  parts.filter((part) => part !== false && part !== null && part !== "").join("\n");

const INKS: Readonly<Record<Role, "ink" | "ink2">> = {
  name: "ink",
  text: "ink",
  what: "ink",
  date: "ink",
  value: "ink",
  label: "ink2",
  note: "ink2",
  small: "ink2",
};
const tag = (name: "p" | "span", role: Role, text: string): string =>
  `<${name} class="${INKS[role]}" style="${INLINE[role]}">${escaped(text)}</${name}>`;

const bigDate = (date: string | null): string =>
  date === null ? "" : ` ${tag("span", "date", date)}`;

/**
 * The colon separates label and value where a mail program drops the styles. Control characters
 * isolate the value, not a `bdi` element: browsers would take its direction from inside an amount
 * that is isolated already.
 */
const factLine = ({ label, value }: Fact, lang: Lang): string =>
  `<p class="line" style="${INLINE.line}">${tag("span", "label", `${label}:`)} ` +
  `${tag("span", "value", m.isolated(lang, value))}</p>`;

/** The words as a link, or the words and then the target; plain text where `href` is null. */
const linkWith =
  (accent: string) =>
  ({ words, target, href }: Linked, where: "itself" | "after"): string => {
    const anchor = (text: string) =>
      href === null
        ? `<bdi>${escaped(text)}</bdi>`
        : `<a class="link" href="${escaped(href)}" style="color:${accent}">` +
          `<bdi>${escaped(text)}</bdi></a>`;
    if (where === "after") return `${escaped(words)} ${anchor(target)}`;
    return href === null ? `${escaped(words)}: ${anchor(target)}` : anchor(words);
  };

const escaped = (text: string): string => escapeHtml(oneLine(text));
