import { parseArgs } from "node:util";
import { type Answers, checkAnswers } from "./answers.ts";

export const DEPLOY_USAGE = `npm run deploy:check -- [options]   what is set up, missing, wrong
npm run deploy:setup -- [options]   what it would make; with --apply it makes it

  --env NAME            an environment of wrangler.toml, for example staging (default: production)
  --apply               for deploy:setup: make it, after each change was printed
  --config FILE         another wrangler.toml
  --secrets-file FILE   secrets on this machine (default .deploy/<env>.secrets.json)
  --answers FILE        earlier answers (default .deploy/<env>.answers.json)

answers, which a program gives as options; a person is asked:
  --databases PLACE     eu, us, fedramp (jurisdiction); wnam enam weur eeur apac oc (location)
  --objects PLACE       the same, and sam afr me
  --deployment-id ID    the name on payments at Stripe, or new
  --access A,B          who passes Cloudflare Access before /operator: me@kestrel.example or
                        @kestrel.example

Environment: CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID; STRIPE_SETUP_KEY, a key that may write
webhook endpoints and payment method domains (else STRIPE_SECRET_KEY is used).
Exit code: 0 all is there, 1 something is missing, wrong, unknown or unanswered, 2 wrong usage.`;

export interface DeployOptions {
  /** As for wrangler's `--env`; empty: production. */
  readonly environment: string;
  readonly apply: boolean;
  readonly help: boolean;
  readonly config: string;
  readonly secretsPath: string;
  readonly answersPath: string;
  /** Only what the command line says. */
  readonly answers: Answers;
}

/** The command line is wrong. */
export class DeployUsageMistake extends Error {}

/** Throws `DeployUsageMistake`, or `BadAnswer` for an answer that is none. */
export function readDeployOptions(argv: readonly string[], root: string): DeployOptions {
  const { values } = parsed(argv);
  const environment = values.env === "production" ? "" : (values.env ?? "");
  const own = `${root}.deploy/${environment || "production"}`;
  const given = {
    databases: values.databases,
    objects: values.objects,
    deploymentId: values["deployment-id"],
    access: values.access?.split(",").map((one) => one.trim()),
  };
  const answered = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    environment,
    apply: values.apply ?? false,
    help: values.help ?? false,
    config: values.config ?? `${root}wrangler.toml`,
    secretsPath: values["secrets-file"] ?? `${own}.secrets.json`,
    answersPath: values.answers ?? `${own}.answers.json`,
    answers: checkAnswers(Object.fromEntries(answered), "the command line"),
  };
}

function parsed(argv: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = {
    env: text,
    apply: flag,
    help: flag,
    config: text,
    "secrets-file": text,
    answers: text,
    databases: text,
    objects: text,
    "deployment-id": text,
    access: text,
  };
  try {
    return parseArgs({ args: [...argv], options });
  } catch (fault) {
    throw new DeployUsageMistake(fault instanceof Error ? fault.message : String(fault));
  }
}
