/** The portal's pages over the whole app: which service is found, and what a page may load. */
import { describe, expect, test } from "vitest";
import type { ServiceView } from "../../src/contract/api.ts";
import { brandOf } from "../fixtures/brands.ts";
import { ORIGIN, problemOf, TestApp } from "./test-app.ts";

const IMSI = "001010000000001";
const NOWHERE = { "CF-Connecting-IP": "192.0.2.9" };
/** A form without the headers by which a browser says where it comes from. */
const BARE_FORM = { ...NOWHERE, "Content-Type": "application/x-www-form-urlencoded" };
const FORM = { ...BARE_FORM, "Sec-Fetch-Site": "same-origin" };
const SECONDS = 1000;

function openApp(vars: Record<string, string> = {}): TestApp {
  const app = new TestApp();
  app.env = { ...app.env, ...vars };
  app.backend.service = { ...app.backend.service, imsi: IMSI };
  return app;
}
const type = (app: TestApp, identity: string) =>
  app.call("/", {
    method: "POST",
    body: `identity=${encodeURIComponent(identity)}`,
    headers: FORM,
  });
const get = (app: TestApp, path: string) => app.call(path, { headers: NOWHERE });

/** The address that a typed number leads to. */
async function typedAddress(app: TestApp): Promise<string> {
  const answer = await type(app, IMSI);
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}

describe("a form", () => {
  const send = (headers: Record<string, string>, path = "/") =>
    openApp().call(path, { method: "POST", body: `identity=${IMSI}`, headers });

  test.each([
    ["an older browser, which sends its origin only", { Origin: ORIGIN }],
    ["a browser", { "Sec-Fetch-Site": "same-origin", Origin: ORIGIN }],
  ])("of our page is accepted: %s", async (_who, headers) => {
    expect((await send({ ...BARE_FORM, ...headers })).status).toBe(303);
  });

  test.each([
    ["another site", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }],
    ["a page of the same site at another host", { "Sec-Fetch-Site": "same-site" }],
    ["a page that hides its origin", { Origin: "null" }],
    ["a program", {}],
  ])("of %s is refused, and nothing is looked up", async (_who, headers) => {
    const app = openApp();
    const options = { method: "POST", body: `identity=${IMSI}`, headers };
    const answer = await app.call("/", { ...options, headers: { ...BARE_FORM, ...headers } });
    expect(await problemOf(answer)).toMatchObject({ code: "cross_site_form", status: 403 });
    expect(app.backend.identificationLimiter.counted.size).toBe(0);
    expect(app.backend.logged, "it is no fault").toEqual([]);
  });

  test.each(["/", "/l/tok.en", "/s/tok.en", "/t/svc_1/top_1/refund"])(
    "at %s is asked where it comes from; a person gets a page that says so",
    async (path) => {
      const answer = await send({ ...BARE_FORM, Accept: "text/html" }, path);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain("This form did not come from our page.");
    },
  );
});

describe("a typed number", () => {
  test("not found, without a country code: the page asks for it, in words that keep the number", async () => {
    const html = await (await type(openApp(), "412 345 999")).text();
    expect(html).toContain("Enter it with + and the country code, or scan the QR code.");
    expect(html).toContain('value="412 345 999"');
    const known = await (await type(openApp(), "+61 412 345 999")).text();
    expect(known).toContain("Check the digits, or scan the QR code.");
  });

  test("leads to its service, and the number is nowhere in the address or the page", async () => {
    const app = openApp();
    const address = await typedAddress(app);
    expect(address).toMatch(/^\/s\/[\w.-]+$/);
    expect(atob(address.slice(3).split(".")[0] ?? "")).not.toContain(IMSI);
    const html = await (await get(app, `${address}?step=days`)).text();
    expect(html).toContain("+7 days");
    expect(html).not.toContain(IMSI);
    expect(html).not.toContain("days left");
  });

  test("is good for 15 minutes; each page that is opened begins them anew", async () => {
    const app = openApp();
    const first = await typedAddress(app);
    app.backend.now += 14 * 60 * SECONDS;
    const html = await (await get(app, first)).text();
    const [, second = ""] = /href="(\/s\/[^"?]+)\?step=days"/.exec(html) ?? [];
    app.backend.now += 2 * 60 * SECONDS;
    expect((await get(app, first)).status).toBe(403);
    expect((await get(app, `${second}?step=days`)).status).toBe(200);
  });

  test("a stronger token is refused in an address", async () => {
    const app = openApp();
    const view = (await (await app.call("/api/service")).json()) as ServiceView;
    expect((await get(app, `/s/${view.service_token}?step=days`)).status).toBe(403);
  });

  test("of no service: the same page says so with 404", async () => {
    const answer = await type(openApp(), "001010000000999");
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("We found no service with this number.");
  });
});

