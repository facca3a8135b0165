/**
 * The OCS: the stateful CGRateS simulator (tests compare it with recordings of real engines) behind
 * our own reader and classifier of answers, with every fault of networks and engines in between.
 */

import { getAccountCall } from "../../../src/adapters/cgrates/charging-system.ts";
import {
  type EngineAnswer,
  inEnvelope,
  readAnswer,
} from "../../../src/adapters/cgrates/json-rpc.ts";
import { readAccountAnswer } from "../../../src/adapters/cgrates/read-account.ts";
import { classifyAnswer } from "../../../src/adapters/cgrates/write-answer.ts";
import type { ChargingSystem } from "../../../src/app/ports/charging-system.ts";
import { PortFault } from "../../../src/app/ports/port-fault.ts";
import type { AccountRef } from "../../../src/domain/ocs/account-ref.ts";
import type { Reading } from "../../../src/domain/ocs/reading.ts";
import { execute } from "../../simulators/cgrates/dispatch.ts";
import type { Engine } from "../../simulators/cgrates/engine.ts";
import { fromMs } from "../../simulators/cgrates/go-time.ts";
import { type Balance, emptyAccount, emptyBalance } from "../../simulators/cgrates/model.ts";
import { readCalls, writeReply } from "../../simulators/cgrates/wire.ts";
import type { Clock } from "./clock.ts";
import { GOOD_LINK, type LinkFaults, type Network, type Program } from "./network.ts";
import { NO_WATCH, type Watch } from "./ocs-watch.ts";
import type { Random } from "./random.ts";
import { SeenAccounts } from "./seen-accounts.ts";
import { VirtualEngine } from "./virtual-engine.ts";

export const TENANT = "cgrates.org";

export interface OcsFaults {
  link: LinkFaults;
  /** Instants. */
  silentUntil: number;
  silentSince: number | null;
  /** Until then every call takes 6 to 12 s, and is executed when it is answered. */
  slowUntil: number;
  okWithoutSaving: number;
  /** A write gets no answer and is executed some time later. */
  late: number;
  lateMs: number;
  /** A write that was executed is executed again later. */
  again: number;
  refuse: "nothing" | "credits" | "tombstones" | "both";
  /** Another node accepts the write, gives no answer and executes it much later. */
  elsewhere: { credit: number; tombstone: number };
  elsewhereMs: readonly [number, number];
  /** A call gets the answer of an earlier one, and its own goes to a later one. */
  crossed: number;
}

/** Who calls, for what, and how long it waits; absent: as long as the link says. */
interface Caller {
  readonly program: Program;
  readonly name: string;
  readonly timeBudgetMs: number | undefined;
}
const SLOW_MS = [6000, 12_000] as const;

export class SimulatedOcs {
  readonly engine: Engine;
  readonly faults: OcsFaults;
  /** Buckets that the engine lost although it had confirmed them: no oracle checks these. */
  readonly forgotten = new Set<string>();
  /** Accounts that were removed at some time, so that NOT_FOUND can be their own answer. */
  readonly removed = new Set<string>();
  watch: Watch = NO_WATCH;
  writes = 0;
  #calls = 0;
  #crossed: string | null = null;
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #random: Random;

  constructor(clock: Clock, network: Network, random: Random) {
    this.#clock = clock;
    this.#network = network;
    this.#random = random;
    this.engine = new VirtualEngine(random.chance(0.5) ? "master" : "v0.10", clock);
    this.faults = {
      link: { ...GOOD_LINK, timeoutMs: 2500 },
      silentUntil: 0,
      silentSince: null,
      slowUntil: 0,
      okWithoutSaving: 0,
      late: 0,
      lateMs: 120_000,
      again: 0,
      refuse: "nothing",
      elsewhere: { credit: 0, tombstone: 0 },
      elsewhereMs: [0, 0],
      crossed: 0,
    };
  }

