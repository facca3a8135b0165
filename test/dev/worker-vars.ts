import { LOCAL_RINGS } from "../fixtures/payers.ts";
import type { Vars } from "./dev-vars.ts";
import { SIMULATED, type Simulators } from "./simulators.ts";

/** Fixed keys for this machine, so that a link printed today is still valid tomorrow. */
const LOCAL = {
  ENVIRONMENT: "development",
  SIGNING_KEY: "local-signing-key-of-no-value",
  OPERATOR_BOOTSTRAP_TOKEN: "local-bootstrap-token-of-no-value",
  ...LOCAL_RINGS,
};

/** The variables of the Worker: those for the simulators, overridden by the developer's. */
export function workerVars(simulators: Simulators, workerUrl: string, overrides: Vars = {}): Vars {
  const { stripe, cgrates, mailbox, turnstile } = simulators;
  return {
    ...LOCAL,
    PUBLIC_URL: workerUrl,
    MAIL_URL: mailbox.url,
    MAIL_API_KEY: SIMULATED.mailKey,
    // Off without keys; the stand-in takes its own and Cloudflare's for tests.
    TURNSTILE_URL: turnstile.url,
    ...(stripe && {
      STRIPE_API_URL: stripe.url,
      STRIPE_JS_URL: `${stripe.url}/endive/stripe.js`,
      STRIPE_SECRET_KEY: SIMULATED.secretKey,
      STRIPE_PUBLISHABLE_KEY: SIMULATED.publishableKey,
      STRIPE_WEBHOOK_SECRET: SIMULATED.webhookSecret,
    }),
    ...(cgrates && { CGRATES_URL: cgrates.url }),
    ...overrides,
  };
}

/** The Worker's own webhook endpoint at Stripe, as src/config reads the same variables. */
export function ownEndpoint(workerUrl: string, { PUBLIC_URL, DEPLOYMENT_ID }: Vars = {}) {
  const url = new URL("/webhooks/stripe", PUBLIC_URL || workerUrl).href;
  return { url, metadata: { deployment: DEPLOYMENT_ID || "development" } };
}
