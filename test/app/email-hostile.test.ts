import { describe, expect, test } from "vitest";
import {
  BRAND,
  because,
  credited,
  messageOf,
  processing,
  returned,
  sam,
  settingsWith,
} from "./notice-world.ts";

const settings = settingsWith();

/** What a reader of the HTML sees, line by line. */
const seen = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, "")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

describe("both parts say the same", () => {
  test.each([
    ["confirmation", credited().t],
    ["refund", because(returned().t, "not_credited")],
    ["processing", processing().t],
  ] as const)("%s: every line of the text is in the HTML", (kind, t) => {
    const { text, html } = messageOf(kind, t, settings);
    const shown = seen(html);
    // The HTML has links where the text has their addresses.
    const lines = text.split("\n").filter((line) => line !== "" && !line.includes("https://"));
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect(shown).toContain(line);
    for (const link of [BRAND.termsUrl, BRAND.privacyUrl, BRAND.refundPolicyUrl]) {
      expect(html).toContain(`href="${link.replaceAll("&", "&amp;")}"`);
    }
  });
});

describe("the HTML for mail programs", () => {
  const { html } = messageOf("confirmation", credited().t, settings);

  test("fetches nothing and runs nothing", () => {
    expect(html).not.toMatch(/<(img|link|script|iframe|form|table|svg|video|object)\b/i);
    expect(html).not.toMatch(/url\(|@import|@font-face|\bsrc=/i);
  });

  test("has its colours in attributes, at most 600 px, and a dark theme", () => {
    expect(html).toContain("max-width:600px");
    expect(html).toMatch(/<h1 class="ink" style="[^"]*color:#11181a/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain("@media (prefers-color-scheme:dark){");
  });

  test("is in the operator's colour, where there is one", () => {
    const accent = { light: "#7e6408", dark: "#ffcc00" };
    const inBrand = settingsWith({ accent });
    const branded = messageOf("confirmation", credited().t, inBrand).html;
    expect(branded).toContain("border-top:4px solid #7e6408");
    expect(branded).toContain(".link{color:#ffcc00!important}");
    expect(branded).not.toContain("#00616f");
  });

  test("is small: mail programs cut at 102 kB", () => {
    expect(new TextEncoder().encode(html).length).toBeLessThan(12_000);
  });
});

describe("what customers and operators typed", () => {
  test("markup in a name is shown, not followed", () => {
    const { html, text } = messageOf("confirmation", credited().t, settings, {
      firstName: "<script>x</script>",
    });
    expect(html).not.toMatch(/<script/i);
    expect(html).toContain("Hello &lt;script&gt;x&lt;/script&gt;,");
    expect(text).toContain("Hello <script>x</script>,");
  });

  test("markup and quotes in labels, merchant and links stay text", () => {
    const evil = `"><img src=x onerror='a'>&amp;`;
    const worst = settingsWith({
      name: evil,
      supportContact: evil,
      merchantName: `${evil}2`,
      termsUrl: `https://kestrel.example/${evil}`,
    });
    const { html } = messageOf("confirmation", credited(sam({ serviceLabel: evil })).t, worst);
    expect(html).not.toContain("<img");
    expect(html).not.toContain("'a'");
    expect(seen(html)).toContain(`Service: ${evil}`);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "//kestrel.example"])(
    "%s is no link",
    (terms) => {
      const inBrand = settingsWith({ termsUrl: terms });
      const { html } = messageOf("confirmation", credited().t, inBrand);
      expect(html).not.toContain(`href="${terms}`);
      expect(seen(html)).toContain(`Terms: ${terms}`);
    },
  );

  test("a line end begins no header and no line of the email", () => {
    const label = "Dongle\r\nBcc: all@example.net\u2028Paid: nothing";
    const t = credited(sam({ serviceLabel: label })).t;
    const { subject, to, text } = messageOf("confirmation", t, settings, {
      firstName: "Sam\r\nBcc: eve",
      lastName: "R\n\nTransaction ID: TXN-9",
    });
    expect(subject).toBe("7 days added to Dongle Bcc: all@example.net Paid: nothing");
    expect(to.name).toBe("Sam Bcc: eve R Transaction ID: TXN-9");
    expect(text.match(/^Paid:/gm)).toHaveLength(1);
    expect(text).not.toMatch(/^Bcc/m);
  });

  test("signs that turn the direction of what follows are dropped", () => {
    const t = credited(sam({ serviceLabel: "Dongle\u202e\u2066 4242" })).t;
    expect(messageOf("confirmation", t, settings).subject).toBe("7 days added to Dongle 4242");
  });

  test.each([
    "Win at https://evil.example",
    "www.evil.example",
    "evil.example",
    "a@evil.example",
    " ",
  ])("“%s” is no name to greet: it would become a link", (firstName) => {
    const { text, html } = messageOf("confirmation", credited().t, settings, { firstName });
    expect(text).toMatch(/^Hello,\n/);
    expect(html).not.toContain("evil.example");
  });

  test.each(["J. R.", "Jean-Luc", "O’Neil", "سام", "José 3."])("“%s” is a name", (firstName) => {
    const { text } = messageOf("confirmation", credited().t, settings, { firstName });
    expect(text).toContain(`Hello ${firstName},\n`);
  });
});

describe("an email to an address from which nothing has been paid", () => {
  const words = { firstName: "Call +1 900 555 0199", lastName: "to claim your prize" };

  test("carries no word of its sender, in no part and no header", () => {
    const message = messageOf("processing", processing().t, settings, words);
    expect(message.text).toMatch(/^Hello,\n/);
    const everything = JSON.stringify(message);
    for (const word of ["900", "555", "Call", "claim", "prize"]) {
      expect(everything).not.toContain(word);
    }
  });

  test("once it is paid, the payer is called by name", () => {
    const message = messageOf("confirmation", credited().t, settings, { firstName: "Sam" });
    expect(message.text).toMatch(/^Hello Sam,\n/);
    expect(message.to.name).toBe("Sam Rivera");
  });
});
