import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { ServiceObject } from "../../../src/service-object/object.ts";
import type { CastMember } from "../../fixtures/cast.ts";

/** Counts what the Worker costs while it works: looks through, changes nothing. */
export class Meter {
  commits = 0;
  messages = 0;
  rowsWritten = 0;
  readonly #urls: string[] = [];

  /** Counts from now on; `vi.restoreAllMocks()` ends it. */
  static async on(object: DurableObjectStub<ServiceObject>): Promise<Meter> {
    const meter = new Meter();
    meter.#countCalls();
    meter.#countMessages();
    meter.#countRows();
    await runInDurableObject(object, (_, { storage }) => {
      const proto = Object.getPrototypeOf(storage) as DurableObjectStorage;
      const real = proto.transactionSync;
      vi.spyOn(proto, "transactionSync").mockImplementation(function <T>(
        this: DurableObjectStorage,
        work: () => T,
      ): T {
        meter.commits += 1;
        return real.call(this, work) as T;
      });
    });
    return meter;
  }

  /** Requests to this neighbour, but for those whose path ends with `but`: a customer's own. */
  calls(origin: string, but = "\0"): number {
    return this.#urls.filter((url) => url.startsWith(origin) && !url.endsWith(but)).length;
  }

  /** D1 has no events: asked until there is a row. */
  async untilRows(sql: string, { service }: CastMember): Promise<void> {
    await vi.waitUntil(async () => {
      const row = await env.DB.prepare(sql).bind(service.id).first<{ n: number }>();
      return (row?.n ?? 0) > 0;
    });
  }

  #countCalls(): void {
    const real = globalThis.fetch;
    vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
      this.#urls.push(input instanceof Request ? input.url : String(input));
      return real(input, init);
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
