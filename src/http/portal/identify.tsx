import type { Context } from "hono";
import type { Refusal } from "../../app/base/refusal.ts";
import { identifyTyped } from "../../app/identification/identify-typed.ts";
import { NEEDS_COUNTRY_CODE } from "../../app/identification/typed-identity.ts";
import { ERRORS, type ErrorCode } from "../../domain/base/errors.ts";
import * as format from "../../i18n/formats.ts";
import * as m from "../../i18n/generated/messages.ts";
import type { Lang } from "../../i18n/lang.ts";
import { REFUSALS } from "../../i18n/refusals.ts";
import {
  IdentifyPage,
  type IdentifyReason,
  type TypedNumber,
} from "../../ui/portal/identify/identify-page.tsx";
import { FIND_PATH, typedPath } from "../../ui/portal/page/addresses.ts";
import { customerOf } from "../base/actors.ts";
import { brandOfHost } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { langFor } from "../base/language.ts";
import { send, sendRefusal, siteOf } from "./page.tsx";

/** Why no service was found by a typed number. */
type TypedRefusal = Pick<Refusal, "code" | "errors" | "retryAfterSeconds">;

/** Refusals that are answered with the question which device the days are for. */
const REASONS: Partial<Record<ErrorCode, IdentifyReason>> = {
  service_not_identified: "not_identified",
  several_services: "several",
  link_invalid: "link",
  service_token_invalid: "expired",
};

/** GET /find: the form for a number, also where the requesting address has a service. */
export function identifyPageRoute(c: Context<HttpEnv>) {
  const site = siteOf(c);
  const html = <IdentifyPage site={site} why="asked" typed={emptyForm(c)} />;
  return send(c, { site, html });
}

/**
 * The answer where no service was found: the identify page, or a refusal where typing a number
 * does not help.
 */
export function sendIdentifyPage(c: Context<HttpEnv>, code: ErrorCode) {
  const why = REASONS[code];
  if (why === undefined) return sendRefusal(c, code, c.req.path);
  const site = siteOf(c);
  const html = <IdentifyPage site={site} why={why} typed={emptyForm(c)} />;
  return send(c, { site, html, status: ERRORS[code].status });
}

/**
 * A number that the customer typed. Found: redirects to the page of the service, whose address
 * holds a token and never the number. Otherwise the same form with its mistake; the number stays in
 * the field.
 */
export async function identifyByNumber(c: Context<HttpEnv>, identity: string) {
  const found = await identifyTyped(c.get("ports"), customerOf(c), {
    identity,
    brand: brandOfHost(c),
  });
  if (found.ok) return c.redirect(typedPath(found.value.serviceToken), 303);
  const { code, retryAfterSeconds } = found.error;
  if (code === "not_available") return sendRefusal(c, code, "/");
  if (retryAfterSeconds !== undefined) c.header("retry-after", `${retryAfterSeconds}`);
  const typed = { value: identity, mistake: mistakeIn(langFor(c), identity, found.error) };
  const site = siteOf(c, { address: FIND_PATH });
  const html = <IdentifyPage site={site} why="asked" typed={typed} />;
  return send(c, { site, html, status: ERRORS[code].status });
}

/** Null: this brand takes no typed numbers. */
const emptyForm = (c: Context<HttpEnv>): TypedNumber | null =>
  brandOfHost(c).typedIdentity ? { value: "", mistake: null } : null;

/** The sentence beside the field. The use case's own words are for programs. */
function mistakeIn(
  lang: Lang,
  typed: string,
  { code, errors, retryAfterSeconds }: TypedRefusal,
): string {
  const asks = errors?.some(({ message }) => message === NEEDS_COUNTRY_CODE) === true;
  if (code === "invalid_request") {
    if (typed.trim() === "") return m.identify_noNumber(lang);
    return asks ? m.identify_nationalNumber(lang) : m.identify_oddNumber(lang);
  }
  if (code === "no_such_service") {
    return asks ? m.identify_notFoundNational(lang) : m.identify_notFound(lang);
  }
  if (code !== "too_many_identifications" || retryAfterSeconds === undefined) {
    return REFUSALS[code](lang);
  }
  return m.identify_tooMany(lang, format.inMinutes(lang, Math.ceil(retryAfterSeconds / 60)));
}
