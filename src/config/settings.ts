import * as z from "zod";
import { DEFAULT_TIMINGS, type Timings } from "../domain/base/timings.ts";
import { canaryAccount, furtherEngines } from "./engines.ts";
import { keyRing } from "./key-ring.ts";

export const CURRENCY = /^[A-Za-z]{3}$/;
const currency = z
  .string()
  .regex(CURRENCY, "three letters, for example USD")
  .transform((code) => code.toLowerCase());
const url = z.url({ protocol: /^https?$/ });
/** Empty text: not set. */
const optionalUrl = z.union([z.literal(""), url]).default("");
const optionalText = z.string().trim().default("");
const onOff = (preset: "on" | "off") => z.enum(["on", "off"]).default(preset);
const secret = z.string().min(16);

/** A country by its calling code, or by its ISO 3166 name in the present spelling. */
function countryOf(text: string): string | null {
  if (/^[1-9]\d{0,2}$/.test(text)) return text;
  if (!/^[A-Z]{2}$/.test(text)) return null;
  const { region = "" } = new Intl.Locale(`und-${text}`);
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  return names.of(region) === undefined ? null : region;
}

const countries = z
  .string()
  .default("")
  .transform((list, ctx): string[] =>
    list.split(/[\s,]+/).flatMap((text) => {
      if (text === "") return [];
      const country = countryOf(text.toUpperCase());
      if (country !== null) return [country];
      ctx.addIssue(`${text} is no country: write AU, or 61 without + or 00`);
      return [];
    }),
  );

/** Addresses between commas; each is one address and nothing else. */
const emails = z
  .string()
  .default("")
  .transform((list, ctx): string[] =>
    list.split(",").flatMap((text) => {
      const email = text.trim();
      if (email === "") return [];
      if (z.email().safeParse(email).success) return [email];
      ctx.addIssue(`${email} is no email address: write a@example.com, b@example.com`);
      return [];
    }),
  );

const ports = z
  .string()
  .default("443")
  .transform((list, ctx): number[] =>
    list.split(",").flatMap((text) => {
      const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
      if (port >= 1 && port <= 65_535) return [port];
      ctx.addIssue(`"${text}" is no port: write 443, or 443,8443`);
      return [];
    }),
  );

const timings = z
  .string()
  .default("{}")
  .transform((text, ctx): Timings => {
    try {
      const overrides = z.record(z.string(), z.number().nonnegative()).parse(JSON.parse(text));
      const unknown = Object.keys(overrides).filter((k) => !(k in DEFAULT_TIMINGS));
      if (unknown.length > 0) ctx.addIssue(`unknown timing: ${unknown.join(", ")}`);
      return { ...DEFAULT_TIMINGS, ...overrides };
    } catch (fault) {
      ctx.addIssue(`not JSON of numbers: ${String(fault)}`);
      return DEFAULT_TIMINGS;
    }
  });

