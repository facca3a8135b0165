import { describe, expect, test } from "vitest";
import { ok, refuse } from "../../src/domain/base/result.ts";
import type { FindServiceInput, PortalDeps, TypedRefusal } from "../../src/http/portal/deps.ts";
import { portal, SETTINGS } from "./portal.ts";
import { serviceView, textOf } from "./samples.ts";

const hidden = { state: "hidden", read_at: null, expiry: null, unlimited: false, base: null };
const weakView = () =>
  serviceView({
    identification: "weak",
    service: { ...serviceView().service, kind: "hotspot_dongle", label: "", last_digits: "0994" },
    service_token: "renewed.token",
    balance: { ...hidden, state: "hidden" },
  });
const weak: Partial<PortalDeps> = { findService: async () => ok(weakView()) };
const post = (identity: string, over: Partial<PortalDeps> = {}, headers = {}) =>
  portal(over).request("/", { method: "POST", body: new URLSearchParams({ identity }), headers });
const failing = (error: TypedRefusal): Partial<PortalDeps> => ({
  identify: async () => refuse(error),
});

describe("a typed number", () => {
  test("that is found leads to an address with a token and without the number", async () => {
    const seen: string[] = [];
    const answer = await post("+61 412 345 678", {
      identify: async (identity) => {
        seen.push(identity);
        return ok("to.ken");
      },
    });
    expect(seen).toEqual(["+61 412 345 678"]);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/s/to.ken"]);
  });

  test.each([
    ["invalid_request", " ", 400, "Write the number."],
    ["invalid_request", "12", 400, "Write 8 to 15 digits."],
    ["invalid_request", "0412 345 678", 400, "Write the country code in place of the 0"],
    ["invalid_request", "(0412) 345", 400, "Write the country code in place of the 0"],
    ["invalid_request", "0061", 400, "Write 8 to 15 digits."],
    ["no_such_service", "61400000000", 404, "We found no service with this number."],
  ] as const)("%s for %j says so beside the field", async (code, typed, status, words) => {
    const answer = await post(typed, failing({ code }));
    expect(answer.status).toBe(status);
    const html = await answer.text();
    expect(textOf(html)).toContain(words);
    expect(html).toContain(`value="${typed}"`);
    expect(html).toMatch(/<input id="identity"[^>]*aria-invalid="true"/);
  });

  test.each([
    [545, "Too many tries. Try again in 10 minutes, or scan the QR code."],
    [60, "Too many tries. Try again in 1 minute, or scan the QR code."],
  ])("too many, for %i more seconds, says when to come back", async (seconds, words) => {
    const answer = await post("61400000000", {
      ...failing({ code: "too_many_identifications", retryAfterSeconds: seconds }),
    });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, `${seconds}`]);
    expect(textOf(await answer.text())).toContain(words);
  });

  test("cannot be marked up as anything but text", async () => {
    const html = await (await post('"><b>', failing({ code: "no_such_service" }))).text();
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;"');
  });

  test("where numbers cannot be typed, nobody is asked for one", async () => {
    const off = { settings: { ...SETTINGS, typedIdentity: false } };
    for (const code of ["service_not_identified", "link_invalid"] as const) {
      const answer = await portal({ ...off, findService: async () => refuse(code) }).request(
        "/l/x",
      );
      const text = textOf(await answer.text());
      expect(text).not.toContain("Phone number or IMSI");
      expect(text).not.toContain("type the number");
    }
  });
});

describe("is this your device", () => {
  test.each(["/l/tok.en", "/s/tok.en"])("is asked first at %s", async (path) => {
    const html = await (await portal(weak).request(path)).text();
    expect(textOf(html)).toContain("Is this your device? Hotspot dongle, ends in 0994");
    expect(html).not.toContain('data-testid="days"');
    expect(html).toContain('href="/find"');
  });

  test.each(["days=7", "step=days", "step=billing", "pick=3"])(
    "has been answered with %s in the address",
    async (query) => {
      const html = await (await portal(weak).request(`/s/tok.en?${query}`)).text();
      expect(html).toContain('data-testid="days"');
    },
  );

  test("is not asked at an address that is its service's own", async () => {
    expect(await (await portal().request("/")).text()).toContain('data-testid="days"');
  });

  test("yes leads on under a new token, so that nobody is cut off in the middle", async () => {
    const html = await (await portal(weak).request("/s/tok.en")).text();
    expect(html).toContain('href="/s/renewed.token?step=days"');
    const next = await (await portal(weak).request("/s/tok.en?step=billing")).text();
    expect(next).toContain('action="/s/renewed.token?days=7&amp;step=billing"');
  });

  test("the token in the address reaches the look, and nothing else does", async () => {
    const seen: Omit<FindServiceInput, "request">[] = [];
    const app = portal({
      findService: async ({ link, typed, waitForOcs }) => {
        seen.push({ link, typed, waitForOcs });
        return ok(weakView());
      },
    });
    await app.request("/s/tok.en?step=days");
    await app.request("/l/tok.en?step=days");
    expect(seen).toEqual([
      { link: null, typed: "tok.en", waitForOcs: false },
      { link: "tok.en", typed: null, waitForOcs: false },
    ]);
  });
});

describe("a weak identity", () => {
  const page = async (query: string) => (await portal(weak).request(`/s/tok.en?${query}`)).text();

  test("sees label, last digits, price and plus days; no balance, no date, no line", async () => {
    const html = await page("days=9&step=days");
    const text = textOf(html);
    for (const words of ["Hotspot dongle, ends in 0994", "+9 days", "A$90.00"]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/20\d\d|Jan|left|Read at/);
    expect(html).toMatch(/<div id="line" hidden/);
  });

  test("is told in the payment step that tax is included, and no date", async () => {
    const text = textOf(await page("days=9&step=payment"));
    expect(text).toContain("A$90.00 for 9 days of unlimited hotspot data");
    expect(text).toContain("Tax included.");
    expect(text).not.toMatch(/20\d\d|Jan/);
  });
});

describe("which device is it for", () => {
  test("may be asked for, also where the connection has a service", async () => {
    const answer = await portal().request("/find");
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('<form class="stack" method="post" action="/"');
    expect(textOf(html)).not.toContain("We cannot tell");
  });

  test.each([
    ["service_not_identified", 404, "We cannot tell from this connection."],
    ["link_invalid", 404, "Use the newest one, or type the number."],
    ["service_token_invalid", 403, "It has been a while."],
  ] as const)("%s asks for a number", async (code, status, words) => {
    const answer = await portal({ findService: async () => refuse(code) }).request("/s/x");
    expect(answer.status).toBe(status);
    const html = await answer.text();
    expect(textOf(html)).toContain(words);
    expect(html).toContain('name="identity"');
  });
});
