/** The portal's pages over the real doors: who is found, and what a page may load. */
import { describe, expect, test } from "vitest";
import type { ServiceView } from "../../src/contract/api.ts";
import { FakeDoors } from "./fake-doors.ts";

const IMSI = "001010000000001";
const NOWHERE = { "CF-Connecting-IP": "192.0.2.9" };
const FORM = { ...NOWHERE, "Content-Type": "application/x-www-form-urlencoded" };
const SECONDS = 1000;

function doors(vars: Record<string, string> = {}): FakeDoors {
  const made = new FakeDoors();
  made.env = { ...made.env, ...vars };
  made.house.service = { ...made.house.service, imsi: IMSI };
  return made;
}
const type = (made: FakeDoors, identity: string) =>
  made.call("/", {
    method: "POST",
    body: `identity=${encodeURIComponent(identity)}`,
    headers: FORM,
  });
const get = (made: FakeDoors, path: string) => made.call(path, { headers: NOWHERE });

/** The address that a typed number leads to. */
async function typedAddress(made: FakeDoors): Promise<string> {
  const answer = await type(made, IMSI);
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}

describe("a typed number", () => {
  test("leads to its service, and the number is nowhere in the address or the page", async () => {
    const made = doors();
    const address = await typedAddress(made);
    expect(address).toMatch(/^\/s\/[\w.-]+$/);
    expect(atob(address.slice(3).split(".")[0] ?? "")).not.toContain(IMSI);
    const html = await (await get(made, `${address}?step=days`)).text();
    expect(html).toContain("+7 days");
    expect(html).not.toContain(IMSI);
    expect(html).not.toContain("days left");
  });

  test("is good for 15 minutes; each page that is opened begins them anew", async () => {
    const made = doors();
    const first = await typedAddress(made);
    made.house.now += 14 * 60 * SECONDS;
    const html = await (await get(made, first)).text();
    const [, second = ""] = /href="(\/s\/[^"?]+)\?step=days"/.exec(html) ?? [];
    made.house.now += 2 * 60 * SECONDS;
    expect((await get(made, first)).status).toBe(403);
    expect((await get(made, `${second}?step=days`)).status).toBe(200);
  });

  test("a stronger token opens nothing in an address", async () => {
    const made = doors();
    const view = (await (await made.call("/api/service")).json()) as ServiceView;
    expect((await get(made, `/s/${view.service_token}?step=days`)).status).toBe(403);
  });

  test("nobody else has it: the same page says so with 404", async () => {
    const answer = await type(doors(), "001010000000999");
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("We found no service with this number.");
  });
});

describe("what pages may load", () => {
  const policyAt = async (made: FakeDoors, path: string) =>
    (await made.call(path)).headers.get("content-security-policy") ?? "";

  test("the four steps: Stripe, and no Trusted Types, which Stripe.js cannot do", async () => {
    const policy = await policyAt(doors(), "/");
    expect(policy).toContain("https://*.js.stripe.com");
    expect(policy).not.toContain("trusted-types");
  });

  test.each(["/find", "/l/forged", "/t/svc_1/top_1"])("%s: nobody but us", async (path) => {
    const policy = await policyAt(doors(), path);
    expect(policy).not.toContain("stripe");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(policy).toContain("wss://topup.example.com");
  });

  test("the operator's colours by their hash, and never any inline style", async () => {
    const made = doors({ BRAND_COLOR: "#ffcc00" });
    for (const path of ["/", "/find", "/t/svc_1/top_1"]) {
      expect(await policyAt(made, path)).toMatch(/style-src 'self' 'sha256-[\w+/]{43}=';/);
    }
    expect(await policyAt(doors(), "/")).toContain("style-src 'self';");
  });
});

test("a page's links to itself never lead to another site, however it was addressed", async () => {
  const headers = { Accept: "text/html" };
  const request = new Request("https://topup.example.com//evil.example/x", { headers });
  const made = doors();
  const page = await (await made.app.request(request, undefined, made.env)).text();
  expect(page).toContain('href="/evil.example/x?lang=ar"');
  expect(page).not.toContain('href="//');
});
