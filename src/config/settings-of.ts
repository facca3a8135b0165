import * as z from "zod";
import { parseDecimal, toDecimal } from "../domain/base/money.ts";
import { minimumPrice } from "../domain/offer/minimum-price.ts";
import { wrongInBrand } from "./brand.ts";
import { withLegacyNames } from "./legacy-names.ts";
import { wrongInProduction } from "./production.ts";
import { CURRENCY, type ObjectSettings, ofObjects, type Settings, settings } from "./settings.ts";

const consistent = settings.superRefine((env, ctx) => {
  const wrong = (name: keyof Settings, message: string) =>
    ctx.addIssue({ code: "custom", path: [name], message });
  if (env.ENVIRONMENT === "production") {
    for (const [name, message] of wrongInProduction(env)) wrong(name, message);
  }
  const modes = [env.STRIPE_PUBLISHABLE_KEY, env.STRIPE_SECRET_KEY].map((key) =>
    key.slice(3).startsWith("live_"),
  );
  const [site, check] = [env.TURNSTILE_SITE_KEY !== "", env.TURNSTILE_SECRET_KEY !== ""];
  if (site !== check) {
    const [missing, given] = site
      ? (["TURNSTILE_SECRET_KEY", "TURNSTILE_SITE_KEY"] as const)
      : (["TURNSTILE_SITE_KEY", "TURNSTILE_SECRET_KEY"] as const);
    wrong(missing, `${given} needs it too: set both, or neither to switch Turnstile off`);
  }
  if (modes[0] !== modes[1]) wrong("STRIPE_PUBLISHABLE_KEY", "test and live keys are mixed");
  // Runs although other checks failed, but amounts cannot be checked without a currency.
  if (!CURRENCY.test(env.CURRENCY_CODE)) return;
  for (const name of ["TOPUP_PRICE_PER_DAY", "APPROVAL_ABOVE"] as const) {
    if (!parseDecimal(env[name], env.CURRENCY_CODE)) wrong(name, "not an amount of CURRENCY_CODE");
  }
  const price = parseDecimal(env.TOPUP_PRICE_PER_DAY, env.CURRENCY_CODE);
  const least = minimumPrice(env.CURRENCY_CODE);
  if (price && price.minor < least.minor) {
    wrong("TOPUP_PRICE_PER_DAY", `Stripe charges at least ${toDecimal(least)} for one payment`);
  }
  if (parseDecimal(env.APPROVAL_ABOVE, env.CURRENCY_CODE)?.minor === 0) {
    wrong("APPROVAL_ABOVE", "has to be above 0: with 0 every sale would wait for an approval");
  }
});

const settingsByEnv = new WeakMap<object, Settings>();

/** Parsed once per env object. Throws, naming every wrong variable, when one is not valid. */
export function settingsOf(env: object): Settings {
  const parsed = settingsByEnv.get(env);
  if (parsed) return parsed;
  const result = consistent.safeParse(withLegacyNames(env));
  if (!result.success) throw refusalOf(result.error);
  const wrong = wrongInBrand(result.data);
  if (wrong) throw refusalOf(wrong);
  settingsByEnv.set(env, result.data);
  return result.data;
}

/** Throws, naming the wrong variables, when one of those is not valid that an object needs. */
export function objectSettingsOf(env: object): ObjectSettings {
  const result = ofObjects.safeParse(env);
  if (!result.success) throw refusalOf(result.error);
  return result.data;
}

const refusalOf = (error: z.ZodError): Error =>
  new Error(`configuration: ${z.prettifyError(error)}`);
