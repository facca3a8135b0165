import { waitUntil } from "cloudflare:workers";
import { createBrandRegister } from "../adapters/d1/brand-register.ts";
import { createBrands } from "../adapters/d1/brands.ts";
import { createDeployment } from "../adapters/d1/deployment.ts";
import { createDeploymentFindings } from "../adapters/d1/deployment-findings.ts";
import type { KnownEngines } from "../adapters/d1/engine-checks.ts";
import type { Keep } from "../adapters/d1/kept.ts";
import { createOperatorKeys } from "../adapters/d1/operator-keys.ts";
import { createPayerBlocks } from "../adapters/d1/payer-blocks.ts";
import { badRowReporter } from "../adapters/d1/read-rows.ts";
import { createRegister } from "../adapters/d1/register.ts";
import { saleTables } from "../adapters/d1/sale-tables.ts";
import type { Ports } from "../app/ports/ports.ts";
import { adviceOn } from "../config/advice.ts";
import { brandFromSettings, unsetIn } from "../config/brand.ts";
import type { Env } from "../config/env.ts";
import { deploymentId, type Settings } from "../config/settings.ts";
import { brandRow } from "../contract/brand.ts";
import { type Money, parseDecimal } from "../domain/base/money.ts";
import { brandTokens } from "../ui/kit/tokens/brand-colours.ts";
import { clock, log } from "./common.ts";
import { daysBucketsOf, encoderOf, vendorsOf } from "./engines.ts";

type RegisterPorts = Pick<
  Ports,
  | "register"
  | "brands"
  | "brandRegister"
  | "deployment"
  | "deploymentFindings"
  | "operatorKeys"
  | "payerBlocks"
>;

/** What a sale asks D1: services, offers, brands, keys, blocks. They share what is kept of D1. */
export function registerPorts(
  env: Env,
  d1: D1Database,
  settings: Settings,
  keep: Keep,
): RegisterPorts {
  const vendors = vendorsOf(settings);
  const engines: KnownEngines = { names: [...vendors.keys()], encode: encoderOf(vendors) };
  const deploymentFindings = createDeploymentFindings(d1, { clock, engines });
  const report = badRowReporter(deploymentFindings, { log, clock });
  const tables = saleTables(d1, keep);
  const brands = createBrands({
    tables,
    report,
    log,
    clock,
    configured: brandRow.parse(brandFromSettings(settings)),
    accentOf: (colour) => {
      const { light, dark } = brandTokens(colour);
      return { light: light.accentText, dark: dark.accentText };
    },
  });
  const unset = unsetIn(settings);
  if (unset.length > 0) log.warn("settings_incomplete", { unset: unset.join(", ") });
  const advice = adviceOn(settings, env);
  if (advice.length > 0) log.info("settings_advice", { advice: advice.join("; ") });
  const pricePerDay = amount(settings.TOPUP_PRICE_PER_DAY, settings);
  return {
    register: createRegister(d1, {
      pricePerDay,
      daysBucketOf: daysBucketsOf(settings),
      brands,
      engines,
      keep,
      report,
    }),
    brands,
    brandRegister: createBrandRegister(d1),
    deployment: createDeployment(d1, {
      tables,
      id: deploymentId(settings),
      publicUrl: settings.PUBLIC_URL,
      livemode: settings.STRIPE_SECRET_KEY.slice(3).startsWith("live_"),
      clock,
      log,
    }),
    deploymentFindings,
    payerBlocks: createPayerBlocks(d1, keep),
    operatorKeys: createOperatorKeys(d1, { report, log, later: waitUntil }),
  };
}

function amount(text: string, { CURRENCY_CODE }: Settings): Money {
  const parsed = parseDecimal(text, CURRENCY_CODE);
  if (!parsed) throw new Error(`not an amount of ${CURRENCY_CODE}: ${text}`);
  return parsed;
}
