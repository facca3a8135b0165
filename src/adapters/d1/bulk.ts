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

/** A statement with its rows: everything that D1 has to be told. */
export interface Bound {
  readonly sql: string;
  /** JSON, the one parameter. */
  readonly rows: string;
}
/** A statement whose only parameter is the JSON of its rows. */
export type Bulk = (rows: readonly unknown[]) => Bound;

/** Stands for the rows in the text of a statement. */
export const ROWS = sql.placeholder("rows");

/**
 * The text is made when it is first needed and then kept: drizzle takes longer to write such a
 * statement than D1 to run it. Throws when the statement has other parameters than its rows.
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
  /** Columns computed by SQL; `value` is the row's JSON. */
  readonly computed?: Partial<Record<keyof T["$inferSelect"], SQL>>;
  readonly where?: SQL;
  /** What follows the rows: `ON CONFLICT …`. */
  readonly tail: SQL;
}

/** `INSERT … SELECT … FROM json_each(rows)`; values keep the types that JSON gave them. */
export function insertRows<T extends SQLiteTable>(table: T, options: Options<T>): SQL {
  const columns = Object.entries(getTableColumns(table));
  const computed: Partial<Record<string, SQL>> = options.computed ?? {};
  const names = columns.map(([, column]) => sql.identifier(column.name));
  const values = columns.map(([key]) => computed[key] ?? field(key));
  return sql`INSERT INTO ${sql.identifier(getTableName(table))} (${list(names)})
    SELECT ${list(values)} FROM json_each(${ROWS})
    WHERE ${options.where ?? sql`true`} ${options.tail}`;
}

/** A field of the row at hand. */
export function field(key: string): SQL {
  return sql`value ->> ${sql.raw(`'${key}'`)}`;
}

/** Replaces all columns but these, if the row at hand is newer than the one there. */
export function keepNewest<T extends SQLiteTable>(
  table: T,
  conflict: string,
  fixed: readonly string[],
  /** Columns that are decided otherwise, by name. */
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
