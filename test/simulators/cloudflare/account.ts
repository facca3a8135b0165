import { randomUUID } from "node:crypto";
import { D1Database } from "./d1-database.ts";

/** The permissions of an API token, in the words of the routes here. */
export const TOKEN_PERMISSIONS = [
  "account",
  "scripts",
  "d1",
  "queues",
  "access",
  "accessTokens",
  "zones",
  "zoneSettings",
  "bots",
] as const;
export type TokenPermission = (typeof TOKEN_PERMISSIONS)[number];

export interface QueueConsumer {
  readonly consumer_id: string;
  readonly type: string;
  readonly script: string;
  readonly dead_letter_queue: string | null;
  readonly settings: unknown;
}
export interface QueueState {
  readonly queue_id: string;
  readonly queue_name: string;
  settings: Record<string, unknown>;
  readonly jurisdiction: string | null;
  readonly created_on: string;
  consumers: QueueConsumer[];
}
/** What one upload of a Worker was. */
export interface WorkerVersion {
  readonly id: string;
  readonly number: number;
  /** The bindings of the upload, without secrets' values. */
  readonly bindings: readonly Record<string, unknown>[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Names of its modules. */
  readonly modules: readonly string[];
}
export interface WorkerDeployment {
  readonly id: string;
  readonly created_on: string;
  readonly versions: readonly { readonly version_id: string; readonly percentage: number }[];
  readonly annotations: Readonly<Record<string, string>>;
}
export interface ScriptState {
  readonly name: string;
  readonly secrets: Map<string, string>;
  readonly versions: WorkerVersion[];
  readonly deployments: WorkerDeployment[];
  schedules: unknown;
  subdomain: Record<string, unknown>;
  /** The tag of the newest migration of Durable Objects. */
  migrationTag: string | null;
}
export interface ZoneState {
  readonly id: string;
  readonly name: string;
  readonly settings: Record<string, unknown>;
  readonly bots: { fight_mode: boolean };
}
export interface AccessApplication {
  readonly id: string;
  readonly aud: string;
  readonly [field: string]: unknown;
}

export interface ServiceToken {
  readonly id: string;
  readonly name: string;
  readonly client_id: string;
  client_secret: string;
}

/** The whole state of one simulated account. */
export class CloudflareAccount {
  readonly id = "0123456789abcdef0123456789abcdef";
  readonly token = "token-of-the-simulator";
  /** What the token may; a test takes one away. */
  readonly allowed = new Set<TokenPermission>(TOKEN_PERMISSIONS);
  readonly queues: QueueState[] = [];
  readonly databases: D1Database[] = [];
  readonly scripts = new Map<string, ScriptState>();
  readonly domains: { id: string; hostname: string; service: string; zone_id: string }[] = [];
  readonly applications: AccessApplication[] = [];
  readonly serviceTokens: ServiceToken[] = [];
  readonly zones: ZoneState[] = [];

  addZone(name: string): ZoneState {
    const zone = {
      id: randomUUID().replaceAll("-", ""),
      name,
      settings: { always_use_https: "on", min_tls_version: "1.2" },
      bots: { fight_mode: false },
    };
    this.zones.push(zone);
    return zone;
  }

  addDatabase(name: string, place: { jurisdiction: string | null; hint: string | null }) {
    const database = new D1Database(name, place);
    this.databases.push(database);
    return database;
  }

  /** Everything that can be changed, as one text: two that are equal are the same account. */
  snapshot(): string {
    const scripts = [...this.scripts.values()].map((script) => ({
      ...script,
      secrets: [...script.secrets.entries()],
    }));
    const { queues, domains, applications, serviceTokens, zones } = this;
    const databases = this.databases.map((one) => one.snapshot());
    return JSON.stringify({
      queues,
      databases,
      scripts,
      domains,
      applications,
      serviceTokens,
      zones,
    });
  }

  close(): void {
    for (const database of this.databases) database.close();
  }
}
