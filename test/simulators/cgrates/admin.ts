/** Switches and state of the simulator for tests, in process and (admin-http.ts) over HTTP. */
import { randomUUID } from "node:crypto";
import type { Session } from "./engine.ts";
import type { Executor, WriteEntry } from "./executor.ts";
import type { ActiveFault, FaultRule, FaultRules } from "./faults.ts";
import { fromMs, ZERO_TIME } from "./go-time.ts";
import { type Balance, emptyBalance, showAccount, type Version } from "./model.ts";
import type { PendingRequests } from "./pending-requests.ts";

export interface SeedBucket {
  readonly id: string;
  readonly balanceType?: string;
  readonly value?: number;
  /** Unix milliseconds; null: no end. */
  readonly endAt: number | null;
  readonly disabled?: boolean;
}
export interface AccountKey {
  readonly tenant?: string;
  readonly account: string;
}
export interface SeedAccount extends AccountKey {
  readonly disabled?: boolean;
  readonly buckets?: readonly SeedBucket[];
}

export interface SimulatorState {
  readonly version: Version;
  readonly silent: boolean;
  readonly clockOffsetMs: number;
  /** Number of requests that hang. */
  readonly pending: number;
  /** Number of executions that wait for release. */
  readonly late: number;
  readonly faults: readonly ActiveFault[];
  /** `tenant:account` → the answer of GetAccount. */
  readonly accounts: Readonly<Record<string, unknown>>;
  readonly writes: readonly WriteEntry[];
}

const tenantOf = (key: AccountKey) => key.tenant ?? "cgrates.org";

export class CgratesAdmin {
  readonly #executor: Executor;
  readonly #faults: FaultRules;
  readonly #pending: PendingRequests;
  #silent = false;

  constructor(executor: Executor, faults: FaultRules, pending: PendingRequests) {
    this.#executor = executor;
    this.#faults = faults;
    this.#pending = pending;
  }

  get silent(): boolean {
    return this.#silent;
  }

  state(): SimulatorState {
    const { engine } = this.#executor;
    const accounts: Record<string, unknown> = {};
    for (const [key, account] of engine.accounts) {
      accounts[key] = showAccount(account, engine.version, engine.database);
    }
    return {
      version: engine.version,
      silent: this.#silent,
      clockOffsetMs: engine.clockOffsetMs,
      pending: this.#pending.size,
      late: this.#executor.lateCount,
      faults: this.#faults.list(),
      accounts,
      writes: this.#executor.writes,
    };
  }

  /** Forgets accounts, faults, the log of writes and postponed executions. */
  reset(): void {
    this.#executor.forgetLate();
    this.#executor.engine.reset();
    this.#executor.writes = [];
    this.clearFaults();
    this.setSilent(false);
  }

  addFault(rule: FaultRule): string {
    return this.#faults.add(rule);
  }

  /** Clears one fault, or all; requests that hang because of it continue. */
  clearFaults(id?: string): void {
    this.#faults.clear(id);
    this.#resume();
  }

  /** Makes the whole engine hang, or answer again. */
  setSilent(on: boolean): void {
    this.#silent = on;
    this.#resume();
  }

  /** Executes now what `late_apply` and `duplicate_later` postponed. Returns how many. */
  release(): number {
    return this.#executor.release();
  }

  /** Another engine overwrites a confirmed bucket: it is lost without a message to any caller. */
  loseBucket(key: AccountKey & { readonly bucketId: string }): boolean {
    let lost = false;
    this.#executor.engine.change(tenantOf(key), key.account, (draft) => {
      for (const [type, list] of draft.balances ?? []) {
        const kept = list.filter((b) => b.id !== key.bucketId);
        lost ||= kept.length < list.length;
        draft.balances?.set(type, kept);
      }
    });
    this.#executor.changed();
    return lost;
  }

  disableAccount(key: AccountKey, disabled = true): void {
    this.#executor.engine.change(tenantOf(key), key.account, (draft) => {
      draft.disabled = disabled;
    });
  }

  removeAccount(key: AccountKey): void {
    this.#executor.engine.accounts.delete(`${tenantOf(key)}:${key.account}`);
  }

  /** Creates or replaces an account with these buckets; the log of writes does not show it. */
  seedAccount(seed: SeedAccount): void {
    const map = new Map<string, Balance[]>();
    for (const bucket of seed.buckets ?? []) {
      const type = bucket.balanceType ?? "*data";
      map.set(type, [...(map.get(type) ?? []), seeded(bucket)]);
    }
    this.#executor.engine.change(tenantOf(seed), seed.account, (draft) => {
      draft.disabled = seed.disabled ?? false;
      draft.balances = map.size === 0 ? null : map;
    });
  }

  setSessions(sessions: readonly Session[]): void {
    this.#executor.engine.sessions = sessions;
  }

  /** Off: the engine has no SessionSv1 at all. */
  setSessionService(on: boolean): void {
    this.#executor.engine.sessionsOn = on;
  }

  /** The engine's clock runs this far ahead of ours. */
  setClockOffset(ms: number): void {
    this.#executor.engine.clockOffsetMs = ms;
  }

  /** Resolves as soon as the state satisfies `test`: tests wait for events, not for time. */
  until(test: (state: SimulatorState) => boolean): Promise<void> {
    return this.#executor.until(() => test(this.state()));
  }

  #resume(): void {
    this.#pending.resumeUnless((reason) =>
      reason === "silent" ? this.#silent : this.#faults.has(reason),
    );
    this.#executor.changed();
  }
}

function seeded(bucket: SeedBucket): Balance {
  return {
    ...emptyBalance(randomUUID()),
    id: bucket.id,
    value: bucket.value ?? 1e14,
    expiry: bucket.endAt === null ? ZERO_TIME : fromMs(bucket.endAt),
    disabled: bucket.disabled ?? false,
  };
}
