import type { Sql } from "./sql.ts";

/**
 * Numbered steps of the object's storage; each runs once per object, on its first wake with new
 * code. Never edit a step that was deployed: add one, readable by the release before it (an old
 * Worker may call a new object for minutes, and the other way round).
 */
const STEPS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE top_up (
      id TEXT PRIMARY KEY,
      state TEXT NOT NULL,
      open INTEGER NOT NULL CHECK (open IN (0, 1)),
      bucket_state TEXT CHECK (bucket_state IN ('credited', 'returned')),
      bucket_id TEXT,
      end_at INTEGER,
      sales_blocked INTEGER NOT NULL DEFAULT 0,
      requested_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    "CREATE INDEX top_up_open ON top_up (id) WHERE open = 1",
    "CREATE INDEX top_up_bucket_state ON top_up (end_at) WHERE bucket_state IS NOT NULL",
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
  ["CREATE INDEX top_up_requested ON top_up (requested_at)"],
];

/** Brings the storage of this object to the newest step. Synchronous: nothing can come between. */
export function migrate(sql: Sql): void {
  sql.all("CREATE TABLE IF NOT EXISTS schema_step (step INTEGER PRIMARY KEY) STRICT");
  const row = sql.all("SELECT coalesce(max(step), 0) AS step FROM schema_step")[0];
  const done = Number(row?.step ?? 0);
  for (let step = done + 1; step <= STEPS.length; step++) {
    sql.transaction(() => {
      for (const statement of STEPS[step - 1] ?? []) sql.all(statement);
      sql.all("INSERT INTO schema_step (step) VALUES (?)", step);
    });
  }
}
