import Stripe from "stripe";
import { BadAnswer, checkAnswers } from "./answers.ts";
import { CloudflareRefused } from "./cloudflare-api.ts";
import { DEPLOY_USAGE, DeployUsageMistake, readDeployOptions } from "./deploy-options.ts";
import type { DeploySurroundings } from "./deploy-surroundings.ts";
import { type DeployPart, type DeployTarget, deploymentOf, NoStripeKey } from "./deployment.ts";
import { isGood, type LookedAt, unseen } from "./looked-at.ts";
import { accessPart } from "./parts/access.ts";
import { accessTokenPart } from "./parts/access-token.ts";
import { CHOICES, choicesPart, openChoices } from "./parts/choices.ts";
import { databasesPart } from "./parts/databases.ts";
import { hostsPart } from "./parts/hosts.ts";
import { migrationsPart } from "./parts/migrations.ts";
import { queuesPart } from "./parts/queues.ts";
import { secretsPart } from "./parts/secrets.ts";
import { settingsPart } from "./parts/settings.ts";
import { stripeKeyPart } from "./parts/stripe-key.ts";
import { walletsPart } from "./parts/wallets.ts";
import { webhookPart } from "./parts/webhook.ts";
import { BadConfig } from "./worker-config.ts";

/** In the order in which setup goes through them: each may need what those before it made. */
const PARTS: readonly DeployPart[] = [
  choicesPart,
  databasesPart,
  migrationsPart,
  queuesPart,
  settingsPart,
  secretsPart,
  webhookPart,
  walletsPart,
  stripeKeyPart,
  hostsPart,
  accessTokenPart,
  accessPart,
];

export type DeployCommand = "check" | "setup";

/** Runs one command. Exit codes: 0 all is there, 1 something is not, 2 wrong usage. */
export async function runDeployCli(
  command: DeployCommand,
  argv: readonly string[],
  surroundings: DeploySurroundings,
): Promise<0 | 1 | 2> {
  const { out, err } = surroundings;
  try {
    const options = readDeployOptions(argv, surroundings.root);
    if (options.help) {
      out(DEPLOY_USAGE);
      return 0;
    }
    const deployment = deploymentOf(options, surroundings);
    await askOpenChoices(deployment);
    if (command === "setup") return await setUp(deployment);
    return (await check(deployment)) ? 0 : 1;
  } catch (fault) {
    if (!MISTAKES.some((kind) => fault instanceof kind) || !(fault instanceof Error)) throw fault;
    err(`${fault.message} (--help shows the options)`);
    return 2;
  }
}

/** What the person at the command line has to mend before anything is looked at. */
const MISTAKES = [DeployUsageMistake, BadAnswer, BadConfig] as const;

/** Prints a line per thing; whether all is good. */
async function check(deployment: DeployTarget): Promise<boolean> {
  const { out } = deployment.surroundings;
  let open = 0;
  for (const part of PARTS) {
    const lines = await lookSafely(part, deployment);
    for (const line of lines) out(lineOf(line));
    open += lines.filter((line) => !isGood(line)).length;
  }
  out(open === 0 ? "All is set up." : `${open} to do: npm run deploy:setup mends what it can.`);
  return open === 0;
}

/** Prints each change before it is made; without --apply it makes none. */
async function setUp(deployment: DeployTarget): Promise<0 | 1> {
  const { out } = deployment.surroundings;
  const { apply, answers } = deployment.options;
  if (apply && Object.keys(answers).length > 0) deployment.answer(answers);
  let changes = 0;
  for (const part of PARTS) {
    for (const { standing, what, detail, mend } of await lookSafely(part, deployment)) {
      if (standing === "unknown") out(`? ${what}: ${detail}`);
      if (mend === null) continue;
      changes++;
      out(`${apply ? "" : "would "}${mend.change}`);
      if (apply) await runMend(deployment, what, mend.run);
    }
  }
  if (!apply && changes > 0) {
    out(`${changes} changes; nothing was done. Once more with --apply to do them.`);
    return 1;
  }
  if (changes === 0) out("Nothing to make.");
  return await whatRemains(deployment);
}

/** A step that fails is said, and the others go on. */
async function runMend(deployment: DeployTarget, what: string, run: () => Promise<void>) {
  try {
    await run();
  } catch (fault) {
    deployment.surroundings.err(`failed: ${what}: ${sentenceOf(fault)}`);
  }
}

/** What a person must still do. */
async function whatRemains(deployment: DeployTarget): Promise<0 | 1> {
  const { out } = deployment.surroundings;
  const lines: LookedAt[] = [];
  for (const part of PARTS) lines.push(...(await lookSafely(part, deployment)));
  const open = lines.filter((line) => !isGood(line));
  if (open.length > 0) out("Still to do:");
  for (const line of open) out(lineOf(line));
  const later = lines.some(({ standing }) => standing === "later");
  const { environment, secretsPath } = deployment.options;
  if (open.length === 0 && later) {
    out(`Next: npx wrangler deploy --env="${environment}" --secrets-file ${secretsPath}`);
  }
  if (open.length === 0 && !later) out("All is set up.");
  return open.length === 0 ? 0 : 1;
}

/** A part that cannot be looked at is one line, and hides no other part. */
async function lookSafely(
  part: DeployPart,
  deployment: DeployTarget,
): Promise<readonly LookedAt[]> {
  try {
    return await part.look(deployment);
  } catch (fault) {
    return [unseen(part.name, sentenceOf(fault))];
  }
}

/** Faults of the outside in words; a mistake of this program is thrown on. */
function sentenceOf(fault: unknown): string {
  if (fault instanceof CloudflareRefused || fault instanceof NoStripeKey) return fault.message;
  if (fault instanceof Stripe.errors.StripeError) {
    return `Stripe: ${fault.message.replace(/\b[rs]k_[\w*]+/g, "…")}`;
  }
  if (fault instanceof Error && !(fault instanceof TypeError)) return fault.message;
  throw fault;
}

function lineOf({ standing, what, detail, todo }: LookedAt): string {
  const rest = [detail, todo].filter(Boolean).join(" → ");
  return `${standing.padEnd(7)} ${what}${rest === "" ? "" : `: ${rest}`}`;
}

/** Asks the person at the terminal what was never answered; without one the check says it. */
async function askOpenChoices(deployment: DeployTarget): Promise<void> {
  const { ask, out } = deployment.surroundings;
  if (ask === null) return;
  const open = openChoices(await lookSafely(choicesPart, deployment));
  for (const { answer, question, meaning, options } of open) {
    out(question);
    out(`  ${meaning}.`);
    const said = (await ask(`  ${options.join(" | ")}: `)).trim();
    if (said === "") continue;
    deployment.answer(
      checkAnswers({ [answer]: said }, CHOICES.find((c) => c.answer === answer)?.flag ?? answer),
    );
  }
}
