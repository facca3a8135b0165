/** What a webhook may call: a public https host of others, and nothing else. */
import { describe, expect, test } from "vitest";
import { wrongWebhookUrl } from "../../src/app/webhook-out/callable-url.ts";

const rule = { anyUrl: false, ports: [443], ownHosts: ["topup.example.com", "k.example.net:8443"] };

describe("in production", () => {
  test.each([
    "https://hooks.example.org/in",
    "https://hooks.example.org:443/in?team=ops",
    "https://a.b.c.operator.co.uk/",
    "https://xn--bcher-kva.example.org/",
  ])("%s may be called", (url) => {
    expect(wrongWebhookUrl(url, rule)).toBeNull();
  });

  test.each([
    ["http://hooks.example.org/", "https://"],
    ["ftp://hooks.example.org/", "https://"],
    ["not an address", "no address"],
    [`https://hooks.example.org/${"a".repeat(500)}`, "longer"],
    ["https://user:pass@hooks.example.org/", "user name"],
    ["https://hooks.example.org/#part", "after #"],
    ["https://hooks.example.org:8443/", "port 8443"],
    ["https://hooks.example.org:22/", "port 22"],
  ])("%s may not: %s", (url, words) => {
    expect(wrongWebhookUrl(url, rule)).toContain(words);
  });

  test.each([
    "https://127.0.0.1/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://203.0.113.7/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://[::1]/",
    "https://[fd00::1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://127.0.0.1./",
  ])("%s may not: an address, however it is spelt", (url) => {
    expect(wrongWebhookUrl(url, rule)).toContain("IP address");
  });

  test.each([
    "https://localhost/",
    "https://LOCALHOST./",
    "https://api.localhost/",
    "https://intranet/",
    "https://metadata.google.internal/",
    "https://vault.corp/",
    "https://printer.local/",
    "https://router.home.arpa/",
    "https://topup.test/",
    "https://hidden.onion/",
  ])("%s may not: no public name", (url) => {
    expect(wrongWebhookUrl(url, rule)).toContain("public host name");
  });

  test.each(["https://169.254.169.254.nip.io/", "https://lvh.me/", "https://x.localtest.me/"])(
    "%s may not: a name for any address",
    (url) => {
      expect(wrongWebhookUrl(url, rule)).toContain("stands for any address");
    },
  );

  test.each(["https://topup.example.com/webhooks/stripe", "https://TOPUP.EXAMPLE.COM./"])(
    "%s may not: it is this deployment",
    (url) => {
      expect(wrongWebhookUrl(url, rule)).toContain("this deployment");
    },
  );

  test("another port is taken where the configuration names it, own hosts on no port", () => {
    const wider = { ...rule, ports: [443, 8443] };
    expect(wrongWebhookUrl("https://hooks.example.org:8443/", wider)).toBeNull();
    expect(wrongWebhookUrl("https://k.example.net:8443/", wider)).toContain("this deployment");
  });
});

test("on a developer's machine http and this machine are allowed, other schemes are not", () => {
  const developer = { ...rule, anyUrl: true };
  expect(wrongWebhookUrl("http://127.0.0.1:9999/hook", developer)).toBeNull();
  expect(wrongWebhookUrl("file:///etc/passwd", developer)).toContain("https://");
});
