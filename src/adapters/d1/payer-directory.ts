/** Customers in D1 by their sealed payers (decision 23). */
import { sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { PayerDirectory, Purchase, StoredCustomer } from "../../app/ports/payer-directory.ts";
import type { CustomerId, PayerId } from "../../domain/base/ids.ts";
import { brandsIn } from "./brands-in.ts";
import { erasedCustomers, erasedPayers } from "./projection-sql.ts";

export function createPayerDirectory(d1: D1Database): PayerDirectory {
  const db = drizzle(d1);
  return {
    async brands() {
      const rows = await db.all<{ brand: string }>(
        sql`SELECT id AS brand FROM brand UNION ${brandsIn("service")} ORDER BY 1`,
      );
      return rows.map(({ brand }) => brand);
    },
    byKeys: (brand, keys) =>
      db.all<Purchase>(sql`
        SELECT t.service_id AS serviceId, t.id AS topUpId, t.payer_id AS payerId, t.brand
        FROM customer AS c JOIN top_up AS t ON t.customer_id = c.id
        WHERE c.brand = ${brand}
          AND c.payer_key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))
        ORDER BY t.id DESC`),
    purchasesOf: (payerId) => purchasesOf(db, payerId),
    async erase(topUpIds) {
      const both = [erasedPayers(topUpIds), erasedCustomers(topUpIds)];
      await d1.batch(both.map(({ sql: text, rows }) => d1.prepare(text).bind(rows)));
    },
    async sealedCustomers(after, limit) {
      const rows = await db.all<SealedRow>(sql`
        SELECT id AS customerId, payer_id AS payerId, payer_key AS payerKey, sealed
        FROM customer WHERE id > ${after} AND sealed IS NOT NULL ORDER BY id LIMIT ${limit}`);
      return rows.map(customerOf);
    },
    reseal: (rows) => reseal(d1, rows),
  };
}

/** The id of a payer begins otherwise and ends as that of its top-up: the primary key is used. */
function purchasesOf(db: DrizzleD1Database, payerId: PayerId): Promise<Purchase[]> {
  return db.all<Purchase>(sql`
    WITH mine AS (
      SELECT id, customer_id FROM top_up
      WHERE id = 'top_' || substr(${payerId}, 5) AND payer_id = ${payerId})
    SELECT t.service_id AS serviceId, t.id AS topUpId, t.payer_id AS payerId, t.brand
    FROM top_up AS t WHERE t.id IN (SELECT id FROM mine)
      OR t.customer_id IN (SELECT customer_id FROM mine
        WHERE NOT EXISTS (SELECT 1 FROM service AS s WHERE s.customer_id = mine.customer_id))
    ORDER BY t.id`);
}

interface SealedRow {
  readonly customerId: CustomerId;
  readonly payerId: PayerId;
  readonly payerKey: string;
  readonly sealed: string;
}
/** The id of a customer without an email stands in the place of its payer key. */
const customerOf = ({ customerId, payerId, payerKey, sealed }: SealedRow): StoredCustomer => ({
  customerId,
  payer: { payerId, payerKey: payerKey === customerId ? null : payerKey, sealed },
});

async function reseal(
  d1: D1Database,
  customers: readonly (StoredCustomer & { readonly was: string })[],
): Promise<void> {
  const rows = customers.map(({ customerId, payer, was }) => ({
    ...payer,
    customerId,
    payerKey: payer.payerKey ?? customerId,
    was,
  }));
  const same = "customer.id = value ->> 'customerId'";
  await d1.batch([
    // The key first, because the block says which rows are as they were read.
    d1
      .prepare(
        `UPDATE OR IGNORE customer SET payer_key = value ->> 'payerKey' FROM json_each(?)
         WHERE ${same} AND customer.sealed = value ->> 'was'`,
      )
      .bind(JSON.stringify(rows)),
    d1
      .prepare(
        `UPDATE customer SET sealed = value ->> 'sealed' FROM json_each(?)
         WHERE ${same} AND customer.sealed = value ->> 'was'`,
      )
      .bind(JSON.stringify(rows)),
  ]);
}
