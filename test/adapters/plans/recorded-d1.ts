/** A D1 that notes every statement with what it read, and how SQLite means to find its rows. */

export type DatabaseName = "main" | "ledger";
/** One run of a statement. */
export interface Run {
  readonly database: DatabaseName;
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Rows of tables and indexes, those that a trigger read included. */
  readonly rowsRead: number;
  readonly rowsWritten: number;
  /** In SQLite alone. */
  readonly ms: number;
}
/** Notes here what a recorded D1 runs. */
export interface Recording {
  readonly runs: Run[];
}

/** The same database; its statements belong to it alone, as those of D1 do. */
export function recordedD1(d1: D1Database, database: DatabaseName, record: Recording): D1Database {
  const ran = ({ sql, values }: Noted, { meta }: D1Result<unknown>) =>
    record.runs.push({
      database,
      sql,
      values,
      rowsRead: meta.rows_read,
      rowsWritten: meta.rows_written,
      ms: meta.duration,
    });
  const make = (sql: string, values: readonly unknown[]): Noted => {
    const fresh = () => d1.prepare(sql).bind(...values);
    const all = async () => {
      const result = await fresh().all();
      ran(noted, result);
      return result;
    };
    const noted: Noted = {
      sql,
      values,
      bind: (...bound: unknown[]) => make(sql, bound),
      all,
      run: all,
      first: async () => (await all()).results[0] ?? null,
      // D1 counts nothing for it, so a statement that only reads runs once more.
      raw: async () => {
        if (!/^\s*select/i.test(sql)) {
          const { results } = await all();
          return results.map((row) => Object.values(row as object));
        }
        await all();
        return fresh().raw();
      },
      fresh,
    };
    return noted;
  };
  const recorded = {
    prepare: (sql: string) => make(sql, []),
    async batch(statements: readonly Noted[]) {
      const results = await d1.batch(statements.map((one) => one.fresh()));
      for (const [i, result] of results.entries()) {
        const one = statements[i];
        if (one) ran(one, result);
      }
      return results;
    },
  };
  return Object.assign(Object.create(null) as D1Database, recorded);
}

interface Noted {
  readonly sql: string;
  readonly values: readonly unknown[];
  bind(...values: unknown[]): Noted;
  all(): Promise<D1Result<unknown>>;
  run(): Promise<D1Result<unknown>>;
  first(): Promise<unknown>;
  raw(): Promise<unknown>;
  /** D1's own statement. */
  fresh(): D1PreparedStatement;
}

/** One statement of the code over all its runs, and the steps of its plan. */
export interface Planned {
  readonly database: DatabaseName;
  readonly sql: string;
  /** The most that one run read, wrote and took. */
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly ms: number;
  readonly plan: readonly string[];
}

/** Each statement once; what differs only in white space is one. */
export async function plansOf(
  { runs }: Recording,
  d1Of: (database: DatabaseName) => D1Database,
): Promise<readonly Planned[]> {
  const bySql = Map.groupBy(runs, ({ database, sql }) => `${database} ${oneLine(sql)}`);
  const planned: Planned[] = [];
  for (const same of bySql.values()) {
    const [one] = same;
    if (!one) continue;
    const { results } = await d1Of(one.database)
      .prepare(`EXPLAIN QUERY PLAN ${one.sql}`)
      .bind(...one.values)
      .all<{ detail: string }>();
    const most = (of: (run: Run) => number) => Math.max(...same.map(of));
    planned.push({
      database: one.database,
      sql: oneLine(one.sql),
      rowsRead: most((run) => run.rowsRead),
      rowsWritten: most((run) => run.rowsWritten),
      ms: most((run) => run.ms),
      plan: results.map(({ detail }) => detail),
    });
  }
  return planned;
}

export const oneLine = (sql: string): string => sql.replace(/\s+/g, " ").trim();
