/**
 * `npm run release -- --env production --url https://<your domain> --tag <commit>`: migrates every
 * database, brings the version to the customers in steps, asks after each whether it is ready, and
 * goes back when it is not. The workflow deploy.yml runs it, src/docs/releases.md explains it.
 * Needs CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID and OPERATOR_TOKEN.
 */
import { parseArgs } from "node:util";
import { unstable_readConfig } from "wrangler";
import { rollOut } from "./release/roll-out.ts";
import { must, wranglerFor } from "./release/wrangler.ts";

const USAGE = `npm run release -- --env staging|production --url https://… --tag <commit>
  --at-once            all at once, as for staging
  --percent 10         the share of the traffic before all of it; 0: none
  --secrets-file <f>   for the first deploy of a Worker: its required secrets
  --within 120         seconds until the new version has to answer`;

const { values } = parseArgs({
  options: {
    env: { type: "string" },
    url: { type: "string" },
    tag: { type: "string" },
    "at-once": { type: "boolean", default: false },
    percent: { type: "string", default: "10" },
    "secrets-file": { type: "string" },
    within: { type: "string", default: "120" },
  },
});

async function main(): Promise<void> {
  const { url, tag } = values;
  const token = process.env.OPERATOR_TOKEN;
  const percent = Number(values.percent);
  if (values.env !== "staging" && values.env !== "production") throw new Error(USAGE);
  if (!url || !tag || !(percent >= 0 && percent < 100)) throw new Error(USAGE);
  if (!token) throw new Error("OPERATOR_TOKEN is needed: the key that reads /readyz");
  const env = values.env === "production" ? "" : values.env;
  const config: { name?: string; d1_databases: readonly { binding: string }[] } =
    unstable_readConfig({ env });
  const wrangler = wranglerFor(env);
  for (const { binding } of config.d1_databases) {
    await must(wrangler, "d1", "migrations", "apply", binding, "--remote");
  }
  await rollOut({
    wrangler,
    worker: config.name ?? "",
    url,
    token,
    tag,
    percent,
    atOnce: values["at-once"],
    secretsFile: values["secrets-file"] ?? null,
    answersWithinMs: Number(values.within) * 1000,
  });
  console.log(`\n${values.env} runs ${tag}`);
}

await main().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
});
