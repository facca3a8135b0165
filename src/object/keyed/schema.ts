import type { StorageStep } from "../storage/migrate.ts";

/**
 * The steps of a keyed object's storage, in order; the same for all kinds. A step that was deployed
 * is never edited or renamed (decision 9).
 */
export const STEPS: readonly StorageStep[] = [
  {
    name: "entries",
    statements: [
      // A released entry stays, so that what comes late under its id finds it released.
      `CREATE TABLE entry (
        id TEXT PRIMARY KEY,
        owner TEXT,
        state TEXT NOT NULL CHECK (state IN ('reserved', 'confirmed', 'released')),
        amount INTEGER CHECK (amount >= 1),
        number INTEGER CHECK (number >= 1),
        held_at INTEGER,
        until INTEGER,
        CHECK ((state = 'reserved') = (until IS NOT NULL)),
        CHECK (state = 'released' OR (owner IS NOT NULL AND held_at IS NOT NULL)),
        CHECK (state = 'confirmed' OR number IS NULL)
      ) STRICT, WITHOUT ROWID`,
      "CREATE UNIQUE INDEX entry_number ON entry (number) WHERE number IS NOT NULL",
      "CREATE INDEX entry_owner ON entry (owner) WHERE state = 'confirmed'",
      "CREATE INDEX entry_until ON entry (until) WHERE until IS NOT NULL",
      `CREATE INDEX entry_held ON entry (held_at, amount)
        WHERE amount IS NOT NULL AND state <> 'released'`,
    ],
  },
];
