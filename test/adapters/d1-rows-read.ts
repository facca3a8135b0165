/** How many rows D1 reads for what is asked. */

import { env } from "cloudflare:workers";
import type { Databases } from "../../src/adapters/d1/databases.ts";
import { databases } from "./databases.ts";

/** Runs `ask` on metered databases; what it read in all of them, index rows included. */
export async function rowsReadByAll(
  ask: (metered: Databases) => Promise<unknown>,
): Promise<number> {
  let inLedger = 0;
  const inMain = await rowsReadBy(env.DB, async (main) => {
    inLedger = await rowsReadBy(env.LEDGER_1, (ledger) => ask(databases({ main, ledger })));
  });
  return inMain + inLedger;
}

/** Runs `ask` on a metered D1; what it read, index rows included. */
export async function rowsReadBy(
  d1: D1Database,
  ask: (metered: D1Database) => Promise<unknown>,
): Promise<number> {
  let read = 0;
  const meter = <T extends D1Result>(result: T): T => {
    read += result.meta.rows_read;
    return result;
  };
  const metered = (statement: D1PreparedStatement): D1PreparedStatement => {
    const [all, run, bind] = [statement.all, statement.run, statement.bind].map((method) =>
      method.bind(statement),
    ) as [D1PreparedStatement["all"], D1PreparedStatement["run"], D1PreparedStatement["bind"]];
    const raw = statement.raw.bind(statement) as () => Promise<unknown>;
    return Object.assign(statement, {
      bind: (...values: unknown[]) => metered(bind(...values)),
      all: async () => meter(await all()),
      run: async () => meter(await run()),
      // It answers without a meter, so the statement runs once more.
      raw: async () => {
        meter(await all());
        return raw();
      },
    });
  };
  await ask(
    new Proxy(d1, {
      get(target, key) {
        if (key === "prepare") return (text: string) => metered(target.prepare(text));
        if (key === "batch") {
          return async (statements: D1PreparedStatement[]) =>
            (await target.batch(statements)).map(meter);
        }
        const value: unknown = Reflect.get(target, key);
        return typeof value === "function" ? value.bind(target) : value;
      },
    }),
  );
  return read;
}
