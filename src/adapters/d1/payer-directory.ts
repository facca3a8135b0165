/** Customers in D1 by their sealed payers (decision 23). */
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { PayerDirectory, Purchase, StoredCustomer } from "../../app/ports/payer-directory.ts";
import type { CustomerId, PayerId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { brandsIn } from "./brands-in.ts";
import { byLedger, type Databases } from "./databases.ts";
import { erasedTopUps } from "./ledger-sql.ts";
import { lookUp, rowsByIds } from "./lookups.ts";
import { erasedCustomers, erasedPayers } from "./projection-sql.ts";

export function createPayerDirectory(databases: Databases): PayerDirectory {
  const d1 = databases.main;
  const db = drizzle(d1);
  return {
    async brands() {
      const rows = await db.all<{ brand: string }>(
        sql`SELECT id AS brand FROM brand UNION ${brandsIn("service")} ORDER BY 1`,
      );
      return rows.map(({ brand }) => brand);
    },
    async byKeys(brand, keys) {
      const rows = await db.all<Omit<Purchase, "payerId" | "brand">>(sql`
        SELECT l.service_id AS serviceId, l.top_up_id AS topUpId
        FROM json_each(${JSON.stringify(keys)}) AS asked
          CROSS JOIN customer AS c ON c.brand = ${brand} AND c.payer_key = asked.value
          CROSS JOIN lookup AS l ON l.kind = 'cus' AND l.key = c.id
        ORDER BY l.top_up_id DESC`);
      return rows.map((row) => ({ ...row, brand, payerId: payerIdOf(row.topUpId) }));
    },
    purchasesOf: (payerId) => purchasesOf(databases, payerId),
    erase: (topUpIds) => erase(databases, topUpIds),
    async sealedCustomers(after, limit) {
      const rows = await db.all<SealedRow>(sql`
        SELECT id AS customerId, payer_id AS payerId, payer_key AS payerKey, sealed
        FROM customer WHERE id > ${after} AND sealed IS NOT NULL ORDER BY id LIMIT ${limit}`);
      return rows.map(customerOf);
    },
    reseal: (rows) => reseal(d1, rows),
  };
}

/** The id of a payer begins otherwise and ends as that of its top-up. */
const payerIdOf = (topUpId: TopUpId): PayerId => `pay_${topUpId.slice(4)}`;
const topUpIdOf = (payerId: PayerId): TopUpId => `top_${payerId.slice(4)}`;

/** First the main database, which then makes no customer of them again; then each ledger. */
async function erase({ main, ledgers }: Databases, topUpIds: readonly TopUpId[]): Promise<void> {
  const rows = topUpIds.map((topUpId) => ({ topUpId }));
  const both = [erasedPayers(rows), erasedCustomers(rows)];
  await main.batch(both.map(({ sql: text, rows: json }) => main.prepare(text).bind(json)));
  for (const [{ d1 }, ids] of byLedger(await ledgers(), topUpIds, (id) => id)) {
    const { sql: text, rows: json } = erasedTopUps(ids);
    await d1.prepare(text).bind(json).run();
  }
}

async function purchasesOf(databases: Databases, payerId: PayerId): Promise<readonly Purchase[]> {
  const { main } = databases;
  const [mine] = await rowsByIds<{ customerId: CustomerId; serviceId: ServiceId; brand: string }>(
    databases,
    [topUpIdOf(payerId)],
    `SELECT customer_id AS customerId, service_id AS serviceId, brand FROM top_up
     WHERE id IN (SELECT value FROM json_each(?))`,
  );
  if (!mine) return [];
  const { customerId, serviceId, brand } = mine;
  const alone = { serviceId, topUpId: topUpIdOf(payerId), payerId, brand };
  const own = await main
    .prepare("SELECT 1 FROM service WHERE customer_id = ? LIMIT 1")
    .bind(customerId)
    .all();
  if (own.results.length > 0) return [alone];
  const found = await lookUp(main, "cus", [customerId]);
  const others = found.map(({ topUpId, ...row }) => {
    return { serviceId: row.serviceId, topUpId, payerId: payerIdOf(topUpId), brand };
  });
  const all = new Map([alone, ...others].map((one) => [one.topUpId, one]));
  return [...all.values()].sort((a, b) => (a.topUpId < b.topUpId ? -1 : 1));
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
