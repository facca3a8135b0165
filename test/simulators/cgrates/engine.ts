/** The state of the simulated engine. */
import type { Args } from "./args.ts";
import type { Account, Database, Version } from "./model.ts";
import { cloneAccount, emptyAccount } from "./model.ts";

export interface Session {
  readonly Tenant?: string;
  readonly Account: string;
  readonly ExtraFields?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export class Engine {
  readonly version: Version;
  readonly database: Database;
  readonly accounts = new Map<string, Account>();
  readonly actions = new Map<string, readonly Args[]>();
  sessions: readonly Session[] = [];
  /** False: SessionS is not configured, as on many engines that only store balances. */
  sessionsOn = true;
  /** False while a fault makes it answer OK without saving. */
  saving = true;
  clockOffsetMs = 0;

  constructor(version: Version, database: Database) {
    this.version = version;
    this.database = database;
  }

  now(): number {
    return Date.now() + this.clockOffsetMs;
  }

  reset(): void {
    this.accounts.clear();
    this.actions.clear();
    this.sessions = [];
    this.sessionsOn = true;
    this.clockOffsetMs = 0;
  }

  find(tenant: string, account: string): Account | undefined {
    return this.accounts.get(`${tenant}:${account}`);
  }

  /** Reads the account, changes a copy and saves it as a whole, or not at all. */
  change(tenant: string, account: string, edit: (draft: Account) => void): void {
    const draft = cloneAccount(this.find(tenant, account) ?? emptyAccount(tenant, account));
    edit(draft);
    draft.updatedAt = this.now();
    if (this.saving) this.accounts.set(`${tenant}:${account}`, draft);
  }
}
