import type { Sql, SqlValue } from "./sql.ts";

/** The object's own SQLite behind the port. `exec` cursors are lazy, so they are read at once. */
export function storageSql(storage: DurableObjectStorage): Sql {
  return {
    all: (query, ...values) =>
      storage.sql.exec<Record<string, SqlValue>>(query, ...values).toArray(),
    transaction: (work) => storage.transactionSync(work),
  };
}
