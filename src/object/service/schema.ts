import { BUCKET_TABLE } from "./bucket-index.ts";
import type { Sql } from "./sql.ts";

/** One step of an object's storage. An object remembers the names of the steps it has taken. */
export interface StorageStep {
  readonly name: string;
  readonly statements: readonly string[];
}

/**
 * The steps of an object's storage, in order. Each runs once per object, when the object first
 * wakes with new code. A step that was deployed is never edited or renamed. A new step must be
 * readable by the release before it: during a deployment an old Worker may call a new object for
 * minutes, and after a rollback the old code wakes on the new storage.
 */
export const STEPS: readonly StorageStep[] = [
  {
    name: "top-ups, buckets, events, keys, facts",
    statements: [
      `CREATE TABLE top_up (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        open INTEGER NOT NULL CHECK (open IN (0, 1)),
        requested_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX top_up_open ON top_up (id) WHERE open = 1",
      "CREATE INDEX top_up_requested ON top_up (requested_at)",
      BUCKET_TABLE,
      "CREATE INDEX bucket_by_end ON bucket (end_at)",
      `CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        top_up_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        type TEXT NOT NULL,
        body TEXT NOT NULL
      ) STRICT`,
      "CREATE INDEX event_by_top_up ON event (top_up_id, seq)",
      `CREATE TABLE idempotency_key (
        key TEXT PRIMARY KEY,
        input_hash TEXT NOT NULL,
        top_up_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE fact (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
    ],
  },
];

/**
 * Brings the storage of this object to the newest step. Synchronous: nothing can come between.
 * Throws when another version laid the storage out, because reading it would misread money. Steps
 * that only a newer release knows are left alone, so that a rollback finds a working object.
 */
export function migrate(sql: Sql): void {
  const done = stepsDone(sql);
  STEPS.forEach(({ name, statements }, i) => {
    if (done[i] === name) return;
    if (done[i] !== undefined) throw otherLayout(i + 1, `"${done[i]}"`, name);
    sql.transaction(() => {
      for (const statement of statements) sql.all(statement);
      sql.all("INSERT INTO schema_step (step, name) VALUES (?, ?)", i + 1, name);
    });
  });
}

/** The names of the steps that this object has taken, in order. Makes the table that holds them. */
function stepsDone(sql: Sql): readonly string[] {
  sql.all(
    "CREATE TABLE IF NOT EXISTS schema_step (step INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
  );
  const [table] = sql.all("SELECT sql FROM sqlite_master WHERE name = 'schema_step'");
  // Before steps had names the table held numbers only.
  if (!String(table?.sql).includes("name")) throw otherLayout(1, "unnamed", STEPS[0]?.name ?? "");
  return sql.all("SELECT name FROM schema_step ORDER BY step").map((row) => String(row.name));
}

function otherLayout(step: number, found: string, expected: string): Error {
  return new Error(
    `the storage of this object was laid out by another version (step ${step} is ${found}, expected "${expected}"): deploy the version that wrote it, or on your own machine start with npm run dev -- --fresh`,
  );
}
