import type { Context } from "hono";
import { ERRORS, type ErrorCode } from "../../domain/base/errors.ts";
import type { Lang } from "../../ui/i18n/translator.ts";
import {
  IdentifyPage,
  type IdentifyReason,
  type TypedNumber,
} from "../../ui/portal/identify/identify-page.tsx";
import { FIND_PATH, typedPath } from "../../ui/portal/page/addresses.ts";
import type { HttpEnv } from "../base/http-env.ts";
import type { PortalDeps, TypedRefusal } from "./deps.ts";
import { langFor } from "./language.ts";
import { send, sendRefusal, siteOf } from "./page.tsx";

/** Refusals that are answered by asking which device it is for. */
const ASKING: Partial<Record<ErrorCode, IdentifyReason>> = {
  service_not_identified: "not_identified",
  several_services: "several",
  link_invalid: "link",
  service_token_invalid: "expired",
};

/** GET /find: to type a number, whatever this connection's own service is. */
export function findPage(c: Context<HttpEnv>, deps: PortalDeps) {
  const site = siteOf(c, deps);
  const html = <IdentifyPage site={site} why="asked" typed={emptyForm(deps)} />;
  return send(c, { html, deps });
}

/** No service for this page: asks for another way to it, or says what stands in the way. */
export function notFound(c: Context<HttpEnv>, deps: PortalDeps, code: ErrorCode) {
  const why = ASKING[code];
  if (why === undefined) return sendRefusal(c, deps, code, c.req.path);
  const html = <IdentifyPage site={siteOf(c, deps)} why={why} typed={emptyForm(deps)} />;
  return send(c, { html, deps, status: ERRORS[code].status });
}

/**
 * A typed number. Found: to the page of the service, whose address holds a token and never the
 * number. Otherwise the same form with what is wrong; the number stays in it.
 */
export async function numberPosted(c: Context<HttpEnv>, deps: PortalDeps, identity: string) {
  const found = await deps.identify(identity);
  if (found.ok) return c.redirect(typedPath(found.value), 303);
  const { code, retryAfterSeconds } = found.error;
  if (code === "not_available") return sendRefusal(c, deps, code, "/");
  if (retryAfterSeconds !== undefined) c.header("retry-after", `${retryAfterSeconds}`);
  const typed = { value: identity, mistake: mistakeIn(langFor(c), identity, found.error) };
  const html = <IdentifyPage site={siteOf(c, deps, FIND_PATH)} why="asked" typed={typed} />;
  return send(c, { html, deps, status: ERRORS[code].status });
}

const emptyForm = ({ settings }: PortalDeps): TypedNumber | null =>
  settings.typedIdentity ? { value: "", mistake: null } : null;

/** "0412 345 678", as labels have it. */
const NATIONAL = /^[\s(]*[0\u0660\u06f0](?![0\u0660\u06f0])/;

/** What is wrong, beside the field. The verb's own words are for programs. */
function mistakeIn(lang: Lang, typed: string, { code, retryAfterSeconds }: TypedRefusal): string {
  const { identify: words, refusals } = lang.messages;
  if (code === "invalid_request") {
    if (typed.trim() === "") return words.noNumber;
    return NATIONAL.test(typed) ? words.nationalNumber : words.oddNumber;
  }
  if (code === "no_such_service") return words.notFound;
  if (code !== "too_many_identifications" || retryAfterSeconds === undefined) return refusals[code];
  return words.tooMany(inMinutes(lang.tag, Math.ceil(retryAfterSeconds / 60)));
}

/** "in 10 minutes"; Latin digits, as everywhere here. */
const inMinutes = (tag: string, n: number): string =>
  new Intl.RelativeTimeFormat(`${tag}-u-nu-latn`).format(n, "minute");
