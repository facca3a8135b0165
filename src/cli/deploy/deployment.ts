import { readFileSync, writeFileSync } from "node:fs";
import type Stripe from "stripe";
import { type StripeConfig, stripeClient } from "../../adapters/stripe/client.ts";
import { type Answers, keepAnswers, readAnswers } from "./answers.ts";
import { type CloudflareApi, cloudflareApi } from "./cloudflare-api.ts";
import type { DeployOptions } from "./deploy-options.ts";
import type { DeploySurroundings } from "./deploy-surroundings.ts";
import type { LookedAt } from "./looked-at.ts";
import { type SecretsFile, secretsFile } from "./secrets-file.ts";
import { readWorkerConfig, type WorkerConfig } from "./worker-config.ts";

/** One environment of one account, and what is known of it on this machine. */
export interface DeployTarget {
  readonly options: DeployOptions;
  readonly surroundings: DeploySurroundings;
  /** Read again each time, because setup writes into wrangler.toml. */
  config(): WorkerConfig;
  /** A var; empty: not set. */
  variable(name: string): string;
  editConfig(change: (text: string) => string): void;
  readonly cloudflare: CloudflareApi;
  /** Throws `NoStripeKey`. */
  stripe(): Stripe;
  /** What a client of Stripe is made of, besides its key. */
  stripeAddress(): Omit<StripeConfig, "secretKey">;
  readonly secrets: SecretsFile;
  answers(): Answers;
  /** Kept for the next run. */
  answer(more: Answers): void;
  /** `["--env", "staging"]`; production is named too, as wrangler asks for. */
  readonly envFlag: readonly string[];
}

export class NoStripeKey extends Error {}

/** One part of a deployment: looks at it, and knows how to mend it. */
export interface DeployPart {
  readonly name: string;
  look(deployment: DeployTarget): Promise<readonly LookedAt[]>;
}

/** For one try; setup has no customer who waits. Ms. */
const STRIPE_WITHIN_MS = 30_000;

/** Throws `BadAnswer`, and what wrangler says of its configuration. */
export function deploymentOf(
  options: DeployOptions,
  surroundings: DeploySurroundings,
): DeployTarget {
  const { env } = surroundings;
  const { environment, answersPath } = options;
  const config = () => readWorkerConfig(options.config, environment);
  const variable = (name: string) => String(config().vars[name] ?? "");
  const secrets = secretsFile(options.secretsPath);
  const stripeAddress = () => {
    const apiUrl = env.STRIPE_API_URL || variable("STRIPE_API_URL");
    return { webhookSecret: "", deployment: "", apiUrl, timeoutMs: STRIPE_WITHIN_MS };
  };
  let answers: Answers = { ...readAnswers(answersPath), ...options.answers };
  config();
  return {
    options,
    surroundings,
    config,
    variable,
    editConfig: (change) => {
      writeFileSync(options.config, change(readFileSync(options.config, "utf8")));
    },
    cloudflare: cloudflareApi(surroundings),
    stripe: () => {
      const secretKey =
        env.STRIPE_SETUP_KEY || secrets.get("STRIPE_SECRET_KEY") || env.STRIPE_SECRET_KEY;
      if (!secretKey) throw new NoStripeKey("set STRIPE_SETUP_KEY to look at Stripe");
      return stripeClient({ ...stripeAddress(), secretKey });
    },
    stripeAddress,
    secrets,
    answers: () => answers,
    answer: (more) => {
      answers = { ...answers, ...more };
      keepAnswers(answersPath, answers);
    },
    envFlag: ["--config", options.config, `--env=${environment}`],
  };
}
