/** What the configuration may hold, and what is said of what it may not. */
import { describe, expect, test } from "vitest";
import { adviceOn } from "../../src/config/advice.ts";
import { objectSettingsOf } from "../../src/config/object-settings.ts";
import { PUBLISHED, PUBLISHED_RING_KEYS } from "../../src/config/published.ts";
import { settingsOf } from "../../src/config/settings-of.ts";
import { pageSources } from "../../src/http/base/page-policy.ts";
import { workerVars } from "../dev/worker-vars.ts";
import { LOCAL_RINGS } from "../fixtures/payers.ts";
import { PRODUCTION, refused, ring } from "./production-vars.ts";
import { VARS } from "./test-app.ts";

test("production starts with secrets of its own", () => {
  expect(refused({})).toBe("accepted");
});

test("what is not set at all is said as that, and not as a wrong type", () => {
  const said = refused({ STRIPE_PUBLISHABLE_KEY: undefined });
  expect(said).toContain("is needed, and is not set");
  expect(said).toContain("at STRIPE_PUBLISHABLE_KEY");
});

test("LEGACY_USAGE=full is advised against at start, and refused nowhere", () => {
  const reader = { ALERT_EMAIL: "oncall@example.net" };
  const advice = (LEGACY_USAGE: string) =>
    adviceOn(settingsOf({ ...PRODUCTION, ...reader, LEGACY_USAGE }), PRODUCTION);
  expect(refused({ LEGACY_USAGE: "full" })).toBe("accepted");
  expect(advice("full")).toEqual([expect.stringMatching(/^LEGACY_USAGE is full: .*alias/)]);
  for (const other of ["alias", "masked", "off"]) expect(advice(other)).toEqual([]);
});

test("a deployment whose alerts have no reader is told so, and refused nowhere", () => {
  const advice = (ALERT_EMAIL: string) =>
    adviceOn(settingsOf({ ...PRODUCTION, LEGACY_USAGE: "off", ALERT_EMAIL }), PRODUCTION);
  expect(advice("")).toEqual([expect.stringContaining("ALERT_EMAIL is empty")]);
  expect(advice("a@example.net, b@example.net")).toEqual([]);
  expect(refused({ ALERT_EMAIL: "" })).toBe("accepted");
});

test.each([
  [{ ALERT_EMAIL: "a@example.net; b@example.net" }, "is no email address"],
  [{ ALERT_EMAIL: "on-call" }, "on-call is no email address"],
  [{ WEBHOOK_PORTS: "443,https" }, '"https" is no port'],
  [{ WEBHOOK_PORTS: "70000" }, "is no port"],
])("%j is refused by name", (vars, words) => {
  const said = refused(vars);
  expect(said).toContain(words);
  expect(said).toContain(Object.keys(vars)[0]);
});

describe("production refuses by name, without quoting it,", () => {
  const published = Object.entries(PUBLISHED).flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  );
  test.each(published)("%s as the source publishes it: %s", (name, value) => {
    const said = refused({ [name]: value });
    expect(said).toMatch(
      new RegExp(`published with the source: set one of your own\\n.*at ${name}`),
    );
    expect(said).not.toContain(value);
  });

  test.each([
    ["LIMITER", "off", /has to be on/],
    ["PUBLIC_URL", "http://topup.kestrel-mobile.net", /https/],
    ["PUBLIC_URL", "https://topup.example.com", /example/],
    ["MAIL_URL", "http://mail.kestrel-mobile.net", /https/],
    ["STRIPE_API_URL", "http://127.0.0.1:1", /https/],
    ["SUPPORT_CONTACT", "support@example.com", /example/],
    ["MAIL_FROM", "edge-topup <receipts@example.com>", /example/],
    ["DEPLOYMENT_ID", "", /is needed/],
    ["SEAL_KEYS", LOCAL_RINGS.SEAL_KEYS, /published/],
    ["PAYER_KEY_SECRETS", `${ring("new")},${LOCAL_RINGS.PAYER_KEY_SECRETS}`, /published/],
    ["SEAL_KEYS", `k1:${btoa("\0".repeat(32))}`, /one byte repeated/],
    ["SEAL_KEYS", `${ring("seal")},${ring("seal", "k0")}`, /also "k1" of SEAL_KEYS/],
    ["PAYER_KEY_SECRETS", ring("seal"), /also "k1" of SEAL_KEYS/],
  ])("%s: %s", (name, value, why) => {
    const said = refused({ [name]: value });
    expect(said).toMatch(why);
    expect(said).toContain(`at ${name}`);
  });
});

test("whatever secret the demo and the tests have is on the list of what is published", () => {
  const { ENVIRONMENT: _, ...demo } = workerVars(
    {
      stripe: { url: "http://s" },
      cgrates: null,
      mailbox: { url: "http://m" },
      turnstile: { url: "http://t" },
    } as never,
    "http://127.0.0.1:1",
  );
  const isSecret = (name: string) => /KEY|SECRET|TOKEN/.test(name);
  const known = new Set([...Object.values(PUBLISHED).flat(), ...PUBLISHED_RING_KEYS]);
  const unlisted = [...Object.entries(demo), ...Object.entries(VARS)]
    .filter(([name, value]) => isSecret(name) && !known.has(value.replace(/^local:/, "")))
    .map(([name]) => name);
  expect(unlisted).toEqual([]);
});

