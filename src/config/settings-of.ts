import { parseDecimal, toDecimal } from "../domain/base/money.ts";
import { minimumPrice } from "../domain/offer/minimum-price.ts";
import { finerThanStep } from "../domain/offer/price-step.ts";
import { wrongInBrand } from "./brand.ts";
import { withLegacyNames } from "./legacy-names.ts";
import { type Wrong, wrongInProduction } from "./production.ts";
import { refusalOf } from "./refusal-of.ts";
import { CURRENCY, type Settings, settings } from "./settings.ts";
import { enginesIn, wrongTransports } from "./transports.ts";

/** The variables one by one, how they fit together, and whether `env` binds what they name. */
const consistentIn = (env: object) =>
  settings.superRefine((given, ctx) => {
    const wrong = [
      ...(given.ENVIRONMENT === "production"
        ? wrongInProduction(given, enginesIn(given, env))
        : []),
      ...wrongPairs(given),
      ...wrongTransports(given, env),
      ...wrongAmounts(given),
    ];
    for (const [name, message] of wrong) ctx.addIssue({ code: "custom", path: [name], message });
  });

/** Settings that are of use only together. */
const PAIRS = [
  ["TURNSTILE_SITE_KEY", "TURNSTILE_SECRET_KEY", "switch Turnstile off"],
  ["CGRATES_ACCESS_ID", "CGRATES_ACCESS_SECRET", "send no service token"],
] as const;

function wrongPairs(given: Settings): readonly Wrong[] {
  const pairs = PAIRS.flatMap(([one, other, without]): Wrong[] => {
    if ((given[one] === "") === (given[other] === "")) return [];
    const [missing, set] = given[one] === "" ? [one, other] : [other, one];
    return [[missing, `${set} needs it too: set both, or neither to ${without}`]];
  });
  const modes = [given.STRIPE_PUBLISHABLE_KEY, given.STRIPE_SECRET_KEY].map((key) =>
    key.slice(3).startsWith("live_"),
  );
  const mixed: Wrong = ["STRIPE_PUBLISHABLE_KEY", "test and live keys are mixed"];
  return modes[0] === modes[1] ? pairs : [...pairs, mixed];
}

function wrongAmounts(given: Settings): readonly Wrong[] {
  const currency = given.CURRENCY_CODE;
  // Runs although other checks failed, but amounts cannot be checked without a currency.
  if (!CURRENCY.test(currency)) return [];
  const price = parseDecimal(given.TOPUP_PRICE_PER_DAY, currency);
  const limit = parseDecimal(given.APPROVAL_ABOVE, currency);
  const wrong: Wrong[] = [];
  if (!price) wrong.push(["TOPUP_PRICE_PER_DAY", "not an amount of CURRENCY_CODE"]);
  if (!limit) wrong.push(["APPROVAL_ABOVE", "not an amount of CURRENCY_CODE"]);
  const finer = price && finerThanStep(price);
  if (finer) wrong.push(["TOPUP_PRICE_PER_DAY", finer]);
  const least = minimumPrice(currency);
  if (price && price.minor < least.minor) {
    const why = `Stripe charges at least ${toDecimal(least)} for one payment`;
    wrong.push(["TOPUP_PRICE_PER_DAY", why]);
  }
  if (limit?.minor === 0) {
    const why = "has to be above 0: with 0 every sale would wait for an approval";
    wrong.push(["APPROVAL_ABOVE", why]);
  }
  return wrong;
}

const settingsByEnv = new WeakMap<object, Settings>();

/** Parsed once per env object. Throws, naming every wrong variable, when one is not valid. */
export function settingsOf(env: object): Settings {
  const parsed = settingsByEnv.get(env);
  if (parsed) return parsed;
  const result = consistentIn(env).safeParse(withLegacyNames(env));
  if (!result.success) throw refusalOf(result.error);
  const wrong = wrongInBrand(result.data);
  if (wrong) throw refusalOf(wrong);
  settingsByEnv.set(env, result.data);
  return result.data;
}
