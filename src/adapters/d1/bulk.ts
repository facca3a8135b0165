/**
 * Many rows in one statement: all values travel as one JSON parameter, because a D1 statement may
 * bind 100 parameters only, and because a bound JS number would arrive as REAL.
 */
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import { SQLiteAsyncDialect, type SQLiteTable } from "drizzle-orm/sqlite-core";

/** A row with every column given; columns that SQL computes are left out. */
export type Row<T extends SQLiteTable, Computed extends keyof T["$inferSelect"] = never> = Omit<
  T["$inferSelect"],
  Computed
>;

/** The text of a statement with its rows, ready for D1. */
export interface Bound {
  readonly sql: string;
  /** JSON, the one parameter. */
  readonly rows: string;
}
/** Makes a statement whose only parameter is the JSON of its rows. */
export type Bulk = (rows: readonly unknown[]) => Bound;

/** The place of the rows in the text of a statement. */
export const ROWS = sql.placeholder("rows");

/**
 * The text is made at the first use and then kept, because drizzle takes longer to make such a text
 * than D1 to run it. Throws at the first use when the statement has parameters besides its rows.
 */
export function bulk(statement: () => SQL): Bulk {
  let text: string | null = null;
  return (rows) => {
    text ??= textOf(statement());
    return { sql: text, rows: JSON.stringify(rows) };
  };
}
function textOf(statement: SQL): string {
  const { sql: text, params } = new SQLiteAsyncDialect().sqlToQuery(statement);
  if (params.length !== 1) throw new Error(`one parameter expected, not ${params.length}: ${text}`);
  return text;
}

interface Options<T extends SQLiteTable> {
  /** Columns that SQL computes; in them `value` is the JSON of the row. */
  readonly computed?: Partial<Record<keyof T["$inferSelect"], SQL>>;
  readonly where?: SQL;
  /** What comes after the rows, as `ON CONFLICT …`. */
  readonly tail: SQL;
}

/** `INSERT … SELECT … FROM json_each(rows)`; values keep their JSON types. */
export function insertRows<T extends SQLiteTable>(table: T, options: Options<T>): SQL {
  const columns = Object.entries(getTableColumns(table));
  const computed: Partial<Record<string, SQL>> = options.computed ?? {};
  const names = columns.map(([, column]) => sql.identifier(column.name));
  const values = columns.map(([key]) => computed[key] ?? field(key));
  return sql`INSERT INTO ${sql.identifier(getTableName(table))} (${list(names)})
    SELECT ${list(values)} FROM json_each(${ROWS})
    WHERE ${options.where ?? sql`true`} ${options.tail}`;
}

/** A field of the row that is being written. */
export function field(key: string): SQL {
  return sql`value ->> ${sql.raw(`'${key}'`)}`;
}

/**
 * On a conflict, replaces all columns except `fixed`, but only if the written row has a higher `seq`
 * than the one that is there.
 */
export function keepNewest<T extends SQLiteTable>(
  table: T,
  conflict: string,
  fixed: readonly string[],
  /** Columns, by name, that get another value than the written row's. */
  decided: Readonly<Record<string, SQL>> = {},
): SQL {
  const name = sql.identifier(getTableName(table));
  const sets = Object.values(getTableColumns(table))
    .map((column) => column.name)
    .filter((column) => !fixed.includes(column) && column !== conflict)
    .map((column) => {
      const value = decided[column] ?? sql`excluded.${sql.identifier(column)}`;
      return sql`${sql.identifier(column)} = ${value}`;
    });
  return sql`ON CONFLICT (${sql.identifier(conflict)}) DO UPDATE SET ${list(sets)}
    WHERE excluded.seq > ${name}.seq`;
}

function list(parts: readonly { getSQL(): SQL }[] | readonly object[]): SQL {
  return sql.join([...parts] as SQL[], sql`, `);
}
