import { unstable_readConfig } from "wrangler";

/** What is read of wrangler.toml, as wrangler resolves it for one environment. */
export interface WorkerConfig {
  /** Of the Worker: `edge-topup`, `edge-topup-staging`. */
  readonly name: string;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly databases: readonly Database[];
  readonly queues: readonly QueuePlan[];
  /** Host names that `wrangler deploy` makes custom domains of. */
  readonly customDomains: readonly string[];
  readonly crons: readonly string[];
  /** Names of `[secrets] required`. */
  readonly requiredSecrets: readonly string[];
  /** Bindings that can be called: VPC services and mTLS certificates. */
  readonly fetchers: readonly string[];
}
export interface Database {
  readonly binding: string;
  readonly name: string;
  readonly id: string;
  /** From the folder of wrangler.toml. */
  readonly migrations: string;
}
export interface QueuePlan {
  readonly name: string;
  readonly deadLetters: string | null;
  readonly isConsumed: boolean;
}

interface Bound {
  readonly binding: string;
}
interface Resolved {
  readonly name?: string | undefined;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly d1_databases: readonly (Bound & {
    readonly database_name?: string;
    readonly database_id?: string;
    readonly migrations_dir?: string;
  })[];
  readonly queues: {
    readonly producers?: readonly { readonly queue: string }[] | undefined;
    readonly consumers?:
      | readonly { readonly queue: string; readonly dead_letter_queue?: string | undefined }[]
      | undefined;
  };
  readonly route?: unknown;
  readonly routes?: readonly unknown[] | undefined;
  readonly triggers?: { readonly crons?: readonly string[] | undefined };
  readonly secrets?: { readonly required?: readonly string[] | undefined } | undefined;
  readonly vpc_services?: readonly Bound[];
  readonly mtls_certificates?: readonly Bound[];
}

/** Wrangler cannot read the file, or knows no such environment; the message is wrangler's. */
export class BadConfig extends Error {}

/** Throws `BadConfig`. */
export function readWorkerConfig(path: string, environment: string): WorkerConfig {
  const read = resolved(path, environment);
  return {
    name: read.name ?? "",
    vars: read.vars,
    databases: read.d1_databases.map((database) => ({
      binding: database.binding,
      name: database.database_name ?? database.binding,
      id: database.database_id ?? "",
      migrations: database.migrations_dir ?? "migrations",
    })),
    queues: queuesIn(read),
    customDomains: [read.route, ...(read.routes ?? [])].flatMap(customDomainOf),
    crons: read.triggers?.crons ?? [],
    requiredSecrets: read.secrets?.required ?? [],
    fetchers: [...(read.vpc_services ?? []), ...(read.mtls_certificates ?? [])].map(
      ({ binding }) => binding,
    ),
  };
}

function resolved(path: string, environment: string): Resolved {
  try {
    return unstable_readConfig({ config: path, env: environment }, { hideWarnings: true });
  } catch (fault) {
    throw new BadConfig(`${path}: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

/** Every queue that is written to, consumed, or takes dead letters; dead letters first. */
function queuesIn({ queues: { producers = [], consumers = [] } }: Resolved): QueuePlan[] {
  const dead = consumers.flatMap(({ dead_letter_queue: queue }) => queue ?? []);
  const names = [
    ...dead,
    ...producers.map(({ queue }) => queue),
    ...consumers.map(({ queue }) => queue),
  ];
  return [...new Set(names)].map((name) => {
    const consumer = consumers.find(({ queue }) => queue === name);
    return {
      name,
      deadLetters: consumer?.dead_letter_queue ?? null,
      isConsumed: consumer !== undefined,
    };
  });
}

function customDomainOf(route: unknown): string[] {
  if (typeof route !== "object" || route === null || !("pattern" in route)) return [];
  const isCustom = "custom_domain" in route && route.custom_domain === true;
  return isCustom && typeof route.pattern === "string" ? [route.pattern] : [];
}
