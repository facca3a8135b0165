import { describe, expect, test } from "vitest";
import { pageSources } from "../../src/http/base/page-policy.ts";
import { SESSION } from "../app/journeys.ts";
import { IP } from "../app/test-backend.ts";
import { KEY, payBody, pressPay } from "./journey.ts";
import { problemOf, TestApp } from "./test-app.ts";

describe("the session", () => {
  test("a first visit gets a cookie that scripts and other sites cannot use", async () => {
    const answer = await new TestApp().call("/api/service", { headers: { Cookie: "" } });
    const cookie = answer.headers.get("Set-Cookie") ?? "";
    expect(cookie).toMatch(/^__Host-et_session=[\w-]+\.[\w-]{43}; /);
    for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]) {
      expect(cookie).toContain(part);
    }
  });

  test("a signed one is kept; a forged, changed or unsigned id is a new session", async () => {
    const app = new TestApp();
    expect((await app.call("/api/service")).headers.get("Set-Cookie")).toBeNull();
    const own = await app.cookieOf();
    const link = `__Host-et_session=${await app.backend.link()}`;
    const unsigned = `__Host-et_session=${SESSION}`;
    for (const Cookie of ["__Host-et_session=admin", unsigned, `${own.slice(0, -2)}xx`, link]) {
      const answer = await app.call("/api/service", { headers: { Cookie } });
      const fresh = answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";
      expect(fresh, Cookie).toMatch(/^__Host-et_session=/);
      expect(fresh).not.toBe(own);
    }
  });

  test("the id of another customer's session, unsigned, gets no client secret", async () => {
    const app = new TestApp();
    const body = await payBody(app);
    expect((await app.post("/api/top-ups", body, KEY)).status).toBe(201);
    const unsigned = { ...KEY, Cookie: `__Host-et_session=${SESSION}` };
    const other = await app.post("/api/top-ups", body, unsigned);
    const answer: Record<string, unknown> = await other.json();
    expect(answer).toMatchObject({ payment_intent_id: null });
    expect(answer).not.toHaveProperty("client_secret");
  });

  test("API paths without a customer set none", async () => {
    const app = new TestApp();
    const paths = ["/api/health", "/api/openapi.json", "/operator/unresolved"];
    for (const path of paths) {
      const answer = await app.call(path, { headers: { Cookie: "" } });
      expect(answer.headers.get("Set-Cookie")).toBeNull();
    }
  });
});

const QUOTE = { service_token: "forged", offer_id: "off_1", quantity: 7 };
const DONGLE = {
  service_uuid: "u",
  imsi: "1",
  days: 7,
  payment_intent_id: "pi_1",
  topup_amount: 70,
};

describe("the limiter in front of anonymous posts", () => {
  test("too many: 429 with Retry-After, and nothing is done", async () => {
    const app = new TestApp();
    const body = await payBody(app);
    app.limitReached = true;
    const answer = await app.post("/api/top-ups", body, KEY);
    expect(answer.headers.get("Retry-After")).toBe("60");
    expect(await problemOf(answer)).toMatchObject({ code: "too_many_requests", status: 429 });
    expect(app.backend.object.calls).not.toContain("requestTopUp");
  });

  test("counts by session and address, and by address, so new cookies do not help", async () => {
    const app = new TestApp();
    await app.post("/api/quotes", QUOTE);
    await app.post("/api/quotes", QUOTE, { Cookie: "" });
    const known = [`posts ${SESSION}@${IP}`, `posts ${IP}`];
    expect(app.limited).toEqual([...known, `posts none@${IP}`, `posts ${IP}`]);
  });

  test("counts a system by its address alone: it calls for all of its customers", async () => {
    const app = new TestApp();
    await app.post("/oam/topup_dongle", DONGLE);
    expect(app.limited).toEqual([`pays ${IP}`]);
  });

  test("counts an IPv6 caller as its /64, whatever address it takes there", async () => {
    const app = new TestApp();
    for (const ip of ["2001:db8:64:1::1", "2001:db8:64:1:ffff::9"]) {
      await app.post("/api/quotes", QUOTE, { "CF-Connecting-IP": ip });
    }
    expect(new Set(app.limited).size).toBe(2);
  });

  test("counts a page that would ask Stripe; too many: it is shown without asking", async () => {
    const app = new TestApp();
    const { top_up } = await pressPay(app);
    const page = `/t/${top_up.service_id}/${top_up.id}`;
    const reads = () => app.backend.stripe.calls.filter((name) => name === "readIntent").length;
    app.limited.length = 0;
    const back = `${page}?payment_intent=pi_1&redirect_status=succeeded`;
    expect((await app.call(back)).status).toBe(303);
    expect([reads(), app.limited]).toEqual([1, [`reads ${SESSION}@${IP}`, `reads ${IP}`]]);
    app.limitReached = true;
    for (const method of ["GET", "HEAD"]) {
      expect((await app.call(back, { method })).status).toBe(200);
    }
    expect((await app.call(page)).status).toBe(200);
    expect([reads(), app.limited.length]).toEqual([1, 6]);
  });

  test("does not count what asks nothing outside, and webhooks", async () => {
    const app = new TestApp();
    const { top_up } = await pressPay(app);
    app.limited.length = 0;
    app.limitReached = true;
    const paths = [`/t/${top_up.service_id}/${top_up.id}`, "/find", "/api/health", "/robots.txt"];
    for (const path of paths) await app.call(path);
    await app.post("/webhooks/stripe", "{}");
    expect(app.limited).toEqual([]);
  });

  test("LIMITER=off: never asked", async () => {
    const app = new TestApp();
    app.env.LIMITER = "off";
    await app.post("/api/quotes", QUOTE);
    expect(app.limited).toEqual([]);
  });
});

