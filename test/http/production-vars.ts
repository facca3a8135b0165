/** A configuration that production takes, for tests of what it does not take. */
import { unstable_readConfig } from "wrangler";
import { settingsOf } from "../../src/config/settings-of.ts";
import { CONFIG } from "../dev/paths.ts";

/** One key of a ring. */
export const ring = (text: string, id = "k1") =>
  `${id}:${btoa(text.padEnd(32, "abcdefghijklmnop"))}`;

/** wrangler.toml with the secrets and vars that README tells to set. */
export const PRODUCTION: Readonly<Record<string, unknown>> = {
  ...unstable_readConfig({ config: CONFIG }).vars,
  PUBLIC_URL: "https://topup.kestrel-mobile.net",
  CGRATES_URL: "https://ocs.kestrel-mobile.net/jsonrpc",
  SUPPORT_CONTACT: "help@kestrel-mobile.net",
  MAIL_FROM: "Kestrel <receipts@kestrel-mobile.net>",
  DEPLOYMENT_ID: "0b5f6c0e-6f0a-4b39-9a44-3f1b7e0f5c11",
  STRIPE_PUBLISHABLE_KEY: "pk_live_51",
  STRIPE_SECRET_KEY: "rk_live_51",
  STRIPE_WEBHOOK_SECRET: "whsec_of_its_own_51",
  SIGNING_KEY: "a signing key of its own",
  SEAL_KEYS: ring("seal"),
  PAYER_KEY_SECRETS: ring("payer"),
};
/** What is said of the configuration with these changes: `accepted`, or why not. */
export const refused = (change: object, vars = PRODUCTION): string => {
  try {
    settingsOf({ ...vars, ...change });
    return "accepted";
  } catch (fault) {
    return String(fault);
  }
};
