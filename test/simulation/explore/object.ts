/**
 * Core and store of the real service object, on SQLite in memory. It loads two top-ups, runs one
 * command and returns both top-ups, so turn, context and claim are the product's own.
 */

import { DatabaseSync, type StatementSync } from "node:sqlite";
import { encodeForCgrates } from "../../../src/adapters/cgrates/encode.ts";
import type { TopUpId } from "../../../src/domain/base/ids.ts";
import type { Timings } from "../../../src/domain/base/timings.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { Core } from "../../../src/object/service/core.ts";
import { STEPS } from "../../../src/object/service/schema.ts";
import { Store } from "../../../src/object/service/store.ts";
import { migrate } from "../../../src/object/storage/migrate.ts";
import type { Sql, SqlValue } from "../../../src/object/storage/sql.ts";
import { type Age, agesOf, IDS, NOW, type Setting, type Side, type Two } from "./setting.ts";

/** The event log is not used here; it is emptied after this many runs. */
const LOG_ROWS = 10_000;

export class OneObject {
  readonly #db = new DatabaseSync(":memory:");
  readonly #statements = new Map<string, StatementSync>();
  readonly #store: Store;
  readonly #cores: Readonly<Record<Age, Core>>;
  #alarmAt: number | null = null;
  /** Commands that were run. */
  runs = 0;

  constructor(setting: Setting) {
    const sql: Sql = {
      all: (query, ...values) =>
        this.#statement(query).all(...values) as Record<string, SqlValue>[],
      // Nothing runs beside it, and every throw is reported as a mistake.
      transaction: (work) => work(),
    };
    migrate(sql, STEPS);
    this.#store = new Store(sql);
    const { young, old } = agesOf(setting);
    this.#cores = { young: this.#core(young), old: this.#core(old) };
  }

  /** `held`: a living consumer has the current fence, which is always 1. */
  run<A>(
    before: Two<TopUp>,
    at: { readonly age: Age; readonly side: Side; readonly held: boolean },
    command: (core: Core, topUpId: TopUpId) => A,
  ): { answer: A; topUps: Two<TopUp> } {
    this.#load(before);
    const id = IDS[at.side];
    if (at.held) {
      const t = before[at.side];
      this.#store.save({ ...t, drive: { ...t.drive, lease: { fence: 1, until: NOW } } }, NOW);
    }
    const answer = command(this.#cores[at.age], id);
    return { answer, topUps: [this.#saved(0), this.#saved(1)] };
  }

  /** Whether the object would set an alarm for these top-ups. */
  wakes(topUps: Two<TopUp>): boolean {
    this.#load(topUps);
    this.#cores.young.rearm();
    return this.#alarmAt !== null;
  }

  #load(topUps: Two<TopUp>): void {
    if (this.runs % LOG_ROWS === 0) this.#db.exec("DELETE FROM event");
    this.runs += 1;
    for (const t of topUps) this.#store.save(t, NOW);
    // Everything is projected, so that only the top-ups can need an alarm.
    this.#store.saveFacts({
      nextTurn: 3,
      nextReferenceNumber: 1,
      dirtySeq: 0,
      dirtyAt: 0,
      projectedSeq: 0,
    });
  }
  #saved(side: Side): TopUp {
    const t = this.#store.load(IDS[side]);
    if (!t) throw new Error(`${IDS[side]} is gone`);
    return t;
  }
  #core(timings: Timings): Core {
    const set = (at: number) => {
      this.#alarmAt = at;
    };
    const clear = () => {
      this.#alarmAt = null;
    };
    const alarm = { set, clear, forget: () => {} };
    const onCommit = () => undefined;
    const encode = encodeForCgrates;
    return new Core({ store: this.#store, alarm, now: () => NOW, timings, encode, onCommit });
  }
  #statement(query: string): StatementSync {
    const known = this.#statements.get(query);
    if (known) return known;
    const made = this.#db.prepare(query);
    this.#statements.set(query, made);
    return made;
  }
}
