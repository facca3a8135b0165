/** The portal's routes over a `TestBackend`, as the portal of Kestrel Mobile. */

import { Hono } from "hono";
import type { Brand } from "../../src/app/ports/brand-catalogue.ts";
import { brandFromSettings } from "../../src/config/brand.ts";
import type { Settings } from "../../src/config/settings.ts";
import { settingsOf } from "../../src/config/settings-of.ts";
import type { ServiceView, TopUpJson } from "../../src/contract/api.ts";
import type { ErrorCode } from "../../src/domain/base/errors.ts";
import { type SessionId, toId } from "../../src/domain/base/ids.ts";
import type { DaysOffer } from "../../src/domain/offer/offer.ts";
import { brandOfHost } from "../../src/http/base/brand.ts";
import type { HttpEnv } from "../../src/http/base/http-env.ts";
import { requestContext } from "../../src/http/middleware/request-context.ts";
import { sendIdentifyPage } from "../../src/http/portal/identify.tsx";
import { sendReminder } from "../../src/http/portal/reminder.ts";
import { portalRoutes } from "../../src/http/portal/routes.ts";
import { formOf, sendServicePage } from "../../src/http/portal/service.tsx";
import { sendTopUpPage } from "../../src/http/portal/top-up.tsx";
import type { LegalFacts } from "../../src/ui/portal/legal/legal.ts";
import { topUpPath } from "../../src/ui/portal/page/addresses.ts";
import { intentOf, openTopUp, SESSION } from "../app/journeys.ts";
import { IP, offer, SERVICE_ID, TestBackend } from "../app/test-backend.ts";
import { brandOf } from "../fixtures/brands.ts";
import { VARS } from "../http/test-app.ts";
import { EXPIRY, NOW } from "./samples.ts";

export const PUBLIC_URL = "https://kestrel.example";

/** What a test of the portal varies. */
export interface Given {
  /** Configuration beside that of Kestrel Mobile. */
  readonly env?: Readonly<Record<string, string>>;
  readonly backend?: TestBackend;
  readonly legal?: LegalFacts;
  /** The service that every address, link and typed number leads to, whatever the backend has. */
  readonly view?: ServiceView;
  /** Why no address, link or typed number leads to a service. */
  readonly refusal?: ErrorCode;
  /** The top-up at every address, whatever the backend has. */
  readonly topUp?: TopUpJson;
  /** Of the browser; absent: the one that makes the tests' top-ups. */
  readonly sessionId?: SessionId;
}

const DAYS: DaysOffer = {
  ...offer,
  currency: "aud",
  tiers: [{ from: 14, unitMinor: 970 }],
  endRule: "end_of_day",
};

/** Kestrel Mobile: one service with a plan of two more days, and an offer in Australian dollars. */
export function kestrel(): TestBackend {
  const backend = new TestBackend();
  backend.now = NOW;
  const { service } = backend;
  backend.service = {
    ...service,
    kind: "mobile_data",
    label: "Mobile data",
    msisdn: "61412345678",
  };
  backend.atAddress = [backend.service];
  backend.offers = [DAYS];
  backend.brand = brandOf({ approvalAbove: { aud: 1_000_000 } });
  const endAt = Date.parse(EXPIRY);
  const plan = { uuid: "u1", id: "plan_base", type: "*data", value: 5, endAt };
  const buckets = [{ ...plan, disabled: false }];
  backend.reading = { kind: "account", at: NOW, disabled: false, buckets };
  return backend;
}

/** The portal as a customer at `IP` with the session `SESSION` sees it. */
export function portal(given: Given = {}) {
  const { backend = kestrel(), legal } = given;
  if (given.view?.service) {
    const id = toId("svc", given.view.service.id);
    backend.service = { ...backend.service, id };
  }
  const env = {
    ...VARS,
    PUBLIC_URL,
    SELF_CARE_NAME: "Kestrel Mobile",
    SUPPORT_CONTACT: "help@kestrel.example",
    STRIPE_JS_URL: "https://js.stripe.com/endive/stripe.js",
    ...given.env,
  };
  backend.brand = brandIn(backend.brand, settingsOf(env), legal);
  const app = new Hono<HttpEnv>();
  const asRequest = <T>(_id: string, work: () => Promise<T>) => work();
  app.use(
    requestContext({ portsOf: () => backend.ports, settingsOf, asRequest }),
    async (c, next) => {
      c.set("sessionId", given.sessionId ?? SESSION);
      await next();
    },
  );
  app.route("/", givenRoutes(given));
  app.route("/", portalRoutes());
  /** One request of our own page from `IP`, unless its headers name another address. */
  const request = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (!headers.has("CF-Connecting-IP")) headers.set("CF-Connecting-IP", IP);
    headers.set("Sec-Fetch-Site", "same-origin");
    return Promise.resolve(app.request(path, { ...init, headers }, env));
  };
  /** The markup at a path. */
  const page = async (path: string, init?: RequestInit) => (await request(path, init)).text();
  return { backend, request, page };
}

/** The look of the configuration, the facts of the law as given, and the brand's own policies. */
function brandIn(brand: Brand, settings: Settings, legal: LegalFacts | undefined): Brand {
  const { name, logo, colour, supportContact, publicUrl } = brandFromSettings(settings);
  const look = { ...brand, name, logo, colour, supportContact, publicUrl };
  if (!legal) return look;
  const { merchant, links, statementDescriptor, withdrawalConsent } = legal;
  return {
    ...look,
    merchantName: merchant.name,
    merchantAddress: merchant.address,
    merchantNumber: merchant.number,
    termsUrl: links.terms,
    privacyUrl: links.privacy,
    refundPolicyUrl: links.refundPolicy,
    statementDescriptor,
    withdrawalConsent,
  };
}

/** A top-up of seven days that the customer of this session has begun, and not paid. */
export async function openedTopUp(backend: TestBackend) {
  const opened = await openTopUp(backend, { amount: { minor: 7000, currency: "aud" } });
  return { path: topUpPath(SERVICE_ID, opened.view.topUpId), intentId: intentOf(opened) };
}

/** The same, paid, and read again at Stripe. */
export async function paidTopUp(backend: TestBackend) {
  const opened = await openedTopUp(backend);
  backend.stripe.pay(opened.intentId);
  const answer = await portal({ backend }).request(`${opened.path}?payment_intent=pi_1`);
  if (answer.status !== 303) throw new Error(`not synced: ${answer.status}`);
  return opened;
}

/** Routes that send the given pages, in front of the portal's own. */
function givenRoutes({ view, refusal, topUp }: Given): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  for (const path of ["/", "/l/:token", "/s/:typed"] as const) {
    if (view)
      routes.get(path, (c) => sendServicePage(c, { view, brand: brandOfHost(c) }, formOf(c)));
    if (refusal) routes.get(path, (c) => sendIdentifyPage(c, refusal));
  }
  if (topUp) {
    routes.get("/t/:service_id/:top_up_id", (c) =>
      sendTopUpPage(c, { topUp, brand: brandOfHost(c) }),
    );
    routes.get("/t/:service_id/:top_up_id/reminder.ics", (c) =>
      sendReminder(c, { topUp, brand: brandOfHost(c) }),
    );
  }
  return routes;
}
