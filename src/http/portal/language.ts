import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Lang } from "../../i18n/lang.ts";
import { chooseLang, langOf } from "../../i18n/languages.ts";
import { brandOfHost } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";

const COOKIE = "et_lang";
const MAX_AGE_SECONDS = 365 * 24 * 60 * 60;

/** The page's language: of `lang` in the query, else of the cookie, else one that is accepted. */
export const langFor = (c: Context<HttpEnv>): Lang =>
  chooseLang({
    asked: c.req.query("lang"),
    kept: getCookie(c, COOKIE),
    accepts: c.req.header("accept-language"),
    offered: brandOfHost(c).languages,
  });

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
