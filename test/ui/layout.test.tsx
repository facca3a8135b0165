/** The frame of every page: the operator's name, colours and mark, and the merchant. */
import { describe, expect, test } from "vitest";
import { refuse } from "../../src/domain/base/result.ts";
import { colourOf, styleSource } from "../../src/http/portal/brand-sheet.ts";
import type { PortalSettings } from "../../src/http/portal/deps.ts";
import { portal, SETTINGS } from "./portal.ts";
import { textOf } from "./samples.ts";

const pageWith = async (over: Partial<PortalSettings>, path = "/") =>
  (await portal({ settings: { ...SETTINGS, ...over } }).request(path)).text();
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
  test("names the merchant and links the configured conditions", async () => {
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

describe("the operator's mark", () => {
  test("is the default wing and the name", async () => {
    const html = await pageWith({});
    expect(html).toContain("</svg>Kestrel Mobile</a>");
    expect(html).toContain("fill=%22%2300616f%22");
  });

  test("or the operator's logo, with the name as its alternative text", async () => {
    const html = await pageWith({ logo: "/assets/logo.svg" });
    expect(html).toContain('<img class="logo" src="/assets/logo.svg" alt="Kestrel Mobile"');
    expect(html).not.toContain("</svg>Kestrel Mobile</a>");
  });
});

describe("the operator's colour", () => {
  const settings = { BRAND_COLOR: "#e60000" };
  const colour = colourOf(settings);

  test("is in the page itself, after the style sheet, and in the page's icon", async () => {
    const html = await pageWith({ ...(colour && { colour }) });
    expect(html.indexOf("<style>")).toBeGreaterThan(html.indexOf("/assets/shop.css"));
    expect(html).toContain("--accent:#e60000");
    expect(html).toContain("fill=%22%23e60000%22");
  });

  test("is allowed by the hash of exactly that text", async () => {
    const html = await pageWith({ ...(colour && { colour }) });
    const [, text = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
    expect(await styleSource(settings)).toBe(`'sha256-${hash}'`);
  });

  test("wins over the tokens of a sheet that is loaded later", () => {
    expect(colour?.sheet).not.toMatch(/(?<!:root):root\{/);
  });

  test("is computed once per configuration, and never without one", async () => {
    expect(colourOf(settings)).toBe(colour);
    expect(colourOf({ BRAND_COLOR: "" })).toBe(null);
    expect(await styleSource({ BRAND_COLOR: "" })).toBe(null);
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
    const answer = await portal().request(path);
    expect(answer.headers.get("content-security-policy")).toBe(
      `policy of a page that loads ${loads}`,
    );
  });

  test("a page beside the four steps has its own sheet and script", async () => {
    const app = portal({ findService: async () => refuse("service_not_identified") });
    const html = await (await app.request("/")).text();
    expect(html).toContain('href="/assets/support.css"');
    expect(html).toContain('src="/assets/support.en.js"');
    expect(html).not.toContain("shop.en.js");
  });
});
