import { describe, expect, test } from "vitest";
import { isSignInWindow } from "../../src/http/portal/sign-in-window.ts";
import { portal } from "./portal.ts";
import { serviceView, textOf, topUpJson } from "./samples.ts";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15";
const ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36";
const LIKE = "(KHTML, like Gecko)";
const SMALL = { "user-agent": `${IPHONE} ${LIKE} Mobile/15E148` };

describe("the small window in which a phone signs in to a Wi-Fi network", () => {
  test.each([
    ["iPhone", SMALL],
    ["Mac", { "user-agent": `${MAC} ${LIKE}` }],
    ["Apple's probe", { "user-agent": "CaptiveNetworkSupport-481.100.2 wispr" }],
    ["Android", { "x-requested-with": "com.android.captiveportallogin" }],
    ["Google's Android", { "x-requested-with": "com.google.android.captiveportallogin" }],
  ])("%s", (_whose, headers) => {
    expect(isSignInWindow(new Headers(headers as Record<string, string>))).toBe(true);
  });

  test.each([
    ["Safari", { "user-agent": `${IPHONE} ${LIKE} Version/17.5 Mobile/15E148 Safari/604.1` }],
    ["Chrome on an iPhone", { "user-agent": `${IPHONE} ${LIKE} CriOS/126.0 Mobile/15E148` }],
    ["Safari on a Mac", { "user-agent": `${MAC} ${LIKE} Version/17.5 Safari/605.1.15` }],
    ["Chrome on Android", { "user-agent": `${ANDROID} ${LIKE} Chrome/126.0 Mobile Safari/537.36` }],
    ["an app that shows pages", { "x-requested-with": "com.example.selfcare" }],
    ["a browser that names nothing", {}],
  ])("not: %s", (_who, headers) => {
    expect(isSignInWindow(new Headers(headers as Record<string, string>))).toBe(false);
  });
});

describe("a page in it", () => {
  const pageOf = (address: string, headers: Record<string, string> = SMALL) =>
    portal({ view: serviceView() }).page(address, { headers });

  test.each(["/?days=9&step=billing", "/l/abc?step=days", "/find"])(
    "%s shows its whole address and a QR code of it",
    async (address) => {
      const html = await pageOf(address);
      expect(textOf(html)).toContain("This small window often blocks payment.");
      const whole = `https://kestrel.example${address}`.replaceAll("&", "&amp;");
      expect(html).toContain(`readonly="" value="${whole}"`);
      expect(html).toContain(`src="/qr.svg?${new URLSearchParams({ to: address })}"`);
      expect(html).toContain('<script src="/assets/copy.js"');
    },
  );

  test("that tells what became of a payment says nothing of the kind", async () => {
    const app = portal({ topUp: topUpJson("paid") });
    const html = await app.page("/t/svc_1/top_1", { headers: SMALL });
    expect(html).toContain("/t/svc_1/top_1");
    expect(html).not.toContain("sign-in-window");
  });

  test("in any other window has neither the banner nor its script", async () => {
    const html = await pageOf("/", {});
    expect(html).not.toContain("sign-in-window");
    expect(html).not.toContain("copy.js");
  });
});
