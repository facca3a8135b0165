import * as z from "zod";
import type { ServiceMessage, TopUpMessage } from "./contract/messages.ts";
import { DEFAULT_TIMINGS, type Timings } from "./domain/limits.ts";
import { currencyRule, parseDecimal } from "./domain/money.ts";
import type { ServiceObject } from "./service-object/object.ts";

export interface Bindings {
  readonly DB: D1Database;
  readonly SERVICE: DurableObjectNamespace<ServiceObject>;
  readonly PROVISION: Queue<TopUpMessage>;
  readonly REFUND: Queue<TopUpMessage>;
  readonly PROJECT: Queue<ServiceMessage>;
  readonly NOTIFY: Queue<TopUpMessage>;
  readonly ANONYMOUS_LIMIT: RateLimit;
  readonly ADDRESS_LIMIT: RateLimit;
  readonly MAIL: SendEmail;
  readonly ASSETS: Fetcher;
}

const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform((code) => code.toLowerCase());
const url = z.url();
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
    SELF_CARE_NAME: z.string().min(1),
    SUPPORT_CONTACT: z.string().min(1),
    BRAND: z.string().min(1),
    PUBLIC_URL: url,
    STRIPE_API_URL: url,
    STRIPE_JS_URL: url,
    STRIPE_PUBLISHABLE_KEY: z.string().startsWith("pk_"),
    STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_/),
    STRIPE_WEBHOOK_SECRET: secret,
    STATEMENT_SUFFIX: z.string().max(22),
    CGRATES_URL: url,
    /** Optional `user:password` for the engine's basic auth. */
    CGRATES_AUTH: z.string().optional(),
    TOPUP_PRICE_PER_DAY: z.string(),
    CURRENCY_CODE: currency,
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
    currencyRule(env.CURRENCY_CODE);
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
export type Env = Bindings & Readonly<Record<string, unknown>>;

const parsed = new WeakMap<object, Settings>();

/** Parses once per env object; throws with every wrong name when the configuration is not valid. */
export function settingsOf(env: object): Settings {
  const known = parsed.get(env);
  if (known) return known;
  const result = settings.safeParse(env);
  if (!result.success) {
    throw new Error(`configuration: ${z.prettifyError(result.error)}`);
  }
  parsed.set(env, result.data);
  return result.data;
}