/** Vars and secrets one by one; `settingsOf` checks how they fit together. */
export const settings = z.object({
  ENVIRONMENT: z.enum(["production", "development"]),
  SELF_CARE_NAME: z.string().min(1).default("edge-topup"),
  SUPPORT_CONTACT: z.string().min(1),
  BRAND: z.string().min(1),
  /**
   * Names this deployment on its payments: fixed, and another one per environment and per live
   * and test mode. Empty only in development.
   */
  DEPLOYMENT_ID: z
    .string()
    .regex(/^[\w.-]{0,60}$/, "up to 60 letters, digits, dots, - or _")
    .default(""),
  /**
   * What the names of this environment's queues begin with; the rest is the binding in lower case.
   */
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}-$/, "lower-case letters, digits and -, ending with -")
    .default("edge-topup-"),
  PUBLIC_URL: url,
  STRIPE_API_URL: url,
  STRIPE_JS_URL: url,
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith("pk_"),
  STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_/),
  STRIPE_WEBHOOK_SECRET: secret,
  STATEMENT_SUFFIX: z.string().max(22),
  /** The whole line on a customer's bank statement, as the account at Stripe has it. */
  STATEMENT_DESCRIPTOR: optionalText,
  /** The operator's colour as `#rrggbb`; empty: the default theme. */
  BRAND_COLOR: z.union([z.literal(""), z.string().regex(/^#[0-9a-f]{6}$/i)]).default(""),
  /** The path of a picture in public/, as `/logos/logo.svg`; empty: the default logo. */
  BRAND_LOGO: z.union([z.literal(""), z.string().regex(/^\/[\w./-]+$/)]).default(""),
  /**
   * Who sells: name, address, company or tax number, which the law wants on a page that sells.
   */
  MERCHANT_NAME: optionalText,
  MERCHANT_ADDRESS: optionalText,
  MERCHANT_NUMBER: optionalText,
  TERMS_URL: optionalUrl,
  PRIVACY_URL: optionalUrl,
  REFUND_POLICY_URL: optionalUrl,
  /** `on` where consumers may withdraw for 14 days (EU, UK): asks for their express request. */
  WITHDRAWAL_CONSENT: onOff("off"),
  /** The operator's own service that says which service uses an address; empty: not asked. */
  IP_API_URL: optionalUrl,
  IP_API_TOKEN: z.string().optional(),
  /** `on`: the active sessions of the OCS also say which service uses an address. */
  OCS_SESSIONS: onOff("off"),
  /** The field of a session that holds the address, as the operator's agent template names it. */
  OCS_SESSION_FIELD: z.string().regex(/^\w+$/).default("AllocatedIP"),
  /** `off`: no service is found by a typed number. */
  TYPED_IDENTITY: onOff("on"),
  /** Languages of pages and emails, separated by commas; the first one is the preset. */
  LANGUAGES: z
    .string()
    .default("en,ar")
    .transform((text) => text.split(",").map((tag) => tag.trim().toLowerCase())),
  /** Whose telephone numbers may be typed without country code: "AU", "61", "DE,AT,CH". */
  COUNTRY_CODE: countries,
  /**
   * Cloudflare Turnstile: with both keys a person has to be there before a typed number may pay
   * (decision 32); without them it is off.
   */
  TURNSTILE_SITE_KEY: optionalText,
  TURNSTILE_SECRET_KEY: optionalText,
  /** Where the widget and its check are. */
  TURNSTILE_URL: url.default("https://challenges.cloudflare.com"),
  /** How much `GET /oam/usage` shows of a service that was found by its address. */
  LEGACY_USAGE: z.enum(["full", "alias", "masked", "off"]).default("full"),
  /** `review`: a person looks at a payment of elevated risk before anything is delivered. */
  RISK_REVIEW: z.enum(["deliver", "review"]).default("deliver"),
  /** `true`: a legacy caller's payment need not name its service. */
  LEGACY_ACCEPT_UNTAGGED_INTENTS: z.enum(["true", "false"]).default("false"),
  /** Payments of legacy callers that are older were delivered by the older system. */
  LEGACY_PAYMENT_MAX_AGE_HOURS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .default("24")
    .transform(Number),
  CGRATES_URL: url,
  /** `user:password` for the engine's basic auth; optional. */
  CGRATES_AUTH: z.string().optional(),
  /** The service token of Cloudflare Access in front of the engine; both or neither. */
  CGRATES_ACCESS_ID: optionalText,
  CGRATES_ACCESS_SECRET: optionalText,
  /** An account of no customer at the engine, as `tenant:account`, which `/readyz` reads. */
  CANARY_ACCOUNT: canaryAccount,
  /** Further engines, by the names that services give in `ocs`. */
  OCS_ENGINES: furtherEngines,
  TOPUP_PRICE_PER_DAY: z.string().default("10"),
  CURRENCY_CODE: currency.default("usd"),
  APPROVAL_ABOVE: z.string(),
  LOCATION_HINT: z.enum(["wnam", "enam", "sam", "weur", "eeur", "apac", "oc", "afr", "me"]),
  /** Where objects must live and compute; a part of every object's id, so it never changes. */
  OBJECT_JURISDICTION: z.enum(["", "eu", "us", "fedramp"]).default(""),
  MAIL_URL: url,
  MAIL_FROM: z.string().min(3),
  /** With a key email goes to Resend's API at MAIL_URL, without one to the MAIL binding. */
  MAIL_API_KEY: z.string().optional(),
  /** Whom alerts are sent to, with commas between; empty: only to webhooks that hear them. */
  ALERT_EMAIL: emails,
  HEARTBEAT_URL: optionalUrl,
  /** Ports that webhooks may call; 443 alone is best. */
  WEBHOOK_PORTS: ports,
  /** Signs links, sessions, service tokens and quotes. */
  SIGNING_KEY: secret,
  /** While the key is changed: the one before, which signs nothing more; empty: there is none. */
  SIGNING_KEY_PREVIOUS: z.union([z.literal(""), secret]).default(""),
  /** Makes the first administrator's key while there is none; empty: keys are made by keys. */
  OPERATOR_BOOTSTRAP_TOKEN: z
    .union([
      z.literal(""),
      z.string().regex(/^[\w.~+/-]{32,}$/, "at least 32 of A-Z a-z 0-9 . _ ~ + / -"),
    ])
    .default(""),
  /** Seal payers' names and addresses; the first seals, all open (decision 23). */
  SEAL_KEYS: keyRing,
  /** Make payer keys out of emails; the first makes them, all are searched. */
  PAYER_KEY_SECRETS: keyRing,
  /** `off` only for crash tests and benches, whose requests all come from one address. */
  LIMITER: z.enum(["on", "off"]),
  TIMINGS: timings,
});

export type Settings = Readonly<z.infer<typeof settings>>;

/** The name of this deployment on its payments. */
export const deploymentId = ({ DEPLOYMENT_ID }: Settings): string => DEPLOYMENT_ID || "development";
