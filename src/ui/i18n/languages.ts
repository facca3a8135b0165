import * as ar from "./messages/ar.ts";
import * as en from "./messages/en.ts";
import type { Messages } from "./messages.ts";
import { createTranslator, type Lang } from "./translator.ts";

type Whole = Messages & { readonly about: typeof en.about; readonly more: typeof en.more };
/** A module that has exactly what a language needs; any other does not compile. */
type Exactly<Own> = Own & Record<Exclude<keyof Own, keyof Whole>, never>;
const lang = <Own extends Whole>(own: Exactly<Own>): Lang => whole(own);
const whole = ({ about, more, ...words }: Whole): Lang => createTranslator(about, more, words);

const ENGLISH = lang(en);

/** The languages of the portal. A new one is a module in messages/ and a line here. */
export const LANGS: readonly Lang[] = [ENGLISH, lang(ar)];

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
export function chooseLang({ asked, kept, accepts, offered }: LanguagePreferences): Lang {
  const all = languagesAmong(offered);
  const among = (tag: string | null | undefined): Lang | null => {
    const lang = langOf(tag);
    return lang !== null && all.includes(lang) ? lang : null;
  };
  return among(asked) ?? among(kept) ?? accepted(accepts ?? "", among) ?? all[0] ?? ENGLISH;
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
