import { env } from "cloudflare:workers";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import * as schema from "../../src/adapters/d1/schema.ts";
import * as ledgerSchema from "../../src/adapters/d1/schema-ledger.ts";

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}
const drawnIn = (tables: object) =>
  Object.values(tables)
    .filter((value) => value instanceof SQLiteTable)
    .map((table) => getTableConfig(table));
const OTHERS = ["d1_migrations", "sqlite_sequence"];

describe.each([
  ["the main database", () => env.DB, drawnIn(schema)],
  ["a ledger database", () => env.LEDGER_1, drawnIn(ledgerSchema)],
] as const)("given %s, empty, with all migrations applied", (_which, d1, drawn) => {
  const all = async <T>(sql: string, ...values: string[]) => {
    const statement = d1().prepare(sql);
    return (await statement.bind(...values).all<T>()).results;
  };

  test("it has exactly the tables of the drizzle schema", async () => {
    const rows = await all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'",
    );
    const names = rows.map((row) => row.name).filter((name) => !OTHERS.includes(name));
    expect(names.sort()).toEqual(drawn.map((table) => table.name).sort());
  });

  test.each(drawn)(
    "table $name has the columns, types, keys and indexes of the schema",
    async (table) => {
      const columns = await all<Column>(
        'SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY cid',
        table.name,
      );
      const key = table.primaryKeys.flatMap((k) => k.columns.map((c) => c.name));
      const expected = table.columns.map((c) => ({
        name: c.name,
        type: c.getSQLType().toUpperCase(),
        notnull: c.notNull ? 1 : 0,
        pk: c.primary ? 1 : key.indexOf(c.name) + 1,
      }));
      expect(columns.map((c) => ({ ...c, type: c.type.toUpperCase() }))).toEqual(expected);
      const indexes = await all<{ name: string }>(
        "SELECT name FROM pragma_index_list(?) WHERE origin = 'c'",
        table.name,
      );
      const unique = table.columns.filter((c) => c.isUnique).map((c) => c.uniqueName);
      expect(indexes.map((i) => i.name).sort()).toEqual(
        [
          ...table.indexes.map((i) => i.config.name),
          ...table.uniqueConstraints.map((u) => u.getName()),
          ...unique,
        ].sort(),
      );
    },
  );

  test("every table is STRICT, so that it refuses 5.5 cents, and text in a number column", async () => {
    const rows = await all<{ name: string; strict: number }>(
      "SELECT name, strict FROM pragma_table_list",
    );
    const loose = rows.filter((row) => drawn.some((t) => t.name === row.name) && row.strict !== 1);
    expect(loose).toEqual([]);
  });
});
