import type { StorageStep } from "../storage/migrate.ts";
import { BUCKET_TABLE } from "./bucket-index.ts";

/** The numbers of a top-up's events as JSON, from its column `seqs`. */
export const SEQS = "'[' || substr(seqs, 2) || ']'";

/**
 * The steps of a service object's storage, in order. Each runs once per object, when the object
 * first wakes with new code. A step that was deployed is never edited or renamed. A new step must
 * be readable by the release before it: during a deployment an old Worker may call a new object for
 * minutes, and after a rollback the old code wakes on the new storage.
 */
export const STEPS: readonly StorageStep[] = [
  {
    name: "top-ups, buckets, events, keys, facts, payers",
    statements: [
      // Every commit writes its row and no index (decision 44). `seqs`: its events, as `,1,2,5`.
      `CREATE TABLE top_up (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL,
        open INTEGER NOT NULL CHECK (open IN (0, 1)),
        requested_at INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        seqs TEXT NOT NULL,
        drop_at INTEGER
      ) STRICT`,
      "CREATE INDEX top_up_open ON top_up (open) WHERE open = 1",
      "CREATE INDEX top_up_to_drop ON top_up (drop_at) WHERE drop_at IS NOT NULL",
      BUCKET_TABLE,
      `CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        top_up_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        type TEXT NOT NULL,
        body TEXT NOT NULL
      ) STRICT`,
      `CREATE TABLE idempotency_key (
        key TEXT PRIMARY KEY,
        input_hash TEXT NOT NULL,
        top_up_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX key_of_top_up ON idempotency_key (top_up_id)",
      // Every commit may write its row of up to 4 kB, so it is a rowid table too.
      `CREATE TABLE fact (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT`,
      `CREATE TABLE payer (
        top_up_id TEXT PRIMARY KEY,
        payer_id TEXT NOT NULL,
        payer_key TEXT,
        sealed TEXT NOT NULL,
        buyer_hash TEXT NOT NULL,
        forget_at INTEGER
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX payer_of_key ON payer (payer_key) WHERE payer_key IS NOT NULL",
      "CREATE INDEX payer_to_forget ON payer (forget_at) WHERE forget_at IS NOT NULL",
    ],
  },
];
