import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { ServiceObject } from "../../../src/object/service/object.ts";
import { databaseOf } from "../../adapters/databases.ts";
import type { CastMember } from "../../fixtures/cast.ts";
import { until } from "./until.ts";

/** Replaced at once, because Stripe's client keeps the `fetch` that it finds when it is made. */
const urls: string[] = [];
const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  urls.push(input instanceof Request ? input.url : String(input));
  return realFetch(input, init);
};

type Cursor = SqlStorageCursor<Record<string, SqlStorageValue>>;

/** Counts commits, messages, rows and calls of the Worker, and changes nothing. */
export class Meter {
  /** Of the object that the meter is on. */
  commits = 0;
  /** Of all other objects: rates, then the invoice sequence. */
  otherCommits = 0;
  messages = 0;
  rowsWritten = 0;
  /** Of all objects; an alarm that is set is billed as one. */
  alarmsSet = 0;
  /** Of the object that the meter is on. */
  ownAlarmsSet = 0;
  #ownSql: SqlStorage | null = null;
  readonly #cursors: { readonly sql: SqlStorage; readonly cursor: Cursor }[] = [];
  readonly #urlsBefore = urls.length;

  /** Counts from now on; `vi.restoreAllMocks()` ends it. */
  static async on(object: DurableObjectStub<ServiceObject>): Promise<Meter> {
    const meter = new Meter();
    meter.#countMessages();
    meter.#countRows();
    await runInDurableObject(object, (_, { storage }) => {
      const proto = Object.getPrototypeOf(storage) as DurableObjectStorage;
      const real = proto.transactionSync;
      vi.spyOn(proto, "transactionSync").mockImplementation(function <T>(
        this: DurableObjectStorage,
        work: () => T,
      ): T {
        if (this === storage) meter.commits += 1;
        else meter.otherCommits += 1;
        return real.call(this, work) as T;
      });
      meter.#countObjectRows(storage);
    });
    return meter;
  }

  /** Rows that all objects wrote, indexes and alarms included, as Cloudflare bills them. */
  get objectRowsWritten(): number {
    const rows = this.#cursors.reduce((sum, { cursor }) => sum + cursor.rowsWritten, 0);
    return rows + this.alarmsSet;
  }
  /** Of the object that the meter is on: its rows in the same way, and its statements. */
  get own(): { readonly rowsWritten: number; readonly statements: number } {
    const own = this.#cursors.filter(({ sql }) => sql === this.#ownSql);
    const rows = own.reduce((sum, { cursor }) => sum + cursor.rowsWritten, 0);
    return { rowsWritten: rows + this.ownAlarmsSet, statements: own.length };
  }
  #countObjectRows(storage: DurableObjectStorage): void {
    this.#ownSql = storage.sql;
    const cursors = this.#cursors;
    const proto = Object.getPrototypeOf(storage.sql) as SqlStorage;
    const { exec } = proto;
    vi.spyOn(proto, "exec").mockImplementation(function (this: SqlStorage, ...args) {
      const cursor = exec.apply(this, args);
      cursors.push({ sql: this, cursor });
      return cursor;
    } as typeof exec);
    this.#countAlarms(storage);
  }
  #countAlarms(storage: DurableObjectStorage): void {
    const count = (isOwn: boolean) => {
      this.alarmsSet += 1;
      if (isOwn) this.ownAlarmsSet += 1;
    };
    const proto = Object.getPrototypeOf(storage) as DurableObjectStorage;
    const { setAlarm } = proto;
    vi.spyOn(proto, "setAlarm").mockImplementation(function (this: DurableObjectStorage, ...args) {
      count(this === storage);
      return setAlarm.apply(this, args);
    });
  }

  /** The Worker's requests to this simulator, without those of the customer and the test. */
  calls(origin: string): number {
    const others = ["/confirm", "/v1/events?limit=100"];
    return urls
      .slice(this.#urlsBefore)
      .filter((url) => url.startsWith(origin) && !others.some((end) => url.endsWith(end))).length;
  }

  /** Resolves when the query has a row. */
  async untilRow(sql: string, { service }: CastMember): Promise<void> {
    await until(async () => {
      return (await databaseOf(sql).prepare(sql).bind(service.id).first()) !== null;
    });
  }

  #countMessages(): void {
    const proto = Object.getPrototypeOf(env.PROVISION) as Queue;
    const real = proto.send;
    const count = () => {
      this.messages += 1;
    };
    vi.spyOn(proto, "send").mockImplementation(function (this: Queue, ...args) {
      count();
      return real.apply(this, args);
    });
  }
  #countRows(): void {
    const meter = <R extends D1Result>(result: R): R => {
      this.rowsWritten += result.meta.rows_written;
      return result;
    };
    const database = Object.getPrototypeOf(env.DB) as D1Database;
    const batch = database.batch;
    vi.spyOn(database, "batch").mockImplementation(async function <T>(
      this: D1Database,
      statements: D1PreparedStatement[],
    ) {
      return (await batch.call(this, statements)).map(meter) as D1Result<T>[];
    });
    const statement = Object.getPrototypeOf(env.DB.prepare("SELECT 1")) as D1PreparedStatement;
    const run = statement.run;
    vi.spyOn(statement, "run").mockImplementation(async function <T>(this: D1PreparedStatement) {
      return meter(await run.call(this)) as D1Result<T>;
    });
  }
}
