/** A SQLite database as SQL text, one statement a line, in a fixed order. */

export type Row = Readonly<Record<string, unknown>>;
/** Runs one statement and answers with its rows. */
export type Exec = (sql: string) => readonly Row[];

/** Tables before their rows, and these before what acts on them. */
const ORDER = ["table", "rows", "index", "view", "trigger"];

export function dumpOf(exec: Exec): string {
  const objects = exec("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").filter(
    ({ name }) => !String(name).startsWith("sqlite_"),
  );
  const statements = objects.flatMap(({ type, name, sql }) => {
    const made = { rank: ORDER.indexOf(String(type)), sql: oneLine(String(sql)) };
    if (type !== "table") return [made];
    return [made, ...rowsOf(exec, String(name)).map((row) => ({ rank: 1, sql: row }))];
  });
  statements.sort((a, b) => a.rank - b.rank);
  return statements.map(({ sql }) => `${sql};\n`).join("");
}

/** The statements of a dump; none holds a line end. */
export const statementsOf = (dump: string): string[] =>
  dump.split("\n").flatMap((line) => (line === "" ? [] : [line.replace(/;$/, "")]));

function rowsOf(exec: Exec, table: string): string[] {
  const columns = exec(`PRAGMA table_info("${table}")`).map(({ name }) => String(name));
  const quoted = columns.map((name) => `quote("${name}") AS "${name}"`).join(", ");
  const names = columns.map((name) => `"${name}"`).join(", ");
  return exec(
    `SELECT ${quoted} FROM "${table}" ORDER BY ${columns.map((_, n) => n + 1).join(", ")}`,
  )
    .map((row) => columns.map((name) => escaped(String(row[name]))).join(", "))
    .map((values) => `INSERT INTO "${table}" (${names}) VALUES (${values})`);
}

/** A literal of `quote()` without the line ends that it may hold. */
const escaped = (literal: string): string =>
  literal.includes("\n") ? literal.replaceAll("\n", "'||char(10)||'") : literal;

const oneLine = (sql: string): string =>
  sql
    .replace(/--[^\n]*/g, "")
    .replace(/\s+/g, " ")
    .trim();
