/**
 * The bindings of wrangler.toml. What is bound is untyped where its type belongs to another room:
 * `compose` knows the class of the objects and the messages of the queues.
 */
export interface Bindings {
  readonly DB: D1Database;
  /** The first ledger; further ones are `LEDGER_2` and so on, where they are bound. */
  readonly LEDGER_1: D1Database;
  readonly SERVICE: DurableObjectNamespace;
  readonly KEYED: DurableObjectNamespace;
  readonly PROVISION: Queue;
  readonly RESOLVE: Queue;
  readonly REFUND: Queue;
  readonly PROJECT: Queue;
  readonly NOTIFY: Queue;
  /** Pages of what the crons do. */
  readonly SWEEP: Queue;
  /** Webhooks that the deployment sends. */
  readonly DELIVER: Queue;
  /** Numbers for charts; without it nothing is measured. */
  readonly METRICS?: AnalyticsEngineDataset;
  readonly ANONYMOUS_LIMIT: RateLimit;
  readonly ADDRESS_LIMIT: RateLimit;
  readonly READ_LIMIT: RateLimit;
  readonly KEY_LIMIT: RateLimit;
  readonly MAIL: SendEmail;
  readonly ASSETS: Fetcher;
  /** Which upload this is. */
  readonly VERSION: WorkerVersionMetadata;
}

/** The bindings of queues that the Worker writes to. */
export const QUEUE_BINDINGS = [
  "PROVISION",
  "RESOLVE",
  "REFUND",
  "PROJECT",
  "NOTIFY",
  "SWEEP",
  "DELIVER",
] as const;

/**
 * What the runtime hands to the Worker: bindings, and vars and secrets that nothing checked yet.
 */
export type Env = Bindings & Readonly<Record<string, unknown>>;