describe("what makes no brand is named as the variable", () => {
  test.each([
    ["MAIL_FROM", "abc"],
    ["BRAND", "Ä b/../c"],
    ["PUBLIC_URL", "https://topup.kestrel-mobile.net/x?y"],
    ["LANGUAGES", "fr"],
    ["LANGUAGES", "en,"],
    ["SELF_CARE_NAME", "   "],
    ["SUPPORT_CONTACT", "  "],
  ])("%s: %s", (name, value) => {
    expect(refused({ [name]: value }, VARS)).toContain(`at ${name}`);
  });
});

test("an object starts with what it needs, whatever else is wrong", () => {
  const { SEAL_KEYS: _a, SIGNING_KEY: _b, ...vars } = PRODUCTION;
  expect(refused({ SEAL_KEYS: undefined }, vars)).toContain("SEAL_KEYS");
  expect(objectSettingsOf(vars).timings().ocsCallMs).toBeGreaterThan(0);
});

describe("what an object cannot use keeps it from nothing else", () => {
  const west = { vendor: "cgrates", url: "no address", auth: 7 };
  test("wrong timings are named when they are asked for, and never guessed", () => {
    const { timings, vendors } = objectSettingsOf({ ...PRODUCTION, TIMINGS: '{"leaseMs":"x"}' });
    expect(timings).toThrow(/TIMINGS/);
    expect([...vendors.keys()]).toEqual(["main"]);
  });

  test.each([
    ["an address that is none", JSON.stringify({ west }), ["west", "main"]],
    [
      "a vendor without an adapter",
      JSON.stringify({ west, east: { vendor: "acme" } }),
      ["west", "main"],
    ],
    ["no JSON", "{", ["main"]],
    ["null", "null", ["main"]],
  ])(
    "an engine with %s: the others render, and it is said why one is missing",
    (_, text, names) => {
      const { vendors, enginesWrong, timings } = objectSettingsOf({ OCS_ENGINES: text });
      expect([...vendors.keys()]).toEqual(names);
      expect(enginesWrong).toBe("OCS_ENGINES is not valid");
      expect(timings().leaseMs).toBeGreaterThan(0);
    },
  );
});

test.each([
  ["0.20", "USD", "0.50"],
  ["49", "JPY", "50"],
  ["0.29", "GBP", "0.30"],
])("a price of %s %s is below what Stripe charges: never offered", (price, currency, least) => {
  const said = refused({ TOPUP_PRICE_PER_DAY: price, CURRENCY_CODE: currency });
  expect(said).toContain(`Stripe charges at least ${least} for one payment`);
  expect(refused({ TOPUP_PRICE_PER_DAY: least, CURRENCY_CODE: currency })).toBe("accepted");
});

test.each([
  ["0", "KWD", "Stripe charges at least 0.500"],
  ["0", "USD", "Stripe charges at least 0.50"],
  ["0.125", "KWD", "KWD is charged in steps of 0.010: take 0.120 or 0.130"],
  ["1.005", "TND", "TND is charged in steps of 0.010: take 1.000 or 1.010"],
  ["150.50", "ISK", "ISK is charged in steps of 1.00: take 150.00 or 151.00"],
  ["-1", "USD", "not an amount"],
])("a price of %s %s is no price: %s", (price, currency, why) => {
  const said = refused({ TOPUP_PRICE_PER_DAY: price, CURRENCY_CODE: currency });
  expect(said).toContain(why);
  expect(said).toContain("at TOPUP_PRICE_PER_DAY");
});

describe("a line on the bank statement that Stripe refuses is refused before", () => {
  test.each([
    ["STATEMENT_SUFFIX", "4711"],
    ["STATEMENT_SUFFIX", "TOP<UP>"],
    ["STATEMENT_SUFFIX", "TOP'UP"],
    ["STATEMENT_SUFFIX", "TOP * UP"],
    ["STATEMENT_SUFFIX", "TOP\\UP"],
    ["STATEMENT_SUFFIX", "longer than a prefix leaves"],
    ["STATEMENT_SUFFIX", "exactly nineteen ch"],
    ["STATEMENT_DESCRIPTOR", "4711"],
    ["STATEMENT_DESCRIPTOR", 'KESTREL "MOBILE"'],
    ["STATEMENT_DESCRIPTOR", "KESTREL MOBILE PTY LTD"],
  ])("%s: %s", (name, value) => {
    expect(refused({ [name]: value })).toContain(`at ${name}`);
  });
});

describe("Turnstile is off without keys, and on with both", () => {
  const [site, secret] = ["TURNSTILE_SITE_KEY", "TURNSTILE_SECRET_KEY"] as const;
  test.each([
    [site, secret],
    [secret, site],
  ])("%s alone is refused: %s is missing", (given, missing) => {
    const alone = () => settingsOf({ ...VARS, [given]: "0x4AAAAAAADnPIDROzI0001" });
    expect(alone).toThrow(`${given} needs it too`);
    expect(alone).toThrow(`at ${missing}`);
  });

  test("both are taken, and the policy of pages has Cloudflare's origin only then", () => {
    const on = settingsOf({ ...VARS, [site]: "0x4A", [secret]: "0x4B" });
    const policies = [settingsOf({ ...VARS }), on].map((one) => pageSources(one, VARS.PUBLIC_URL));
    const cloudflare = "https://challenges.cloudflare.com";
    expect(policies.map(({ script }) => script.includes(cloudflare))).toEqual([false, true]);
    expect(policies.map(({ frame }) => frame.includes(cloudflare))).toEqual([false, true]);
  });
});
