/** Which service a legacy caller's payment is for (decision 14). */
import { sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import {
  BINDING_RETRY_MS,
  type PaymentBinding,
  type PaymentBindings,
} from "../../app/ports/payment-bindings.ts";
import type { IntentId } from "../../domain/base/ids.ts";
import type { Databases } from "./databases.ts";
import { lookUp, rowsByIds } from "./lookups.ts";
import { orPortFault } from "./or-port-fault.ts";

export function createPaymentBindings(databases: Databases): PaymentBindings {
  const db = drizzle(databases.main);
  return {
    bind: (wish, now) => orPortFault(() => bind(databases, wish, now)),
    bindingOf: (intentId) => orPortFault(() => bindingOf(databases, intentId)),
    takeUnfinished: (limit, now) => orPortFault(() => takeUnfinished(db, limit, now)),
  };
}

/** The primary key decides between two calls at once, and both read the row that was written. */
async function bind(
  databases: Databases,
  { intentId, topUpId, serviceId, offerId, quantity, amount, unsold, deployment }: PaymentBinding,
  now: number,
): Promise<PaymentBinding> {
  await drizzle(databases.main).run(sql`INSERT INTO payment_binding
      (intent_id, top_up_id, service_id, offer_id, quantity, amount_minor, currency, unsold,
       deployment, bound_at)
    SELECT ${intentId}, ${topUpId}, ${serviceId}, ${offerId}, CAST(${quantity} AS INTEGER),
      CAST(${amount.minor} AS INTEGER), ${amount.currency}, ${unsold}, ${deployment},
      CAST(${now} AS INTEGER)
    WHERE NOT EXISTS (SELECT 1 FROM lookup WHERE kind = 'pi' AND key = ${intentId})
    ON CONFLICT (intent_id) DO NOTHING`);
  const bound = await bindingOf(databases, intentId);
  if (bound === null) throw new Error(`${intentId}: bound, and not there`);
  return bound;
}

/** A binding as the query answers with it. */
interface BindingRow extends Omit<PaymentBinding, "amount"> {
  readonly amountMinor: number;
  readonly currency: string;
}

/**
 * The intent of a top-up that D1 knows counts as bound: a restore of D1 loses the newest bindings,
 * but the objects project their top-ups again.
 */
async function bindingOf(databases: Databases, intentId: IntentId): Promise<PaymentBinding | null> {
  const [row] = await drizzle(databases.main).all<BindingRow>(sql`
    SELECT intent_id AS intentId, top_up_id AS topUpId, service_id AS serviceId,
      offer_id AS offerId, quantity, amount_minor AS amountMinor, currency, unsold,
      deployment
    FROM payment_binding WHERE intent_id = ${intentId}`);
  const found = row ?? (await boughtWith(databases, intentId));
  if (!found) return null;
  const { amountMinor: minor, currency, ...rest } = found;
  return { ...rest, amount: { minor, currency } };
}

async function boughtWith(
  databases: Databases,
  intentId: IntentId,
): Promise<BindingRow | undefined> {
  const known = await lookUp(databases.main, "pi", [intentId]);
  const ids = known.map(({ topUpId }) => topUpId);
  const [row] = await rowsByIds<Omit<BindingRow, "intentId" | "unsold" | "deployment">>(
    databases,
    ids,
    `SELECT id AS topUpId, service_id AS serviceId, offer_id AS offerId, quantity,
       price_minor AS amountMinor, currency
     FROM top_up WHERE id IN (SELECT value FROM json_each(?))`,
  );
  return row && { ...row, intentId, unsold: null, deployment: "" };
}

/** One statement, so that two sweeps at once never take the same intent. */
async function takeUnfinished(
  db: DrizzleD1Database,
  limit: number,
  now: number,
): Promise<IntentId[]> {
  const at = sql`CAST(${now} AS INTEGER)`;
  const rows = await db.all<{ intentId: IntentId }>(sql`
    UPDATE payment_binding SET checked_at = ${at} WHERE intent_id IN (
      SELECT intent_id FROM payment_binding INDEXED BY payment_binding_due
      WHERE finished = 0
        AND (checked_at IS NULL
          OR ${at} - checked_at >= min(checked_at - bound_at, ${BINDING_RETRY_MS}))
      ORDER BY coalesce(checked_at, bound_at) LIMIT ${limit})
    RETURNING intent_id AS intentId`);
  return rows.map(({ intentId }) => intentId);
}
