/** Which service a legacy caller's payment is for (decision 14). */
import { sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import {
  BINDING_RETRY_MS,
  type PaymentBinding,
  type PaymentBindings,
} from "../../app/ports/payment-bindings.ts";
import type { IntentId } from "../../domain/base/ids.ts";
import { orPortFault } from "./or-port-fault.ts";

export function createPaymentBindings(d1: D1Database): PaymentBindings {
  const db = drizzle(d1);
  return {
    bind: (wish, now) => orPortFault(() => bind(db, wish, now)),
    bindingOf: (intentId) => orPortFault(() => bindingOf(db, intentId)),
    takeUnfinished: (limit, now) => orPortFault(() => takeUnfinished(db, limit, now)),
  };
}

/** The primary key decides between two calls at once, and both read the row that was written. */
async function bind(
  db: DrizzleD1Database,
  { intentId, topUpId, serviceId, offerId, quantity, amount, unsold, deployment }: PaymentBinding,
  now: number,
): Promise<PaymentBinding> {
  await db.run(sql`INSERT INTO payment_binding
      (intent_id, top_up_id, service_id, offer_id, quantity, amount_minor, currency, unsold,
       deployment, bound_at)
    SELECT ${intentId}, ${topUpId}, ${serviceId}, ${offerId}, CAST(${quantity} AS INTEGER),
      CAST(${amount.minor} AS INTEGER), ${amount.currency}, ${unsold}, ${deployment},
      CAST(${now} AS INTEGER)
    WHERE NOT EXISTS (SELECT 1 FROM top_up_intent WHERE intent_id = ${intentId})
    ON CONFLICT (intent_id) DO NOTHING`);
  const bound = await bindingOf(db, intentId);
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
async function bindingOf(
  db: DrizzleD1Database,
  intentId: IntentId,
): Promise<PaymentBinding | null> {
  const [row] = await db.all<BindingRow>(sql`
    SELECT intent_id AS intentId, top_up_id AS topUpId, service_id AS serviceId,
      offer_id AS offerId, quantity, amount_minor AS amountMinor, currency, unsold,
      deployment
    FROM payment_binding WHERE intent_id = ${intentId}
    UNION ALL
    SELECT i.intent_id, t.id, t.service_id, t.offer_id, t.quantity, t.price_minor, t.currency,
      NULL, ''
    FROM top_up_intent AS i JOIN top_up AS t ON t.id = i.top_up_id
    WHERE i.intent_id = ${intentId}
    LIMIT 1`);
  if (!row) return null;
  const { amountMinor: minor, currency, ...rest } = row;
  return { ...rest, amount: { minor, currency } };
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
      SELECT intent_id FROM payment_binding AS b
      WHERE NOT EXISTS (SELECT 1 FROM top_up_intent AS i WHERE i.intent_id = b.intent_id)
        AND (checked_at IS NULL
          OR ${at} - checked_at >= min(checked_at - bound_at, ${BINDING_RETRY_MS}))
      ORDER BY coalesce(checked_at, bound_at) LIMIT ${limit})
    RETURNING intent_id AS intentId`);
  return rows.map(({ intentId }) => intentId);
}
