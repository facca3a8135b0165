import type { Context } from "hono";
import type { Brand } from "../../app/ports/brand-catalogue.ts";
import { getPriceList } from "../../app/sale/get-price-list.ts";
import type { ServiceView } from "../../contract/api.ts";
import { toId } from "../../domain/base/ids.ts";
import type { Step } from "../../ui/portal/page/page-data.ts";
import {
  type Billing,
  billingFrom,
  mistakesIn,
  NO_BILLING,
} from "../../ui/portal/sale/billing/billing.ts";
import { readForm } from "../base/form.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { langFor } from "../base/language.ts";
import { lastService, setLastService } from "../base/session-cookie.ts";
import { findService } from "./find-service.ts";
import { identifyByNumber, sendIdentifyPage } from "./identify.tsx";
import { send, settingsFor, siteOf } from "./page.tsx";
import { homeOf, needsPriceList, type ServicePageWish, servicePage } from "./service-page.tsx";

/** GET /, /l/:token, /s/:typed and /t/…/add: the step that `step` in the query names. */
export function servicePageRoute(c: Context<HttpEnv>) {
  return sendFoundService(c, formOf(c));
}

/**
 * POST to the same paths: a form that was sent without script. A typed number leads to its service;
 * billing details without mistakes lead to the payment step.
 */
export async function submitFormRoute(c: Context<HttpEnv>) {
  const form = await readForm(c);
  if (typeof form.identity === "string") return identifyByNumber(c, form.identity);
  const billing = billingFrom((field) => form[field]);
  const isRight = Object.keys(mistakesIn(langFor(c), billing)).length === 0;
  const step = isRight ? "payment" : "billing";
  return sendFoundService(c, { step, billing, isChecked: true });
}

/** Which of the four steps a request is in, and what was typed there. */
export interface StepForm {
  readonly step: Step;
  readonly billing: Billing;
  /** Whether the billing details were sent, so that their mistakes are named. */
  readonly isChecked: boolean;
}

/** The form of a GET: nothing was typed yet. */
export function formOf(c: Context<HttpEnv>): StepForm {
  const step = c.req.query("step");
  const known = step === "billing" || step === "payment" ? step : "days";
  return { step: known, billing: NO_BILLING, isChecked: false };
}

/** A service with its own brand. */
export interface ShownService {
  readonly view: ServiceView;
  readonly brand: Brand;
}

async function sendFoundService(c: Context<HttpEnv>, form: StepForm) {
  const found = await findService(c);
  if (!found.ok) return sendIdentifyPage(c, found.error);
  if ("elsewhere" in found.value) return c.redirect(found.value.elsewhere, 302);
  return sendServicePage(c, found.value, form);
}

/**
 * Sends the page of this service, in the look of its own brand. 200 also without a sale: the page
 * is the answer.
 */
export async function sendServicePage(
  c: Context<HttpEnv>,
  { view, brand }: ShownService,
  form: StepForm,
) {
  const ports = c.get("ports");
  const wish: ServicePageWish = {
    ...form,
    path: c.req.path,
    link: c.req.param("token") ?? null,
    topUp: topUpIn(c, view),
    isConfirmed: isConfirmed(c, view),
    days: wishedDays(c),
  };
  if (wish.isConfirmed) setLastService(c, toId("svc", view.service.id));
  const priceList = needsPriceList(view, wish)
    ? await getPriceList(ports, toId("svc", view.service.id))
    : [];
  const frame = {
    site: siteOf(c, { brand, home: homeOf(view, wish) }),
    settings: settingsFor(c, brand),
    now: ports.clock.now(),
    priceList,
  };
  return send(c, { site: frame.site, ...servicePage(view, wish, frame) });
}

/**
 * A token in the path names a service that may be another customer's, so the customer is asked
 * first. A choice in the query, or a form that was sent, shows that the customer has said yes. The
 * requesting address is believed unless this browser was last at another service (row R6): on a
 * shared hotspot it finds another customer's, whatever the query says. The address of a top-up is
 * believed for the session that bought it.
 */
function isConfirmed(c: Context<HttpEnv>, view: ServiceView): boolean {
  if (c.req.method !== "GET") return true;
  if (c.req.path === "/") {
    const last = lastService(c);
    return last === null || last === view.service.id || c.req.query("device") === view.service.id;
  }
  if (c.req.param("top_up_id") !== undefined) return view.identification === "strong";
  return ["days", "pick", "step"].some((name) => c.req.query(name) !== undefined);
}

/** "svc_…/top_…", where the page was found by it and can be found by it again. */
function topUpIn(c: Context<HttpEnv>, view: ServiceView): string | null {
  const { service_id: serviceId, top_up_id: topUpId } = c.req.param();
  const isFoundByIt = topUpId !== undefined && view.identification === "strong";
  return isFoundByIt ? `${serviceId}/${topUpId}` : null;
}

/** A pressed button (`pick`) beats the slider (`days`), which is always in the form. */
function wishedDays(c: Context<HttpEnv>): number | null {
  const text = c.req.query("pick") ?? c.req.query("days");
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : null;
}
