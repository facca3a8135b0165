import { CATALOGUES } from "./generated/catalogues.ts";
import type { Lang } from "./lang.ts";

export const ENGLISH = CATALOGUES.en.language;

/** The languages of the product, English first: one per file in `messages`. */
export const LANGS: readonly Lang[] = Object.values(CATALOGUES).map(({ language }) => language);

/** The language of a BCP 47 tag, whatever its region ("ar-EG" is Arabic); null: none of ours. */
export function langOf(tag: string | null | undefined): Lang | null {
  const base = tag?.trim().toLowerCase().split("-")[0];
  return LANGS.find((one) => one.tag === base) ?? null;
}

/** Where the customer's language comes from, strongest first. */
export interface LanguagePreferences {
  /** `?lang=` */
  readonly asked: string | null | undefined;
  /** The cookie with the language asked for last time. */
  readonly kept: string | null | undefined;
  /** `Accept-Language` */
  readonly accepts: string | null | undefined;
  /** Tags of the languages of this brand, the preset first; absent: all of ours. */
  readonly offered?: readonly string[] | undefined;
}

/** Of the languages with these tags those that we have, in their order; all: without tags. */
export function languagesAmong(tags: readonly string[] | undefined): readonly Lang[] {
  const known = tags?.map(langOf).filter((one) => one !== null);
  return known === undefined || known.length === 0 ? LANGS : known;
}

/** The language of a page; the preset when none of the preferences is a language of the brand. */
export const chooseLang = (preferences: LanguagePreferences): Lang =>
  preferredLang(preferences) ?? languagesAmong(preferences.offered)[0] ?? ENGLISH;

/** The customer's language; null when none of the preferences is a language of the brand. */
export function preferredLang({ asked, kept, accepts, offered }: LanguagePreferences): Lang | null {
  const all = languagesAmong(offered);
  const among = (tag: string | null | undefined): Lang | null => {
    const lang = langOf(tag);
    return lang !== null && all.includes(lang) ? lang : null;
  };
  return among(asked) ?? among(kept) ?? accepted(accepts ?? "", among);
}

/** The language of ours with the highest weight in `Accept-Language` (RFC 9110, 12.5.4). */
function accepted(header: string, among: (tag: string) => Lang | null): Lang | null {
  const wanted = header.split(",").map((entry) => {
    const [tag = "", ...parameters] = entry.split(";");
    const q = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
    return { lang: among(tag), weight: q === undefined ? 1 : Number(q) };
  });
  const ours = wanted.filter(({ lang: one, weight }) => one !== null && weight > 0);
  return ours.toSorted((a, b) => b.weight - a.weight)[0]?.lang ?? null;
}
