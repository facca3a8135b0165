/** What the configuration may hold, and what is said of what it may not. */
import { describe, expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { adviceOn } from "../../src/config/brand.ts";
import { PUBLISHED, PUBLISHED_RING_KEYS } from "../../src/config/published.ts";
import { objectSettingsOf, settingsOf } from "../../src/config/settings-of.ts";
import { pageSources } from "../../src/http/base/page-policy.ts";
import { CONFIG } from "../dev/paths.ts";
import { workerVars } from "../dev/worker-vars.ts";
import { LOCAL_RINGS } from "../fixtures/payers.ts";
import { VARS } from "./test-app.ts";

const ring = (text: string, id = "k1") => `${id}:${btoa(text.padEnd(32, "abcdefghijklmnop"))}`;

/** wrangler.toml with the secrets and vars that README tells to set. */
const PRODUCTION: Readonly<Record<string, unknown>> = {
  ...unstable_readConfig({ config: CONFIG }).vars,
  PUBLIC_URL: "https://topup.kestrel.test",
  SUPPORT_CONTACT: "help@kestrel.test",
  MAIL_FROM: "Kestrel <receipts@kestrel.test>",
  DEPLOYMENT_ID: "0b5f6c0e-6f0a-4b39-9a44-3f1b7e0f5c11",
  STRIPE_PUBLISHABLE_KEY: "pk_live_51",
  STRIPE_SECRET_KEY: "rk_live_51",
  STRIPE_WEBHOOK_SECRET: "whsec_of_its_own_51",
  SIGNING_KEY: "a signing key of its own",
  SEAL_KEYS: ring("seal"),
  PAYER_KEY_SECRETS: ring("payer"),
};
const refused = (change: object, vars = PRODUCTION): string => {
  try {
    settingsOf({ ...vars, ...change });
    return "accepted";
  } catch (fault) {
    return String(fault);
  }
};

test("production starts with secrets of its own", () => {
  expect(refused({})).toBe("accepted");
});

test("LEGACY_USAGE=full is advised against at start, and refused nowhere", () => {
  const reader = { ALERT_EMAIL: "oncall@example.net" };
  const advice = (LEGACY_USAGE: string) =>
    adviceOn(settingsOf({ ...PRODUCTION, ...reader, LEGACY_USAGE }));
  expect(refused({ LEGACY_USAGE: "full" })).toBe("accepted");
  expect(advice("full")).toEqual([expect.stringMatching(/^LEGACY_USAGE is full: .*alias/)]);
  for (const other of ["alias", "masked", "off"]) expect(advice(other)).toEqual([]);
});

test("a deployment whose alerts have no reader is told so, and refused nowhere", () => {
  const advice = (ALERT_EMAIL: string) =>
    adviceOn(settingsOf({ ...PRODUCTION, LEGACY_USAGE: "off", ALERT_EMAIL }));
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
    ["PUBLIC_URL", "http://topup.kestrel.test", /https/],
    ["PUBLIC_URL", "https://topup.example.com", /example/],
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
    ["PUBLIC_URL", "https://topup.kestrel.test/x?y"],
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
  expect(objectSettingsOf(vars).TIMINGS.ocsCallMs).toBeGreaterThan(0);
  expect(() => objectSettingsOf({ ...vars, TIMINGS: "{" })).toThrow(/TIMINGS/);
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
