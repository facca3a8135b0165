/** The storage of a Durable Object on SQLite in memory. It outlives the instance that uses it. */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { SqlValue } from "../../../src/object/storage/sql.ts";

export class ObjectStorage {
  #db = new DatabaseSync(":memory:");
  readonly #statements = new Map<string, StatementSync>();
  readonly #onAlarm: (at: number | null) => void;
  alarmAt: number | null = null;
  /** Transactions committed. */
  commits = 0;

  constructor(onAlarm: (at: number | null) => void) {
    this.#onAlarm = onAlarm;
  }
  readonly sql = {
    exec: (query: string, ...values: SqlValue[]) => {
      const rows = this.#statement(query).all(...values);
      return { toArray: () => rows };
    },
  };
  transactionSync<T>(work: () => T): T {
    const alarmBefore = this.alarmAt;
    this.#db.exec("BEGIN");
    try {
      const result = work();
      this.#db.exec("COMMIT");
      this.commits += 1;
      return result;
    } catch (fault) {
      this.#db.exec("ROLLBACK");
      this.#setAlarm(alarmBefore);
      throw fault;
    }
  }
  async setAlarm(at: number): Promise<void> {
    this.#setAlarm(at);
  }
  async deleteAlarm(): Promise<void> {
    this.#setAlarm(null);
  }
  async deleteAll(): Promise<void> {
    this.#db.close();
    this.#db = new DatabaseSync(":memory:");
    this.#statements.clear();
  }
  close(): void {
    this.#db.close();
  }

  #setAlarm(at: number | null): void {
    this.alarmAt = at;
    this.#onAlarm(at);
  }
  #statement(query: string): StatementSync {
    const known = this.#statements.get(query);
    if (known) return known;
    const made = this.#db.prepare(query);
    this.#statements.set(query, made);
    return made;
  }
}