/** Of no use here. */
const NOT_SENT = ["X-Frame-Options", "X-XSS-Protection", "Origin-Agent-Cluster"];

describe("what every answer carries", () => {
  test.each(["/api/health", "/api/nothing", "/", "/operator/unresolved"])("%s", async (path) => {
    const { headers } = await new TestApp().call(path);
    expect(headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("same-origin");
    expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin-allow-popups");
    expect(headers.get("Permissions-Policy")).toBe(
      'payment=(self "https://js.stripe.com" "https://pay.google.com")',
    );
    expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("Strict-Transport-Security")).toBe("max-age=31536000");
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
    for (const name of NOT_SENT) expect(headers.has(name), name).toBe(false);
  });

  test("the API loads nothing; pages load from us and Stripe, never inline", async () => {
    const app = new TestApp();
    const api = (await app.call("/api/health")).headers.get("Content-Security-Policy");
    expect(api).toBe(
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    expect(api).not.toContain("script-src");
    const page = (await app.call("/")).headers.get("Content-Security-Policy") ?? "";
    expect(page).toContain("script-src 'self' http://127.0.0.1:12111");
    expect(page).toContain("wss://topup.example.com");
    expect(page).not.toContain("unsafe");
  });

  test("the API's reference page loads from us only, never inline; no session", async () => {
    const { headers } = await new TestApp().call("/api/docs", { headers: { Cookie: "" } });
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(headers.get("Set-Cookie")).toBeNull();
  });

  test("in production no simulator's origin is in the policy", () => {
    const sources = pageSources(
      {
        ENVIRONMENT: "production",
        STRIPE_API_URL: "https://api.stripe.com",
        STRIPE_JS_URL: "https://js.stripe.com/endive/stripe.js",
        TURNSTILE_SITE_KEY: "",
        TURNSTILE_URL: "https://challenges.cloudflare.com",
      },
      "https://topup.example.com/",
    );
    expect(sources.connect).toEqual([
      "'self'",
      "wss://topup.example.com",
      "https://api.stripe.com",
      "https://link.com",
      "https://*.link.com",
    ]);
    expect(sources.script[1]).toBe("https://js.stripe.com");
  });
});

describe("faults", () => {
  test("a fault leaves as `internal`, without its inside, and is logged with its id", async () => {
    const app = new TestApp();
    app.backend.registerDown = true;
    const answer = await app.call("/api/service");
    const text = await answer.clone().text();
    const problem = await problemOf(answer);
    expect(problem).toMatchObject({ code: "internal", status: 500 });
    expect(text).not.toContain("D1 is down");
    expect(answer.headers.get("X-Request-Id")).toBe(problem.request_id);
    const { requestId, route } = app.backend.logged[0]?.fields ?? {};
    expect([requestId, route]).toEqual([problem.request_id, "/api/service"]);
    expect(app.backend.logged[0]?.fault).toMatchObject({ message: "D1 is down" });
  });

  test("a wrong configuration answers 500 everywhere, health included", async () => {
    const app = new TestApp();
    app.env.STRIPE_SECRET_KEY = "sk_live_1";
    expect((await app.call("/api/health")).status).toBe(500);
    expect((await app.call("/", { headers: { Accept: "text/html" } })).status).toBe(500);
    expect(app.backend.logged[0]?.fault).toMatchObject({
      message: expect.stringContaining("test and live keys are mixed"),
    });
  });

  test("a person gets a page, a program a problem", async () => {
    const app = new TestApp();
    const page = await app.call("/nothing/here", { headers: { Accept: "text/html" } });
    expect(page.status).toBe(404);
    expect(page.headers.get("Content-Type")).toContain("text/html");
    expect(await problemOf(await app.call("/nothing/here"))).toMatchObject({ code: "not_found" });
  });
});
