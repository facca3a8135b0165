import { unstable_readConfig } from "wrangler";
import { CONFIG } from "../../dev/paths.ts";

export interface Consumer {
  readonly queue: string;
  readonly max_batch_size?: number;
  readonly max_batch_timeout?: number;
  readonly max_retries?: number;
  readonly retry_delay?: number;
  readonly max_concurrency?: number | null;
  readonly dead_letter_queue?: string;
}
interface Bound {
  readonly binding: string;
}
/** What the checks read of wrangler.toml, as wrangler resolves it for one environment. */
export interface Configuration {
  readonly name?: string;
  readonly compatibility_flags?: readonly string[];
  readonly limits?: { readonly cpu_ms?: number; readonly subrequests?: number };
  readonly observability?: { readonly enabled?: boolean };
  readonly triggers?: { readonly crons?: readonly string[] };
  readonly migrations: readonly { readonly tag: string }[];
  readonly secrets?: { readonly required?: readonly string[] };
  readonly vars: Readonly<Record<string, unknown>>;
  readonly d1_databases: readonly {
    readonly binding: string;
    readonly database_name?: string;
    readonly database_id?: string;
    readonly migrations_dir?: string;
  }[];
  readonly durable_objects: {
    readonly bindings: readonly { readonly name: string; readonly class_name: string }[];
  };
  readonly queues: {
    readonly producers?: readonly (Bound & { readonly queue: string })[];
    readonly consumers?: readonly Consumer[];
  };
  readonly ratelimits: readonly {
    readonly name: string;
    readonly namespace_id: string;
    readonly simple: object;
  }[];
  readonly send_email: readonly { readonly name: string }[];
  readonly version_metadata?: Bound;
  readonly analytics_engine_datasets?: readonly (Bound & { readonly dataset?: string })[];
  readonly vpc_services?: readonly Bound[];
  readonly mtls_certificates?: readonly Bound[];
  readonly main?: string;
  readonly build?: { readonly watch_dir?: readonly string[] };
  readonly alias?: Readonly<Record<string, string>>;
  readonly assets?: { readonly binding?: string; readonly directory?: string };
}

/** Environments of wrangler.toml by the name for `--env`; production is the top level. */
export const ENVIRONMENTS = { production: "", staging: "staging" } as const;
export type Environment = keyof typeof ENVIRONMENTS;

/** Wrangler prints what an environment does not inherit; the step `deploy` makes that a failure. */
export const configurationOf = (environment: Environment): Configuration =>
  unstable_readConfig({ config: CONFIG, env: ENVIRONMENTS[environment] }, { hideWarnings: true });

/** The names under which the Worker finds everything that is bound to it. */
export function bindingsOf(config: Configuration): string[] {
  return [
    ...config.d1_databases,
    ...(config.queues.producers ?? []),
    ...(config.analytics_engine_datasets ?? []),
    ...(config.vpc_services ?? []),
    ...(config.mtls_certificates ?? []),
    ...(config.version_metadata ? [config.version_metadata] : []),
    ...(config.assets?.binding ? [{ binding: config.assets.binding }] : []),
    ...[...config.durable_objects.bindings, ...config.ratelimits, ...config.send_email].map(
      ({ name }) => ({ binding: name }),
    ),
  ].map(({ binding }) => binding);
}

/** A consumer's settings without what names the environment. */
export function settingsOfQueue(consumer: Consumer, prefix: string) {
  const own = (queue: string | undefined) => queue?.replace(prefix, "");
  const { queue, dead_letter_queue: dead, ...rest } = consumer;
  return { ...rest, queue: own(queue), dead: own(dead) };
}

/** What two environments have in common and must not: databases, queues, limits, names. */
export function shared(one: Configuration, other: Configuration): string[] {
  const own = (config: Configuration): string[] => [
    `name ${config.name}`,
    ...config.d1_databases.map((d) => `database ${d.database_name}`),
    ...config.d1_databases.map((d) => `database ${d.database_id}`),
    ...(config.queues.consumers ?? []).map(({ queue }) => `queue ${queue}`),
    ...(config.queues.producers ?? []).map(({ queue }) => `queue ${queue}`),
    ...config.ratelimits.map((limit) => `limit ${limit.namespace_id}`),
    ...(config.analytics_engine_datasets ?? []).map(({ dataset }) => `dataset ${dataset}`),
    ...["QUEUE_PREFIX", "PUBLIC_URL"].map((name) => `${name} ${config.vars[name]}`),
  ];
  const others = new Set(own(other));
  return [...new Set(own(one))].filter((name) => others.has(name));
}
