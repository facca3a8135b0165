import type { Sql } from "./sql.ts";

/** One step of an object's storage. An object remembers the names of the steps it has taken. */
export interface StorageStep {
  readonly name: string;
  readonly statements: readonly string[];
}

/**
 * Brings the storage of this object to the newest step. Synchronous: nothing can come between.
 * Throws when another version laid the storage out, because reading it would misread money. Steps
 * that only a newer release knows are left alone, so that a rollback finds a working object.
 */
export function migrate(sql: Sql, steps: readonly StorageStep[]): void {
  const done = stepsDone(sql, steps[0]?.name ?? "");
  steps.forEach(({ name, statements }, i) => {
    if (done[i] === name) return;
    if (done[i] !== undefined) throw otherLayout(i + 1, `"${done[i]}"`, name);
    sql.transaction(() => {
      for (const statement of statements) sql.all(statement);
      noteStep(sql, i + 1, name);
    });
  });
}

const STEP_TABLE =
  "CREATE TABLE IF NOT EXISTS schema_step (step INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT";

/**
 * All steps at once, for storage in which nothing is yet: it asks nothing first. Inside the
 * transaction of the caller, so that a new object is one commit.
 */
export function layOut(sql: Sql, steps: readonly StorageStep[]): void {
  for (const statement of [STEP_TABLE, ...steps.flatMap(({ statements }) => statements)]) {
    sql.all(statement);
  }
  for (const [i, { name }] of steps.entries()) noteStep(sql, i + 1, name);
}

const noteStep = (sql: Sql, step: number, name: string): unknown =>
  sql.all("INSERT INTO schema_step (step, name) VALUES (?, ?)", step, name);

/** The names of the steps that this object has taken, in order. Makes the table that holds them. */
function stepsDone(sql: Sql, first: string): readonly string[] {
  sql.all(STEP_TABLE);
  const [table] = sql.all("SELECT sql FROM sqlite_master WHERE name = 'schema_step'");
  // Before steps had names the table held numbers only.
  if (!String(table?.sql).includes("name")) throw otherLayout(1, "unnamed", first);
  return sql.all("SELECT name FROM schema_step ORDER BY step").map((row) => String(row.name));
}

function otherLayout(step: number, found: string, expected: string): Error {
  return new Error(
    `the storage of this object was laid out by another version (step ${step} is ${found}, expected "${expected}"): deploy the version that wrote it, or on your own machine start with npm run dev -- --fresh`,
  );
}
