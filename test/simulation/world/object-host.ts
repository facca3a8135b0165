/** Hosts one service object: its storage stays, its instance can be reset at any time. */

import { encodeForCgrates } from "../../../src/adapters/cgrates/encode.ts";
import type { InvoiceSequence } from "../../../src/app/ports/invoice-sequence.ts";
import type { Queues } from "../../../src/app/ports/queues.ts";
import type { ServiceObject as ServiceObjectPort } from "../../../src/app/ports/service-object.ts";
import { type TopUpId, toId } from "../../../src/domain/base/ids.ts";
import type { Timings } from "../../../src/domain/base/timings.ts";
import type { LoggedEvent, TopUpEvent } from "../../../src/domain/top-up/events.ts";
import { stateOf, type TopUpState } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { ServiceObject } from "../../../src/object/service/object.ts";
import type { Clock } from "./clock.ts";
import { Program } from "./network.ts";
import { ObjectStorage } from "./storage.ts";

/** The class of the service objects is that of the invoice sequence too. */
export type AnyObject = ServiceObjectPort & InvoiceSequence;
export type Method = keyof AnyObject;
type Instance = AnyObject & { alarm(): Promise<void> };
const Make = ServiceObject as new (ctx: object, env: object, needs: object) => Instance;

export interface HostEnv {
  queues(program: Program): Queues;
  readonly timings: Timings;
  /** Whether a due alarm is lost, like one that threw seven times on the platform. */
  alarmLost(): boolean;
  /** Called before an alarm runs. */
  waking(host: ObjectHost): void;
  /** Called when a top-up has changed its state. */
  moved(host: ObjectHost, t: TopUp, from: TopUpState | "new"): void;
  trace(line: () => string): void;
}

export class ObjectHost {
  /** The id of a service, or `invoice-sequence`. */
  readonly name: string;
  readonly storage: ObjectStorage;
  resets = 0;
  readonly #clock: Clock;
  readonly #env: HostEnv;
  #life: Program;
  #instance: Instance | null = null;
  #alarmTicket = 0;
  readonly #names = new Map<string, TopUpState>();

  constructor(name: string, clock: Clock, env: HostEnv) {
    this.name = name;
    this.#clock = clock;
    this.#env = env;
    this.#life = new Program(`object ${name}`);
    this.storage = new ObjectStorage((at) => this.#schedule(at));
  }

  /** One call; rejects when the object is reset before it has answered. */
  call(work: (object: Instance) => Promise<unknown>): Promise<unknown> {
    const object = this.#wake();
    const life = this.#life;
    return new Promise((resolve, reject) => {
      life.onDeath(() => reject(new Error("the object was reset")));
      const answered = work(object);
      this.#noticeMoves();
      answered.then(resolve, reject).finally(() => this.#noticeMoves());
    });
  }
  /** The instance loses its memory; what it committed stays. */
  reset(): void {
    if (!this.#instance) return;
    this.resets += 1;
    this.#instance = null;
    const old = this.#life;
    this.#life = new Program(old.name);
    old.die();
  }

  load(topUpId: TopUpId): TopUp | null {
    const row = this.#rows("SELECT state FROM top_up WHERE id = ?", topUpId)[0];
    return row ? (JSON.parse(String(row.state)) as TopUp) : null;
  }
  /** The top-up behind an idempotency key. */
  topUpOf(key: string): TopUp | null {
    const row = this.#rows("SELECT top_up_id AS id FROM idempotency_key WHERE key = ?", key)[0];
    return row ? this.load(toId("top", String(row.id))) : null;
  }
  /** The top-ups that may still change by themselves. */
  open(): TopUp[] {
    const rows = this.#rows("SELECT state FROM top_up WHERE open = 1");
    return rows.map((row) => JSON.parse(String(row.state)) as TopUp);
  }
  topUps(): TopUp[] {
    const rows = this.#rows("SELECT state FROM top_up ORDER BY requested_at, id");
    return rows.map((row) => JSON.parse(String(row.state)) as TopUp);
  }
  log(topUpId: TopUpId): (TopUpEvent & { readonly at: number })[] {
    const rows = this.#rows(
      "SELECT type, body, at FROM event WHERE top_up_id = ? ORDER BY seq",
      topUpId,
    );
    return rows.map(
      (row) =>
        ({ ...JSON.parse(String(row.body)), type: row.type, at: row.at }) as TopUpEvent & {
          at: number;
        },
    );
  }
  /** The same events in the form in which they travel to D1. */
  logRows(topUpId: TopUpId): LoggedEvent[] {
    return this.#rows(
      "SELECT seq, type, body, at FROM event WHERE top_up_id = ? ORDER BY seq",
      topUpId,
    ).map((row) => ({
      seq: Number(row.seq),
      topUpId,
      at: Number(row.at),
      type: String(row.type),
      body: JSON.parse(String(row.body)),
    }));
  }
  #rows(query: string, ...values: string[]) {
    const made = "SELECT 1 FROM sqlite_master WHERE name = 'top_up'";
    if (this.storage.sql.exec(made).toArray().length === 0) return [];
    return this.storage.sql.exec(query, ...values).toArray();
  }

  #wake(): Instance {
    if (this.#instance) return this.#instance;
    const program = this.#life;
    const { queues, timings, trace } = this.#env;
    const ctx = {
      storage: this.storage,
      waitUntil: (work: Promise<unknown>) => {
        work.catch((fault: unknown) => trace(() => `after commit: ${fault}`));
      },
      getWebSockets: () => [],
    };
    const silent = () => {};
    const needs = {
      queues: queues(program),
      clock: { now: () => this.#clock.now },
      log: {
        info: silent,
        warn: silent,
        error: (event: string, fault: unknown) => trace(() => `object: ${event} ${fault}`),
      },
      timings,
      encode: encodeForCgrates,
    };
    this.#instance = new Make(ctx, {}, needs);
    return this.#instance;
  }

  #schedule(at: number | null): void {
    const ticket = ++this.#alarmTicket;
    if (at === null) return;
    this.#clock.at(at, () => {
      if (ticket !== this.#alarmTicket) return;
      this.storage.alarmAt = null;
      if (this.#env.alarmLost()) return;
      this.#env.trace(() => "alarm");
      this.#env.waking(this);
      // If the object is reset in between, only an alarm it has set by then wakes it again.
      this.call((object) => object.alarm()).catch((fault: unknown) => {
        this.#env.trace(() => `alarm: ${fault}`);
      });
    });
  }

  /** Compares the state of every changed top-up with the state seen last. */
  #noticeMoves(): void {
    for (const t of this.#changed()) {
      const id = t.request.topUpId;
      const [before, after] = [this.#names.get(id), stateOf(t)];
      if (before === after) continue;
      this.#names.set(id, after);
      this.#env.moved(this, t, before ?? "new");
    }
  }
  #seen = 0;
  #changed(): TopUp[] {
    const rows = this.#rows(
      "SELECT DISTINCT top_up_id AS id FROM event WHERE seq > CAST(? AS INTEGER)",
      String(this.#seen),
    );
    if (rows.length === 0) return [];
    const newest = this.#rows("SELECT max(seq) AS seq FROM event")[0];
    this.#seen = Number(newest?.seq ?? 0);
    return rows.flatMap((row) => this.load(toId("top", String(row.id))) ?? []);
  }
}
