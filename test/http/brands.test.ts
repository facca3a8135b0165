/** Two brands side by side: which one a host name shows, and where a service's own pages are. */

import { renderSVG } from "uqr";
import { describe, expect, test } from "vitest";
import type { Brand } from "../../src/app/ports/brand-catalogue.ts";
import { type ServiceView, serviceView, topUpCreated } from "../../src/contract/api.ts";
import { linkView } from "../../src/contract/operator.ts";
import { CONSENTS } from "../../src/i18n/consents.ts";
import { ENGLISH } from "../../src/i18n/languages.ts";
import { SERVICE_ID } from "../app/test-backend.ts";
import { brandOf, KESTREL } from "../fixtures/brands.ts";
import { ORIGIN, problemOf, TestApp } from "./test-app.ts";

const KESTREL_ORIGIN = "https://topup.kestrel.example";
const PAYER = { first_name: "Ada", last_name: "Nowak", email: "ada@example.com", locale: "en" };

/** The service at `IP` is one of Kestrel's; the default brand is another shop. */
function twoBrands(change: Partial<Brand> = {}): TestApp {
  const app = new TestApp();
  const kestrel = { ...brandOf({ ...KESTREL, publicUrl: KESTREL_ORIGIN }), ...change };
  app.backend.brands.others = [kestrel];
  app.backend.service = { ...app.backend.service, brand: "kestrel" };
  app.backend.atAddress = [app.backend.service];
  return app;
}
const atKestrel = (path: string) => `${KESTREL_ORIGIN}${path}`;

async function order(app: TestApp, more: object) {
  const view = (await (await app.call(atKestrel("/api/service"))).json()) as ServiceView;
  const [offer] = view.offers;
  return {
    service_token: view.service_token,
    quote: view.quotes[offer?.id ?? ""]?.quote,
    offer_id: offer?.id,
    quantity: 7,
    price: { minor: 7000, currency: "usd" },
    customer: PAYER,
    ...more,
  };
}
const key = (n: number) => ({ "Idempotency-Key": `brand-test-${n}` });

describe("a page", () => {
  test("looks like the brand of its host name; an unknown host like the default brand", async () => {
    const app = twoBrands();
    const looks = async (host: string) => (await app.call(`${host}/find`)).text();
    const kestrel = await looks(KESTREL_ORIGIN);
    expect(kestrel).toContain("</svg>Kestrel Mobile</a>");
    expect(kestrel).toContain("--accent:#0a1f5c");
    expect(kestrel).toContain("mailto:help@kestrel.example");
    expect(kestrel, "it has no Arabic").not.toContain("lang=ar");
    expect(kestrel, "and takes no typed numbers").not.toContain('name="identity"');
    for (const host of [ORIGIN, "https://unknown.example"]) {
      const page = await looks(host);
      expect(page).toContain("</svg>edge-topup</a>");
      expect(page).not.toMatch(/kestrel/i);
      expect(page).toContain("lang=ar");
    }
  });

  test("of another brand's service leads to that brand's host name, with path and query", async () => {
    const app = twoBrands();
    const answer = await app.call("/?days=7");
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(atKestrel("/?days=7"));
    expect(app.backend.ocsReads, "before anything else is asked").toBe(0);
    const own = await app.call(atKestrel("/?days=7"));
    expect(own.status).toBe(200);
    expect(await own.text()).toContain("Kestrel Mobile");
  });

  test("of a brand that is at home here under a second host name stays", async () => {
    const app = twoBrands({ hosts: ["kestrel.test"] });
    expect((await app.call("https://kestrel.test/")).status).toBe(200);
  });

  test("two slashes in the path lead to no other site", async () => {
    const link = await twoBrands().call("https://topup.example.com//evil.example/l/x");
    expect(link.headers.get("location")).toBeNull();
  });
});

describe("a sale follows the service's own brand, whatever the host name", () => {
  test("its consent, its statement, its limit; the address is its host name's", async () => {
    const app = twoBrands({ approvalAbove: { usd: 6999 } });
    const without = await app.call("/api/top-ups", { body: await order(app, {}), headers: key(1) });
    expect(await problemOf(without)).toMatchObject({ code: "consent_needed" });
    const body = await order(app, { consent: true });
    const created = topUpCreated.parse(
      await (await app.call("/api/top-ups", { body, headers: key(2) })).json(),
    );
    expect(created.top_up.state).toBe("awaiting_approval");
    expect(created.url).toMatch(/^https:\/\/topup\.kestrel\.example\/t\//);
    const topUp = app.backend.object.core.store.load(created.top_up.id as never);
    expect(topUp?.request).toMatchObject({
      brand: "kestrel",
      statementSuffix: "TOPUP",
      consent: "withdrawal-1",
    });
  });

  test("an app learns of consent and terms from the service, in the customer's language", async () => {
    const app = twoBrands({ languages: ["en", "ar"] });
    const ask = async (headers = {}) =>
      serviceView.parse(await (await app.call("/api/service", { headers })).json()).conditions;
    const english = await ask();
    expect(english).toEqual({
      consent: { name: "withdrawal-1", sentence: CONSENTS["withdrawal-1"](ENGLISH) },
      terms_url: "https://kestrel.example/terms",
      refund_policy_url: "https://kestrel.example/refunds",
      privacy_url: "https://kestrel.example/privacy",
    });
    const arabic = await ask({ "Accept-Language": "ar" });
    expect(arabic.consent?.sentence).toMatch(/\p{Script=Arabic}/u);
  });

  test("a brand without consent asks for none, and has no addresses", async () => {
    const app = twoBrands({ withdrawalConsent: false, termsUrl: "" });
    const answer = await (await app.call("/api/service")).json();
    expect(serviceView.parse(answer).conditions).toMatchObject({ consent: null, terms_url: null });
  });

  test("the top-up's page leads to its brand's host name", async () => {
    const app = twoBrands();
    const body = await order(app, { consent: true });
    const created = topUpCreated.parse(
      await (await app.call("/api/top-ups", { body, headers: key(3) })).json(),
    );
    const { pathname } = new URL(created.url);
    const elsewhere = await app.call(`${pathname}?payment_intent=pi_1`);
    expect(elsewhere.status).toBe(302);
    expect(elsewhere.headers.get("location")).toBe(atKestrel(`${pathname}?payment_intent=pi_1`));
    expect((await app.call(atKestrel(pathname))).status).toBe(200);
  });

  test("a service whose brand cannot be used is not sold", async () => {
    const app = twoBrands();
    const body = await order(app, { consent: true });
    app.backend.brands.others = [];
    const answer = await app.call("/api/top-ups", { body, headers: key(4) });
    expect(await problemOf(answer)).toMatchObject({ code: "service_sales_blocked" });
    expect(app.backend.stripe.created).toEqual([]);
  });

  test("a typed number finds no service of a brand that takes none", async () => {
    const app = twoBrands();
    const body = { identity: app.backend.service.serviceUuid };
    expect(await problemOf(await app.post("/api/identify", body))).toMatchObject({
      code: "no_such_service",
    });
  });
});

test("a link and its QR code are printed with the host name of the service's brand", async () => {
  const app = twoBrands();
  const order = { action: "print", service_id: SERVICE_ID };
  const link = linkView.parse(await (await app.operate("/operator/links", order)).json());
  expect(link.url).toMatch(/^https:\/\/topup\.kestrel\.example\/l\//);
  const picture = await app.call(new URL(link.qr ?? "").pathname);
  expect(await picture.text()).toBe(renderSVG(link.url ?? "", { ecc: "Q", border: 4 }));
});
