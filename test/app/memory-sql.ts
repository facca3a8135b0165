import { DatabaseSync } from "node:sqlite";
import type { Sql, SqlValue } from "../../src/object/storage/sql.ts";

/** An object's storage in memory. */
export const memorySql = (): Sql => sqlOn(new DatabaseSync(":memory:"));

/** An object's storage in this database; a throw rolls the whole commit back. */
export function sqlOn(db: DatabaseSync): Sql {
  let inside = false;
  return {
    all: (query, ...values) => db.prepare(query).all(...values) as Record<string, SqlValue>[],
    transaction: (work) => {
      if (inside) return work();
      inside = true;
      db.exec("BEGIN");
      try {
        const result = work();
        db.exec("COMMIT");
        return result;
      } catch (fault) {
        db.exec("ROLLBACK");
        throw fault;
      } finally {
        inside = false;
      }
    },
  };
}
