import { describe, expect, test } from "vitest";
import type { ServiceId } from "../../src/domain/base/ids.ts";
import { IP } from "../app/test-backend.ts";
import { brandOf } from "../fixtures/brands.ts";
import { vault } from "../fixtures/payers.ts";
import { kestrel, portal } from "./portal.ts";
import { NOW, serviceView, textOf } from "./samples.ts";

const hidden = { state: "hidden", read_at: null, expiry: null, unlimited: false, base: null };
const weakView = () =>
  serviceView({
    identification: "weak",
    service: { ...serviceView().service, kind: "hotspot_dongle", label: "", last_digits: "0994" },
    service_token: "renewed.token",
    balance: { ...hidden, state: "hidden" },
  });
const weak = () => portal({ view: weakView() });
const post = (identity: string, backend = kestrel()) =>
  portal({ backend }).request("/", { method: "POST", body: new URLSearchParams({ identity }) });

describe("a typed number", () => {
  test("that is found leads to an address with a token and without the number", async () => {
    const answer = await post("+61 412 345 678");
    const location = answer.headers.get("location") ?? "";
    expect(answer.status).toBe(303);
    expect(location).toMatch(/^\/s\/[\w-]+\.[\w-]+$/);
    expect(atob(location.slice("/s/".length).split(".")[0] ?? "")).not.toContain("412345678");
  });

  test.each([
    [" ", 400, "Enter the number."],
    ["12", 400, "Enter 8 to 15 digits."],
    ["0412 345 678", 400, "Start with + and the country code"],
    ["(0412) 345", 400, "Enter 8 to 15 digits."],
    ["0061", 400, "Enter 8 to 15 digits."],
    ["61400000000", 404, "Enter it with + and the country code, or scan the QR code."],
    ["+61400000000", 404, "Check the digits, or scan the QR code."],
  ] as const)("%j: status %i and a sentence beside the field", async (typed, status, words) => {
    const answer = await post(typed);
    expect(answer.status).toBe(status);
    const html = await answer.text();
    expect(textOf(html)).toContain(words);
    expect(html).toContain(`value="${typed}"`);
    expect(html).toMatch(/<input id="identity"[^>]*aria-invalid="true"/);
  });

  test.each([
    [545, "Too many attempts. Try again in 10 minutes, or scan the QR code."],
    [60, "Too many attempts. Try again in 1 minute, or scan the QR code."],
  ])("too many, for %i more seconds, says when to come back", async (seconds, words) => {
    const backend = kestrel();
    const windowMs = 600_000;
    const window = Math.floor(NOW / windowMs);
    backend.now = (window + 1) * windowMs - seconds * 1000;
    const name = `identifications ${await vault.fingerprint(IP)}`;
    backend.identificationLimiter.counted.set(`${window} ${name}`, 20);
    const answer = await post("61400000000", backend);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, `${seconds}`]);
    expect(textOf(await answer.text())).toContain(words);
  });

  test("cannot become markup", async () => {
    const html = await (await post('"><b>')).text();
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;"');
  });

  test("is not asked for where typed numbers are switched off", async () => {
    for (const refusal of ["service_not_identified", "link_invalid"] as const) {
      const backend = kestrel();
      backend.brand = brandOf({ typedIdentity: false });
      const text = textOf(await portal({ backend, refusal }).page("/l/x"));
      expect(text).not.toContain("Phone number or IMSI");
      expect(text).not.toContain("type the number");
    }
  });
});

describe("is this your device", () => {
  test.each(["/l/tok.en", "/s/tok.en"])("is asked first at %s", async (path) => {
    const html = await weak().page(path);
    expect(textOf(html)).toContain("Is this your device? Hotspot dongle, ends in 0994");
    expect(html).not.toContain('data-testid="days"');
    expect(html).toContain('href="/find"');
  });

  test.each(["days=7", "step=days", "step=billing", "pick=3"])(
    "has been answered with %s in the address",
    async (query) => {
      const html = await weak().page(`/s/tok.en?${query}`);
      expect(html).toContain('data-testid="days"');
    },
  );

  test("is not asked at an address that is its service's own", async () => {
    expect(await portal().page("/")).toContain('data-testid="days"');
  });

  test("yes leads on with a new token, so that the customer can go on", async () => {
    const html = await weak().page("/s/tok.en");
    expect(html).toContain('href="/s/renewed.token?step=days"');
    const next = await weak().page("/s/tok.en?step=billing");
    expect(next).toContain('action="/s/renewed.token?days=7&amp;step=billing"');
  });

  test("the token in the address finds the service, and nothing else does", async () => {
    const backend = kestrel();
    const otherId: ServiceId = `svc_${"1".repeat(26)}`;
    const other = { ...backend.service, id: otherId, msisdn: "61412340994" };
    backend.others = [other];
    const typed = (await post(other.msisdn, backend)).headers.get("location") ?? "";
    const app = portal({ backend });
    expect(textOf(await app.page(`${typed}?step=days`))).toContain("ends in 0994");
    const link = `/l/${await backend.link()}?step=days`;
    expect(textOf(await app.page(link))).toContain("ends in 5678");
    for (const crossed of [link.replace("/l/", "/s/"), typed.replace("/s/", "/l/")]) {
      expect(await app.page(crossed)).toContain('name="identity"');
    }
  });
});

describe("a weak identity", () => {
  const page = (query: string) => weak().page(`/s/tok.en?${query}`);

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
    const answer = await portal({ refusal: code }).request("/s/x");
    expect(answer.status).toBe(status);
    const html = await answer.text();
    expect(textOf(html)).toContain(words);
    expect(html).toContain('name="identity"');
  });
});
