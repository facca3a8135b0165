import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Sql } from "../../src/object/storage/sql.ts";
import { sqlOn } from "./memory-sql.ts";

const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

export interface PagedSql {
  readonly sql: Sql;
  /** Pages of 4096 bytes that its commits have written so far. */
  pages(): number;
  close(): void;
}

/** An object's storage in a file with a write-ahead log, which has one frame per page written. */
export function pagedSql(): PagedSql {
  const directory = mkdtempSync(join(tmpdir(), "edge-topup-pages-"));
  const path = join(directory, "object.sqlite");
  const db = new DatabaseSync(path);
  // The log is never emptied, and nothing waits for the disk.
  db.exec("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
  db.exec("PRAGMA wal_autocheckpoint = 0");
  return {
    sql: sqlOn(db),
    pages: () => (statSync(`${path}-wal`).size - WAL_HEADER_BYTES) / (4096 + FRAME_HEADER_BYTES),
    close: () => {
      db.close();
      rmSync(directory, { recursive: true });
    },
  };
}
