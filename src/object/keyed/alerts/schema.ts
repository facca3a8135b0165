import type { StorageStep } from "../../storage/migrate.ts";

/**
 * The steps of the alert book's storage, apart from those of other keyed objects: there are many of
 * these, and each makes all of its tables. A step that was deployed is never edited (decision 9).
 */
export const ALERT_STEPS: readonly StorageStep[] = [
  {
    name: "alerts",
    statements: [
      `CREATE TABLE alert (
        id TEXT PRIMARY KEY,
        is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
        streak INTEGER NOT NULL,
        opened_at INTEGER NOT NULL,
        told_at INTEGER NOT NULL,
        severity TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE alert_notice (
        id TEXT PRIMARY KEY,
        alert TEXT NOT NULL,
        event TEXT NOT NULL CHECK (event IN ('opened', 'reminded', 'recovered')),
        severity TEXT NOT NULL,
        opened_at INTEGER NOT NULL,
        at INTEGER NOT NULL,
        detail TEXT NOT NULL,
        channels TEXT NOT NULL CHECK (json_type(channels) = 'array')
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE signal (
        name TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        value INTEGER
      ) STRICT, WITHOUT ROWID`,
    ],
  },
];