  /** The port as one program sees it. It never throws: silence is an answer of its own. */
  portFor(program: Program): ChargingSystem {
    const seen = new SeenAccounts();
    return {
      read: async (account, timeBudgetMs) => {
        try {
          const link = { program, name: "read", timeBudgetMs };
          const answer = await this.#ask(link, getAccountCall(account), (body) =>
            this.#execute(body),
          );
          const reading = readAccountAnswer(account, answer, this.#clock.now);
          seen.note(account, reading);
          return reading;
        } catch (fault) {
          return { kind: "unreadable", at: this.#clock.now, why: String(fault) };
        }
      },
      write: async (account, call, timeBudgetMs) => {
        if (seen.onlyAsGone(account)) this.watch.sentToNoAccount(account.account);
        try {
          const link = { program, name: "write", timeBudgetMs };
          return classifyAnswer(
            await this.#ask(link, call, (body) => this.#write(account, call, body)),
          );
        } catch (fault) {
          return { kind: "unknown", text: String(fault) };
        }
      },
    };
  }

  silenceFor(ms: number): void {
    this.faults.silentSince ??= this.#clock.now;
    this.faults.silentUntil = Math.max(this.faults.silentUntil, this.#clock.now + ms);
  }
  get silent(): boolean {
    return this.#clock.now < this.faults.silentUntil;
  }
  slowFor(ms: number): void {
    this.faults.slowUntil = Math.max(this.faults.slowUntil, this.#clock.now + ms);
  }
  get slow(): boolean {
    return this.#clock.now < this.faults.slowUntil;
  }
  /** How long it has been silent now; 0 while it answers. */
  silentForMs(): number {
    return this.silent ? this.#clock.now - (this.faults.silentSince ?? this.#clock.now) : 0;
  }

  /** One call under an id of its own; its answer may be that of the call before. */
  async #ask(caller: Caller, call: string, work: (body: string) => string): Promise<EngineAnswer> {
    this.#calls += 1;
    const id = `call ${this.#calls}`;
    const body = await this.#call(caller, () => {
      const own = work(inEnvelope(id, call));
      if (own === "" || !this.#random.chance(this.faults.crossed)) return own;
      const other = this.#crossed ?? own;
      this.#crossed = own;
      return other;
    });
    return readAnswer(id, body);
  }
  #call({ program, name, timeBudgetMs }: Caller, work: () => string): Promise<string> {
    if (!this.silent) this.faults.silentSince = null;
    const link = { ...this.faults.link };
    link.timeoutMs = timeBudgetMs ?? link.timeoutMs;
    if (this.slow && !this.silent) return this.#slowly(program, link.timeoutMs, work);
    if (!this.silent) return this.#network.call(program, link, `ocs ${name}`, work);
    // The engine is silent; it may execute what it receives all the same.
    const unreachable = this.#random.chance(0.5);
    const silent = { ...link, lostBefore: unreachable ? 1 : 0, lostAfter: 1, stall: 0 };
    return this.#network.call(program, silent, `ocs ${name}`, work);
  }

