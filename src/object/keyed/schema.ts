import type { StorageStep } from "../storage/migrate.ts";
import { SUM_LEVELS } from "./held-sums.ts";

/** In a trigger: adds the row's amount to its slot of every level, or takes it out again. */
const added = `INSERT INTO held_sum (level, slot, amount)
  SELECT value, NEW.held_at >> value, NEW.amount FROM json_each('[${SUM_LEVELS}]') WHERE true
  ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`;
const taken = `UPDATE held_sum SET amount = amount - OLD.amount
  WHERE (level, slot) IN (SELECT value, OLD.held_at >> value FROM json_each('[${SUM_LEVELS}]'))`;

/**
 * The steps of a rate's storage: outsiders make such objects without end, so it is small (decision
 * 26). A step that was deployed is never edited or renamed (decision 9).
 */
export const RATE_STEPS: readonly StorageStep[] = [
  {
    name: "what happened",
    statements: [
      `CREATE TABLE happened (
        id TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        held_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
    ],
  },
];

/**
 * The steps of every other keyed object's storage, in order. A step that was deployed is never
 * edited or renamed (decision 9).
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
        quiet INTEGER NOT NULL DEFAULT 0,
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
  {
    name: "sums",
    statements: [
      // What is held, by slots of time (`held-sums.ts`): the triggers keep it, whatever writes.
      `CREATE TABLE held_sum (
        level INTEGER NOT NULL,
        slot INTEGER NOT NULL,
        amount INTEGER NOT NULL CHECK (amount >= 0),
        PRIMARY KEY (level, slot)
      ) STRICT, WITHOUT ROWID`,
      `INSERT INTO held_sum (level, slot, amount)
        SELECT value, held_at >> value, sum(amount) FROM entry, json_each('[${SUM_LEVELS}]')
        WHERE amount IS NOT NULL AND held_at IS NOT NULL GROUP BY 1, 2`,
      `CREATE TRIGGER entry_added AFTER INSERT ON entry WHEN NEW.amount IS NOT NULL
        BEGIN ${added}; END`,
      `CREATE TRIGGER entry_taken AFTER DELETE ON entry WHEN OLD.amount IS NOT NULL
        BEGIN ${taken}; END`,
      // A confirmed entry keeps amount and time; a released one has neither any more.
      `CREATE TRIGGER entry_released AFTER UPDATE ON entry
        WHEN OLD.amount IS NOT NULL AND NEW.amount IS NULL BEGIN ${taken}; END`,
    ],
  },
];
