/** The layout of every page: the operator's name, colours and brand mark, and who sells. */
import { describe, expect, test } from "vitest";
import { sheetOf, styleSource } from "../../src/http/portal/brand-sheet.ts";
import { type Given, portal } from "./portal.ts";
import { serviceView, textOf, topUpJson } from "./samples.ts";

const pageWith = (given: Given, path = "/") => portal({ view: serviceView(), ...given }).page(path);
const LEGAL = {
  merchant: {
    name: "Kestrel Mobile Pty Ltd",
    address: "8 Harbour Street, Sydney NSW 2000",
    number: "ABN 51 824 753 556",
  },
  links: {
    terms: "https://kestrel.example/terms",
    privacy: "https://kestrel.example/privacy",
    refundPolicy: "",
  },
  statementDescriptor: "",
  withdrawalConsent: false,
};

describe("the footer", () => {
  test("names who sells and links the conditions that are configured", async () => {
    const html = await pageWith({ legal: LEGAL });
    const footer = textOf(html.slice(html.indexOf("<footer")));
    expect(footer).toContain("Kestrel Mobile Pty Ltd, ABN 51 824 753 556");
    expect(footer).toContain("8 Harbour Street, Sydney NSW 2000");
    expect(html).toContain('<a href="https://kestrel.example/terms">Terms</a>');
    expect(html).not.toContain("Refunds");
  });

  test("names the portal when nothing is configured; support and another device are always there", async () => {
    const footer = textOf((await pageWith({})).split("<footer")[1] ?? "");
    expect(footer).toMatch(/Kestrel Mobile\s+Contact support\s*Another device/);
  });
});

describe("the brand mark", () => {
  test("is the default picture and the name", async () => {
    const html = await pageWith({});
    expect(html).toContain("</svg>Kestrel Mobile</a>");
    expect(html).toContain("fill=%22%2300616f%22");
  });

  test("or the operator's picture, with the name as its alternative text", async () => {
    const html = await pageWith({ env: { BRAND_LOGO: "/assets/logo.svg" } });
    expect(html).toContain('<img class="logo" src="/assets/logo.svg" alt="Kestrel Mobile"');
    expect(html).not.toContain("</svg>Kestrel Mobile</a>");
  });
});

describe("the operator's colour", () => {
  const settings = { BRAND_COLOR: "#e60000" };
  const sheet = sheetOf(settings.BRAND_COLOR);

  test("is in the page itself, after the default sheet, and in the window's icon", async () => {
    const html = await pageWith({ env: settings });
    expect(html.indexOf("<style>")).toBeGreaterThan(html.indexOf("/assets/shop.css"));
    expect(html).toContain("--accent:#e60000");
    expect(html).toContain("fill=%22%23e60000%22");
  });

  test("is allowed by the hash of exactly that text", async () => {
    const html = await pageWith({ env: settings });
    const [, text = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
    expect(await styleSource(sheet)).toBe(`'sha256-${hash}'`);
  });

  test("stays in force when a later sheet brings the default tokens", () => {
    expect(sheet).not.toMatch(/(?<!:root):root\{/);
  });

  test("has no sheet where a brand has none", async () => {
    const html = await pageWith({});
    expect(html).not.toContain("<style>");
  });
});

describe("what a page may load", () => {
  test.each([
    ["/", "stripe"],
    ["/?step=payment", "stripe"],
    ["/l/tok.en", "ours"],
    ["/find", "ours"],
    ["/t/svc_1/top_1", "ours"],
  ])("%s: %s", async (path, loads) => {
    const app = portal({ view: serviceView(), topUp: topUpJson("paid") });
    const answer = await app.request(path);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy.includes("https://js.stripe.com")).toBe(loads === "stripe");
  });

  test("a page beside the four steps has its own sheet and script", async () => {
    const html = await portal({ refusal: "service_not_identified" }).page("/");
    expect(html).toContain('href="/assets/support.css"');
    expect(html).toContain('src="/assets/support.en.js"');
    expect(html).not.toContain("shop.en.js");
  });
});
