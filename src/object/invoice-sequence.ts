import type { NumberedInvoice, UnnumberedInvoice } from "../app/ports/projection-store.ts";
import type { ServiceCursor } from "../app/ports/read-models.ts";
import { type ServiceId, toId } from "../domain/base/ids.ts";
import type { Sql } from "./service/sql.ts";

/**
 * The tables of the invoice sequence, the one object that is no service. They are made with the
 * first number, so no service has them.
 */
const TABLES: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS invoice_number (
    top_up_id TEXT PRIMARY KEY,
    service_id TEXT NOT NULL,
    brand TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    UNIQUE (brand, number)
  ) STRICT, WITHOUT ROWID`,
  "CREATE INDEX IF NOT EXISTS invoice_number_of_service ON invoice_number (service_id)",
];

/**
 * Gives each top-up its invoice number; a repeated call gives the same number. A new number is one
 * more than the highest of its brand, so numbers have no gap; the first of a brand is above what D1
 * has. One statement gives all of them, so that no other call comes between.
 */
export function numberInvoices(
  sql: Sql,
  invoices: readonly UnnumberedInvoice[],
): readonly NumberedInvoice[] {
  for (const statement of TABLES) sql.all(statement);
  const rows = JSON.stringify(invoices);
  sql.all(
    `INSERT INTO invoice_number (top_up_id, service_id, brand, number)
     SELECT value ->> 'topUpId', value ->> 'serviceId', value ->> 'brand',
       max(value ->> 'above', coalesce(
         (SELECT max(number) FROM invoice_number WHERE brand = value ->> 'brand'), 0))
       + row_number() OVER (PARTITION BY value ->> 'brand' ORDER BY key)
     FROM json_each(?)
     WHERE NOT EXISTS (SELECT 1 FROM invoice_number WHERE top_up_id = value ->> 'topUpId')`,
    rows,
  );
  return sql
    .all(
      `SELECT top_up_id, number FROM invoice_number
       WHERE top_up_id IN (SELECT value ->> 'topUpId' FROM json_each(?))`,
      rows,
    )
    .map((row) => ({ topUpId: toId("top", String(row.top_up_id)), number: Number(row.number) }));
}

/**
 * Services that ever had an invoice, by id, at most `limit` after the id `after`: a register that
 * was restored from a backup may not know all of them.
 */
export function numberedServices(
  sql: Sql,
  { after, limit }: { readonly after: ServiceCursor; readonly limit: number },
): readonly ServiceId[] {
  const made = sql.all("SELECT 1 AS x FROM sqlite_master WHERE name = 'invoice_number'");
  if (made.length === 0) return [];
  return sql
    .all(
      `SELECT DISTINCT service_id FROM invoice_number WHERE service_id > ?
       ORDER BY service_id LIMIT ?`,
      after,
      limit,
    )
    .map((row) => toId("svc", String(row.service_id)));
}