describe("how long a page waits for the OCS", () => {
  /** The time budget of each read of the OCS; ms, or undefined for none. */
  function watched(app = openApp()) {
    const budgets: (number | undefined)[] = [];
    const { ocs } = app.backend.ports;
    const { read } = ocs;
    Object.assign(ocs, {
      read: (account: Parameters<typeof read>[0], timeBudgetMs?: number) => {
        budgets.push(timeBudgetMs);
        return read(account, timeBudgetMs);
      },
    });
    return { app, budgets };
  }
  /** Sessions answer after so long, unless their time budget is over before. */
  const sessionsAfter = (app: TestApp, ms: number) => {
    const { account } = app.backend.service;
    app.backend.addressSources = [
      {
        method: "session",
        ask: async (_ip, timeBudgetMs = 900) => {
          app.backend.now += Math.min(ms, timeBudgetMs);
          if (ms > timeBudgetMs) return { kind: "silent", why: `timeout after ${timeBudgetMs} ms` };
          return { kind: "one", identity: { account } };
        },
      },
    ];
  };

  test.each([
    [0, 800],
    [300, 500],
    [799, 1],
  ])("sessions that took %i ms leave %i ms for the balance", async (tookMs, leftMs) => {
    const { app, budgets } = watched();
    sessionsAfter(app, tookMs);
    expect((await get(app, "/")).status).toBe(200);
    expect(budgets).toEqual([leftMs]);
  });

  test("sessions that took all of it: the OCS is not asked, the page is pending", async () => {
    const { app, budgets } = watched();
    sessionsAfter(app, 800);
    const startedAt = app.backend.now;
    expect(await (await get(app, "/")).text()).toContain("Checking your balance…");
    expect(budgets).toEqual([]);
    expect(app.backend.now - startedAt).toBe(800);
  });

  test("sessions that take longer end with the page's time budget, and the page asks", async () => {
    const { app } = watched();
    sessionsAfter(app, 850);
    const startedAt = app.backend.now;
    expect(await (await get(app, "/")).text()).toContain("Which device is it for?");
    expect(app.backend.now - startedAt).toBe(800);
  });

  test("a page that waits has no time budget", async () => {
    const { app, budgets } = watched();
    sessionsAfter(app, 850);
    expect((await get(app, "/?wait=1")).status).toBe(200);
    expect((await get(app, "/api/service")).status).toBe(200);
    expect(budgets).toEqual([undefined, undefined]);
  });

  test("whose deployment may not sell: says so before anything is typed, and keeps the choice", async () => {
    const app = new TestApp();
    app.backend.deployment.firstId = "old-1";
    const page = await (await app.call("/?days=9")).text();
    expect(page).toContain("Payment system unavailable");
    expect(page).toContain("Your choice is kept");
    expect(page).toContain("9 days");
    expect(page).toContain('data-testid="retry"');
    expect(page).not.toContain('data-testid="continue-days"');
  });

  test("a typed number: the same time budget, then the pending page with its token", async () => {
    const { app, budgets } = watched();
    const address = await typedAddress(app);
    const { now } = app.backend;
    app.backend.reading = { kind: "unreadable", at: now, why: "timeout" };
    const html = await (await get(app, `${address}?step=days`)).text();
    expect(budgets).toEqual([800]);
    expect(html).toContain("Looking up the service…");
    const token = /"service_token":"([^"]+)"/.exec(html)?.[1] ?? "";
    const { ocsReads } = app.backend;
    const asked = await get(app, `/api/service?${new URLSearchParams({ service_token: token })}`);
    const view = (await asked.json()) as ServiceView;
    expect(view).toMatchObject({ identification: "weak", balance: { state: "hidden" } });
    expect([budgets.at(-1), app.backend.ocsReads]).toEqual([undefined, ocsReads + 1]);
    const next = /"next":"([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(next).toMatch(/^\/s\/.*&wait=1$/);
    const after = await (await get(app, next)).text();
    expect(after).toContain("You cannot pay until we can read it.");
  });

  test("a stronger token, or a forged one, is no service of a typed number", async () => {
    const app = openApp();
    const strong = (await (await app.call("/api/service")).json()) as ServiceView;
    for (const token of [strong.service_token, "forged"]) {
      const answer = await get(app, `/api/service?service_token=${encodeURIComponent(token)}`);
      expect(await problemOf(answer)).toMatchObject({ code: "service_token_invalid" });
    }
  });
});

