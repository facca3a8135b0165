import { layOut, migrate, type StorageStep } from "./migrate.ts";
import type { Sql, SqlValue } from "./sql.ts";

/** The object's own SQLite as `Sql`. Cursors of `exec` are lazy, so they are read at once. */
function rawSql(storage: DurableObjectStorage): Sql {
  return {
    all: (query, ...values) =>
      storage.sql.exec<Record<string, SqlValue>>(query, ...values).toArray(),
    transaction: (work) => storage.transactionSync(work),
  };
}

/**
 * The same, with the tables made by the first write: a request for an invented id must not leave a
 * database behind. Until then every query answers without rows. Throws when
 * another version laid out the storage.
 */
export function storageSql(storage: DurableObjectStorage, steps: readonly StorageStep[]): Sql {
  const raw = rawSql(storage);
  let blank = raw.all("SELECT 1 AS x FROM sqlite_master WHERE name = 'schema_step'").length === 0;
  if (!blank) migrate(raw, steps);
  return {
    all: (query, ...values) => (blank ? [] : raw.all(query, ...values)),
    transaction: (work) => {
      if (!blank) return raw.transaction(work);
      // One commit with the tables: a new object is made for each session that pays.
      try {
        return raw.transaction(() => {
          layOut(raw, steps);
          blank = false;
          return work();
        });
      } catch (fault) {
        blank = true;
        throw fault;
      }
    },
  };
}
