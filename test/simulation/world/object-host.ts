/** Hosts one service object, and reads its storage for actors and oracles. */
import { encodeForCgrates } from "../../../src/adapters/cgrates/encode.ts";
import type { Queues } from "../../../src/app/ports/queues.ts";
import type { ServiceObject as ServiceObjectPort } from "../../../src/app/ports/service-object.ts";
import { type TopUpId, toId } from "../../../src/domain/base/ids.ts";
import type { Timings } from "../../../src/domain/base/timings.ts";
import type { LoggedEvent, TopUpEvent } from "../../../src/domain/top-up/events.ts";
import { stateOf, type TopUpState } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { ServiceObject } from "../../../src/object/service/object.ts";
import type { Clock } from "./clock.ts";
import { type HostedEnv, HostedObject } from "./hosted-object.ts";
import type { Program } from "./network.ts";

export type Method = keyof ServiceObjectPort;
type Instance = ServiceObjectPort & { alarm(): Promise<void> };
const Make = ServiceObject as new (ctx: object, env: object, needs: object) => Instance;

export interface HostEnv extends HostedEnv {
  queues(program: Program): Queues;
  readonly timings: Timings;
  /** Called before an alarm runs. */
  waking(host: ObjectHost): void;
  /** Called when a top-up has changed its state. */
  moved(host: ObjectHost, t: TopUp, from: TopUpState | "new"): void;
}

export class ObjectHost extends HostedObject<Instance> {
  readonly #clock: Clock;
  readonly #env: HostEnv;
  readonly #names = new Map<string, TopUpState>();

  constructor(serviceId: string, clock: Clock, env: HostEnv) {
    super(serviceId, clock, env);
    this.#clock = clock;
    this.#env = env;
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
  /** The top-ups whose payer lies beside the log. */
  topUpsWithPayer(): ReadonlySet<string> {
    return new Set(this.#rows("SELECT top_up_id AS id FROM payer").map((row) => String(row.id)));
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

  protected override make(ctx: object, life: Program): Instance {
    const { queues, timings, trace } = this.#env;
    const silent = () => {};
    const needs = {
      queues: queues(life),
      clock: { now: () => this.#clock.now },
      after: (ms: number, then: () => void) => {
        let waits = true;
        this.#clock.after(ms, () => waits && life.alive && then());
        return () => {
          waits = false;
        };
      },
      metrics: { write: silent },
      log: {
        info: silent,
        warn: silent,
        error: (event: string, fault: unknown) => trace(() => `object: ${event} ${fault}`),
      },
      timings: () => timings,
      encode: encodeForCgrates,
    };
    return new Make(ctx, {}, needs);
  }
  protected override waking(): void {
    this.#env.waking(this);
  }

  /** Compares the state of every changed top-up with the state seen last. */
  protected override mayHaveChanged(): void {
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
