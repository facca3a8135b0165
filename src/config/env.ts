import * as z from "zod";
import { parseDecimal } from "../domain/base/money.ts";
import { DEFAULT_TIMINGS, type Timings } from "../domain/base/timings.ts";

export interface Bindings {
  readonly DB: D1Database;
  readonly SERVICE: DurableObjectNamespace;
  readonly PROVISION: Queue;
  readonly REFUND: Queue;
  readonly PROJECT: Queue;
  readonly NOTIFY: Queue;
  readonly ANONYMOUS_LIMIT: RateLimit;
  readonly ADDRESS_LIMIT: RateLimit;
  readonly MAIL: SendEmail;
  readonly ASSETS: Fetcher;
}

const CURRENCY = /^[A-Za-z]{3}$/;
const currency = z
  .string()
  .regex(CURRENCY, "three letters, for example USD")
  .transform((code) => code.toLowerCase());
const url = z.url({ protocol: /^https?$/ });
/** Empty: not set. */
const optionalUrl = z.union([z.literal(""), url]).default("");
const optionalText = z.string().trim().default("");
const onOff = (usual: "on" | "off") => z.enum(["on", "off"]).default(usual);
const secret = z.string().min(16);

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

/** Vars and secrets, checked at every door; the message names what is wrong. */
const settings = z
  .object({
    ENVIRONMENT: z.enum(["production", "development"]),
    SELF_CARE_NAME: z.string().min(1).default("edge-topup"),
    SUPPORT_CONTACT: z.string().min(1),
    BRAND: z.string().min(1),
    PUBLIC_URL: url,
    STRIPE_API_URL: url,
    STRIPE_JS_URL: url,
    STRIPE_PUBLISHABLE_KEY: z.string().startsWith("pk_"),
    STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_/),
    STRIPE_WEBHOOK_SECRET: secret,
    STATEMENT_SUFFIX: z.string().max(22),
    /** What stands on the customer's statement in full, as the account at Stripe has it. */
    STATEMENT_DESCRIPTOR: optionalText,
    /** One hex colour of the operator; empty: the house's own. */
    BRAND_COLOR: z.union([z.literal(""), z.string().regex(/^#[0-9a-f]{6}$/i)]).default(""),
    /** A picture under our own address (`/assets/…`, put into public/); empty: the house's mark. */
    BRAND_LOGO: z.union([z.literal(""), z.string().regex(/^\/[\w./-]+$/)]).default(""),
    /** Who sells, as the law wants it on a paying page (name, address, company or tax number). */
    MERCHANT_NAME: optionalText,
    MERCHANT_ADDRESS: optionalText,
    MERCHANT_NUMBER: optionalText,
    TERMS_URL: optionalUrl,
    PRIVACY_URL: optionalUrl,
    REFUND_POLICY_URL: optionalUrl,
    /** `on` where customers have 14 days to withdraw (EU, UK): asks for the express request. */
    WITHDRAWAL_CONSENT: onOff("off"),
    /** The operator's own answer to "whose address is this?"; empty: nobody is asked. */
    IP_API_URL: optionalUrl,
    IP_API_TOKEN: z.string().optional(),
    /** `on`: active sessions at the OCS are asked whose address it is. */
    OCS_SESSIONS: onOff("off"),
    /** The field of a session that holds the address, as the operator's agent template names it. */
    OCS_SESSION_FIELD: z.string().regex(/^\w+$/).default("AllocatedIP"),
    /** `off`: nobody can find a service by typing its number. */
    TYPED_IDENTITY: onOff("on"),
    /** Telephone numbers typed as 0412… are read as of this country; empty: refused. */
    COUNTRY_CODE: z
      .string()
      .regex(/^([1-9]\d{0,2})?$/, "one to three digits, without + or 00")
      .default(""),
    /** What `GET /oam/usage` tells about a service that was found by its address. */
    LEGACY_USAGE: z.enum(["full", "masked", "off"]).default("full"),
    /** `true`: an older caller's payment need not name its service. */
    LEGACY_ACCEPT_UNTAGGED_INTENTS: z.enum(["true", "false"]).default("false"),
    /** Older payments of such a caller are history that it has delivered itself. */
    LEGACY_PAYMENT_MAX_AGE_HOURS: z
      .string()
      .regex(/^[1-9]\d{0,3}$/)
      .default("24")
      .transform(Number),
    CGRATES_URL: url,
    /** Optional `user:password` for the engine's basic auth. */
    CGRATES_AUTH: z.string().optional(),
    TOPUP_PRICE_PER_DAY: z.string().default("10"),
    CURRENCY_CODE: currency.default("usd"),
    APPROVAL_ABOVE: z.string(),
    LOCATION_HINT: z.enum(["wnam", "enam", "sam", "weur", "eeur", "apac", "oc", "afr", "me"]),
    MAIL_URL: url,
    MAIL_FROM: z.string().min(3),
    /** With a key: Resend's protocol at MAIL_URL. Without: Cloudflare's send_email binding. */
    MAIL_API_KEY: z.string().optional(),
    SIGNING_KEY: secret,
    OPERATOR_TOKEN: secret,
    /** `off` only for crash tests and benches, which are one customer with many faces. */
    LIMITER: z.enum(["on", "off"]),
    TIMINGS: timings,
  })
  .superRefine((env, ctx) => {
    // Runs in spite of earlier issues: without a currency there is nothing to measure amounts by.
    if (!CURRENCY.test(env.CURRENCY_CODE)) return;
    for (const name of ["TOPUP_PRICE_PER_DAY", "APPROVAL_ABOVE"] as const) {
      if (!parseDecimal(env[name], env.CURRENCY_CODE)) {
        ctx.addIssue({ code: "custom", path: [name], message: "not an amount of CURRENCY_CODE" });
      }
    }
    const modes = [env.STRIPE_PUBLISHABLE_KEY, env.STRIPE_SECRET_KEY].map((key) =>
      key.slice(3).startsWith("live_"),
    );
    if (modes[0] !== modes[1]) {
      ctx.addIssue({
        code: "custom",
        path: ["STRIPE_PUBLISHABLE_KEY"],
        message: "test and live keys are mixed",
      });
    }
  });

export type Settings = Readonly<z.infer<typeof settings>>;

/** Who sells, as pages and letters say it alike. */
export const merchantProfile = (all: Settings) => ({
  merchant: {
    name: all.MERCHANT_NAME,
    address: all.MERCHANT_ADDRESS,
    number: all.MERCHANT_NUMBER,
  },
  links: {
    terms: all.TERMS_URL,
    refundPolicy: all.REFUND_POLICY_URL,
    privacy: all.PRIVACY_URL,
  },
  statementDescriptor: all.STATEMENT_DESCRIPTOR,
});

export type Env = Bindings & Readonly<Record<string, unknown>>;

const settingsByEnv = new WeakMap<object, Settings>();

/** Row D4: the names of the portal that came before; either name may be used, never both. */
const LEGACY_NAMES = {
  REACT_APP_TOPUP_PRICE_PER_DAY: "TOPUP_PRICE_PER_DAY",
  REACT_APP_CURRENCY_CODE: "CURRENCY_CODE",
  REACT_APP_SELF_CARE_NAME: "SELF_CARE_NAME",
  REACT_APP_STRIPE_PUBLISHABLE_KEY: "STRIPE_PUBLISHABLE_KEY",
} as const;

/** Throws when an old name and its new one say different things: money must not depend on luck. */
function withLegacyNames(env: object): object {
  const given: Record<string, unknown> = { ...env };
  for (const [old, name] of Object.entries(LEGACY_NAMES)) {
    if (given[name] === "") delete given[name];
    const before = given[old];
    if (before === undefined || before === "") continue;
    const now = given[name];
    if (now !== undefined && now !== before) {
      throw new Error(`configuration: ${old} and ${name} differ; keep one of them`);
    }
    given[name] = before;
  }
  return given;
}

/** Parses once per env object; throws with every wrong name when the configuration is not valid. */
export function settingsOf(env: object): Settings {
  const known = settingsByEnv.get(env);
  if (known) return known;
  const result = settings.safeParse(withLegacyNames(env));
  if (!result.success) {
    throw new Error(`configuration: ${z.prettifyError(result.error)}`);
  }
  settingsByEnv.set(env, result.data);
  return result.data;
}
