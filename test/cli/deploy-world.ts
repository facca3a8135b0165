/** An empty account at Cloudflare and one at Stripe, and a checkout to deploy from. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeployCommand, runDeployCli } from "../../src/cli/deploy/deploy-run.ts";
import type { DeploySurroundings } from "../../src/cli/deploy/deploy-surroundings.ts";
import { runInstalledWrangler } from "../../src/cli/deploy/machine.ts";
import { withVar } from "../../src/cli/deploy/toml-edit.ts";
import { readWorkerConfig } from "../../src/cli/deploy/worker-config.ts";
import { ROOT } from "../dev/paths.ts";
import { quietEnv } from "../dev/quiet.ts";
import {
  type CloudflareSimulator,
  startCloudflareSimulator,
} from "../simulators/cloudflare/server.ts";
import { type StripeSimulator, startStripeSimulator } from "../simulators/stripe/server.ts";

export const HOST = "topup.kestrel-mobile.net";
/** What a person writes into wrangler.toml. */
const VARS: Readonly<Record<string, string>> = {
  PUBLIC_URL: `https://${HOST}`,
  CGRATES_URL: "https://ocs.kestrel-mobile.net/jsonrpc",
  SUPPORT_CONTACT: "help@kestrel-mobile.net",
  MAIL_FROM: "Kestrel <receipts@kestrel-mobile.net>",
  STRIPE_PUBLISHABLE_KEY: "pk_test_51kestrel",
};
const SECRET_KEY = "sk_test_51kestrel";
export const ANSWERS = [
  "--databases",
  "eu",
  "--objects",
  "weur",
  "--deployment-id",
  "kestrel-test",
];

export interface DeployWorld {
  readonly cloudflare: CloudflareSimulator;
  readonly stripe: StripeSimulator;
  readonly env: Record<string, string | undefined>;
  /** The environment in which these simulators answer wrangler. */
  readonly wranglerEnv: () => NodeJS.ProcessEnv;
  readonly config: string;
  readonly folder: string;
  secrets(): Readonly<Record<string, string>>;
  /** Runs a command to its end. */
  run(command: DeployCommand, ...args: string[]): Promise<Ran>;
  /** All that can be changed by setup: both accounts, and the files of the checkout. */
  everything(): string;
  close(): Promise<void>;
}
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface DeployWorldOptions {
  /** Answers questions at a terminal; by default there is none. */
  readonly ask?: DeploySurroundings["ask"];
  readonly vars?: object;
  /** Its databases were made and migrated before (in "eu"), which saves a test wrangler's time. */
  readonly isMigrated?: true;
}

export async function openDeployWorld(options: DeployWorldOptions = {}): Promise<DeployWorld> {
  const cloudflare = await startCloudflareSimulator();
  cloudflare.account.addZone("kestrel-mobile.net");
  const stripe = await startStripeSimulator({
    secretKey: SECRET_KEY,
    publishableKey: "pk_test_51kestrel",
  });
  const folder = checkout({ ...VARS, ...options.vars });
  const config = `${folder}wrangler.toml`;
  if (options.isMigrated) migrate(cloudflare, config);
  const env = environmentOf(cloudflare, stripe);
  const wranglerEnv = () => ({ ...quietEnv(), ...env });
  const kept = (name: string) => textAt(join(folder, `.deploy/production.${name}.json`));
  return {
    cloudflare,
    stripe,
    env,
    wranglerEnv,
    config,
    folder,
    secrets: () => JSON.parse(kept("secrets") || "{}"),
    run: async (command, ...args) => {
      const said = { out: [] as string[], err: [] as string[] };
      const code = await runDeployCli(command, args, {
        env,
        fetch: (url, init) => fetch(url, init),
        out: (line) => said.out.push(line),
        err: (line) => said.err.push(line),
        ask: options.ask ?? null,
        wrangler: (given) => runInstalledWrangler(given, wranglerEnv()),
        root: folder,
      });
      return { code, out: said.out.join("\n"), err: said.err.join("\n") };
    },
    everything: () =>
      [
        cloudflare.account.snapshot(),
        JSON.stringify([stripe.admin.endpoints(), stripe.admin.domains()]),
        textAt(config),
        kept("secrets"),
        kept("answers"),
        textAt(join(folder, ".deploy/production.access.env")),
      ].join("\n"),
    close: async () => {
      await Promise.all([cloudflare.close(), stripe.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

function environmentOf(
  { url, account }: CloudflareSimulator,
  stripe: StripeSimulator,
): Record<string, string | undefined> {
  return {
    CLOUDFLARE_API_BASE_URL: url,
    CLOUDFLARE_API_TOKEN: account.token,
    CLOUDFLARE_ACCOUNT_ID: account.id,
    STRIPE_API_URL: stripe.url,
    STRIPE_SECRET_KEY: SECRET_KEY,
  };
}

function migrate({ account }: CloudflareSimulator, config: string): void {
  for (const { name, migrations } of readWorkerConfig(config, "").databases) {
    const database = account.addDatabase(name, { jurisdiction: "eu", hint: null });
    database.query("CREATE TABLE d1_migrations(id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
    for (const file of readdirSync(`${ROOT}${migrations}`)
      .filter((one) => one.endsWith(".sql"))
      .toSorted()) {
      database.query(readFileSync(`${ROOT}${migrations}/${file}`, "utf8"));
      database.query("INSERT INTO d1_migrations (name) VALUES (?)", [file]);
    }
  }
}

/** Empty where there is no such file. */
function textAt(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** A folder with the repository's files and a wrangler.toml of its own. */
function checkout(vars: object): string {
  const folder = `${mkdtempSync(join(tmpdir(), "edge-topup-deploy-"))}/`;
  mkdirSync(`${ROOT}.tmp`, { recursive: true });
  const shared = ["src", "public", "migrations", "node_modules", "package.json", ".tmp"];
  for (const name of [...shared, "tsconfig.json"]) symlinkSync(`${ROOT}${name}`, folder + name);
  const toml = Object.entries(vars).reduce(
    (text, [name, value]) => withVar(text, "", name, String(value)),
    readFileSync(`${ROOT}wrangler.toml`, "utf8"),
  );
  const routes = `routes = [{ pattern = "${HOST}", custom_domain = true }]`;
  // Without the build: what a browser loads was built before, or is of no matter here.
  const unbuilt = toml.replace(/^\[build\]\n(?:.+\n)*/m, "").replace(/^"#asset-url".*\n/m, "");
  writeFileSync(
    `${folder}wrangler.toml`,
    unbuilt.replace("workers_dev = false", `workers_dev = false\n${routes}`),
  );
  return folder;
}