  /** The engine goes on with a call that its caller has given up. */
  #slowly(program: Program, timeoutMs: number, work: () => string): Promise<string> {
    const ms = this.#random.int(...SLOW_MS);
    return new Promise((resolve, reject) => {
      this.#clock.after(ms, () => {
        const answer = work();
        if (program.alive) resolve(answer);
      });
      this.#clock.after(timeoutMs, () => {
        if (program.alive) reject(new PortFault("ocs", `timeout after ${timeoutMs} ms`));
      });
    });
  }

  #write(account: AccountRef, call: string, body: string): string {
    const { faults } = this;
    this.writes += 1;
    // What was granted is method and params; the envelope is the adapter's.
    this.watch.arrived(account.account, call);
    const tombstone = body.includes('"Disabled":true');
    if (this.#random.chance(faults.elsewhere[tombstone ? "tombstone" : "credit"])) {
      const ms = this.#random.int(...faults.elsewhereMs);
      this.#clock.after(ms, () => void this.#apply(account, body));
      return "";
    }
    const refused =
      faults.refuse === "both" || faults.refuse === (tombstone ? "tombstones" : "credits");
    if (refused) return this.#reply(body, { result: null, error: "Unsupported time format" });
    if (this.#random.chance(faults.late)) {
      this.#later(account, body);
      return "";
    }
    if (this.#random.chance(faults.again)) this.#later(account, body);
    if (this.#random.chance(faults.okWithoutSaving)) {
      return this.#reply(body, { result: "OK", error: null });
    }
    return this.#apply(account, body);
  }
  #later(account: AccountRef, body: string): void {
    const times = this.#random.int(1, 2);
    for (let i = 0; i < times; i++) {
      this.#clock.after(this.#random.skewed(500, this.faults.lateMs), () => {
        this.#apply(account, body);
      });
    }
  }
  #apply(account: AccountRef, body: string): string {
    const answer = this.#execute(body);
    this.watch.changed(account.account);
    return answer;
  }
  #reply(body: string, answer: { result: string | null; error: string | null }): string {
    return readCalls(body)
      .map(({ id }) => writeReply({ id, ...answer }))
      .join("");
  }
  #execute(body: string): string {
    return readCalls(body)
      .map((call) => writeReply(execute(this.engine, call)))
      .join("");
  }

  // --- what people and faults do to the engine --------------------------------------------------

  account(name: string) {
    return this.engine.find(TENANT, name);
  }
  create(name: string): void {
    this.engine.accounts.set(`${TENANT}:${name}`, emptyAccount(TENANT, name));
  }
  /** Removes an account with all its buckets. */
  remove(name: string): void {
    for (const bucket of this.buckets(name)) this.forgotten.add(bucket.id);
    this.removed.add(name);
    this.engine.accounts.delete(`${TENANT}:${name}`);
  }
  /** What a reading shows while the account is away or disabled for one moment. */
  readingWhile(account: AccountRef, lost: "gone" | "disabled"): Reading {
    const key = `${TENANT}:${account.account}`;
    const there = this.engine.accounts.get(key);
    const was = there?.disabled ?? false;
    if (lost === "gone") this.engine.accounts.delete(key);
    else this.setDisabled(account.account, true);
    const answer = this.#execute(inEnvelope("one moment", getAccountCall(account)));
    if (there) this.engine.accounts.set(key, there);
    this.setDisabled(account.account, was);
    return readAccountAnswer(account, readAnswer("one moment", answer), this.#clock.now);
  }
  setDisabled(name: string, disabled: boolean): void {
    const account = this.account(name);
    if (account) account.disabled = disabled;
  }
  buckets(name: string): readonly Balance[] {
    return this.account(name)?.balances?.get("*data") ?? [];
  }
  putPlan(name: string, endAt: number): void {
    this.forget(name, "plan_base");
    const plan = emptyBalance("plan");
    Object.assign(plan, { id: "plan_base", value: 1, expiry: fromMs(endAt) });
    const account = this.account(name);
    if (!account) return;
    account.balances ??= new Map();
    account.balances.set("*data", [...this.buckets(name), plan]);
  }
  /** Loses a confirmed bucket, as happens where two engines share one database. */
  forget(name: string, bucketId: string): void {
    const account = this.account(name);
    const kept = this.buckets(name).filter((b) => b.id !== bucketId);
    account?.balances?.set("*data", kept);
    this.forgotten.add(bucketId);
  }
  /** An operator changes a bucket at the OCS. */
  tamper(name: string, bucketId: string, change: { endAt: number } | { disabled: boolean }): void {
    for (const bucket of this.buckets(name)) {
      if (bucket.id !== bucketId) continue;
      if ("endAt" in change) bucket.expiry = fromMs(change.endAt);
      else bucket.disabled = change.disabled;
    }
    this.watch.changed(name);
  }
}

export function endOf(bucket: Balance): number | null {
  return bucket.expiry.ns === null ? null : Number(bucket.expiry.ns / 1_000_000n);
}
