import type { SimulatedD1 } from "../simulation/world/d1.ts";
import type { SimulatedDatabases } from "../simulation/world/databases.ts";

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Every row of every table, or of some, by the values of its key; rows of all ledgers together. */
export function rowsOfTables(
  { main, ledgers }: SimulatedDatabases,
  only?: readonly string[],
): Rows {
  const all: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const d1 of [main, ...ledgers]) {
    for (const [table, rows] of Object.entries(tablesOf(d1, only))) {
      all[table] = { ...all[table], ...rows };
    }
  }
  return all;
}

function tablesOf(d1: SimulatedD1, only?: readonly string[]): Rows {
  const tables = d1
    .all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .map(({ name }) => String(name))
    .filter((name) => !name.startsWith("sqlite_") && (only ?? [name]).includes(name));
  return Object.fromEntries(tables.map((table) => [table, rowsOf(d1, table)]));
}

function rowsOf(d1: SimulatedD1, table: string): Readonly<Record<string, unknown>> {
  const key = d1
    .all(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`)
    .map(({ name }) => String(name));
  const rows = d1.all(`SELECT * FROM "${table}"`);
  return Object.fromEntries(rows.map((row) => [key.map((name) => row[name]).join(" "), row]));
}
