import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Lang } from "../../i18n/lang.ts";
import {
  chooseLang,
  ENGLISH,
  type LanguagePreferences,
  langOf,
  preferredLang,
} from "../../i18n/languages.ts";
import { brandOfHost } from "./brand.ts";
import type { HttpEnv } from "./http-env.ts";

const COOKIE = "et_lang";
const MAX_AGE_SECONDS = 365 * 24 * 60 * 60;

/** What a request says of its language: `lang` in the query, the cookie, `Accept-Language`. */
function preferencesOf(c: Context<HttpEnv>): LanguagePreferences {
  // An invalid configuration leaves no ports, and so no brand.
  const offered = c.get("ports") === undefined ? undefined : brandOfHost(c).languages;
  return {
    asked: c.req.query("lang"),
    kept: getCookie(c, COOKIE),
    accepts: c.req.header("accept-language"),
    offered,
  };
}

/** The language of a page: the customer's, otherwise the brand's first. */
export const langFor = (c: Context<HttpEnv>): Lang => chooseLang(preferencesOf(c));

/** The language of a problem's `customer_message`: the customer's, otherwise English. */
export const problemLang = (c: Context<HttpEnv>): Lang =>
  preferredLang(preferencesOf(c)) ?? ENGLISH;

/** Keeps the language that the query asks for; a language that is only accepted is not kept. */
export function keepLang(c: Context<HttpEnv>): void {
  const asked = langOf(c.req.query("lang"));
  if (asked === null) return;
  setCookie(c, COOKIE, asked.tag, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: new URL(c.req.url).protocol === "https:",
    maxAge: MAX_AGE_SECONDS,
  });
}