describe("what pages may load", () => {
  const policyAt = async (app: TestApp, path: string) =>
    (await app.call(path)).headers.get("content-security-policy") ?? "";

  test("the four steps: Stripe, and no Trusted Types, which Stripe.js cannot do", async () => {
    const policy = await policyAt(openApp(), "/");
    expect(policy).toContain("https://*.js.stripe.com");
    expect(policy).not.toContain("trusted-types");
  });

  test("with Stripe's own Stripe.js in development: production's hosts, reported", async () => {
    const app = openApp();
    const reportedAt = async (path: string) =>
      (await app.call(path)).headers.get("content-security-policy-report-only");
    expect(await reportedAt("/")).toBeNull();
    const real = {
      STRIPE_JS_URL: "https://js.stripe.com/endive/stripe.js",
      STRIPE_API_URL: "https://api.stripe.com",
    };
    app.env = { ...app.env, ...real };
    const reported = (await reportedAt("/")) ?? "";
    expect(reported).toMatch(/frame-src [^;]*https:\/\/hooks\.stripe\.com https:\/\/link\.com/);
    expect(reported).toMatch(
      /script-src 'self' https:\/\/js\.stripe\.com https:\/\/\*\.js\.stripe\.com;/,
    );
    expect(reported).toMatch(/; require-trusted-types-for 'script'$/);
    expect(await reportedAt("/find")).toBeNull();
  });

  test.each(["frame-src", "connect-src", "img-src"])("Link's own hosts: %s", async (name) => {
    const policy = await policyAt(openApp(), "/");
    const directive = policy.split("; ").find((one) => one.startsWith(`${name} `)) ?? "";
    expect(directive.split(" ")).toContain("https://*.link.com");
  });

  test.each(["/find", "/l/forged", "/t/svc_1/top_1"])("%s: only this deployment", async (path) => {
    const policy = await policyAt(openApp(), path);
    expect(policy).not.toContain("stripe");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(policy).toContain("wss://topup.example.com");
  });

  test("the operator's colours by their hash, and no other inline style", async () => {
    const app = openApp();
    app.backend.brand = brandOf({ colour: "#ffcc00" });
    for (const path of ["/", "/find", "/t/svc_1/top_1"]) {
      expect(await policyAt(app, path)).toMatch(/style-src 'self' 'sha256-[\w+/]{43}=';/);
    }
    expect(await policyAt(openApp(), "/")).toContain("style-src 'self';");
  });
});

test("a page's links to itself never lead to another site, however it was addressed", async () => {
  const headers = { Accept: "text/html" };
  const request = new Request("https://topup.example.com//evil.example/x", { headers });
  const app = openApp();
  const page = await (await app.hono.request(request, undefined, app.env)).text();
  expect(page).toContain('href="/evil.example/x?lang=ar"');
  expect(page).not.toContain('href="//');
});
