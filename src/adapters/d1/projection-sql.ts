/**
 * What the projection and the webhook inbox write in the main database. Each statement takes its
 * rows as one JSON parameter, and may run again or late without changing a newer row.
 */
import { sql } from "drizzle-orm";
import { bulk, field, insertRows, keepNewest, ROWS } from "./bulk.ts";
import * as schema from "./schema.ts";

const nothing = sql`ON CONFLICT DO NOTHING`;
const lastNumber = sql`coalesce(
  (SELECT last_number FROM sequence_backup WHERE brand = ${field("brand")}), 0)`;

const erased = sql`EXISTS (SELECT 1 FROM erased_payer WHERE top_up_id = ${field("topUpId")})`;

/**
 * A customer who is there keeps the id; one who is not gets the id that the paid top-up already
 * names, so that each row is reached through its top-up. A batch that was pulled before the payer
 * was erased brings nothing back.
 */
export const customers = bulk(() =>
  insertRows(schema.customer, {
    where: sql`NOT EXISTS (SELECT 1 FROM service
        WHERE service.id = ${field("serviceId")} AND customer_id IS NOT NULL)
      AND NOT ${erased}`,
    tail: sql`ON CONFLICT DO UPDATE SET payer_id = excluded.payer_id, sealed = excluded.sealed,
      updated_at = excluded.updated_at WHERE excluded.updated_at > customer.updated_at`,
  }),
);

/** A customer found under an older secret's key gets the newest one; another with it stays. */
export const rekeys = bulk(
  () => sql`UPDATE OR IGNORE customer SET payer_key = ${field("payerKey")}
    FROM json_each(${ROWS})
    WHERE customer.brand = ${field("brand")} AND customer.payer_key = ${field("older")}`,
);

/** Says of these top-ups that the payer was erased: from now on none of them makes a customer. */
export const erasedPayers = bulk(() => insertRows(schema.erasedPayer, { tail: nothing }));

/**
 * The customers whose block is that of such a payer, again with every projection of the log: D1 may
 * have been restored from a backup. A service's own customer has no payer. The id of a payer ends
 * as that of its top-up.
 */
export const erasedCustomers = bulk(
  () => sql`DELETE FROM customer WHERE payer_id IN (
      SELECT 'pay_' || substr(${field("topUpId")}, 5) FROM json_each(${ROWS}))`,
);

/**
 * The customer of a top-up: that of the payment, once there was one (\`knownId\`); until then the
 * service's own, the payer's by their key, or one of its own. A payer may correct the email until
 * the payment.
 */
const customerOf = sql`coalesce(${field("knownId")},
  (SELECT customer_id FROM service WHERE id = ${field("serviceId")}),
  (SELECT id FROM customer WHERE ${field("isPaid")}
    AND brand = ${field("brand")} AND payer_key = ${field("payerKey")}),
  ${field("ownCustomerId")})`;
export const customersOf = bulk(
  () => sql`SELECT ${field("topUpId")} AS topUpId, ${customerOf} AS customerId
    FROM json_each(${ROWS})`,
);

/**
 * New numbers that leave more than a thousand out: a lost sequence begins so (decision 41), and so
 * does one that goes on while D1 was restored. Runs before `sequenceBackups`, in the same batch.
 */
export const numberJumps = bulk(() =>
  insertRows(schema.deploymentFinding, {
    computed: {
      kind: sql`'invoice_numbers_skipped'`,
      subject: sql`'sequence/' || (${field("brand")})`,
      detail: sql`printf('numbers %d to %d: not given, or not in D1 yet',
        ${lastNumber} + 1, ${field("first")} - 1)`,
      openedAt: field("at"),
      closedAt: sql`NULL`,
    },
    where: sql`${field("first")} > ${lastNumber} + 1000`,
    tail: sql`ON CONFLICT DO UPDATE SET opened_at = excluded.opened_at, closed_at = NULL,
      detail = iif(deployment_finding.closed_at IS NULL, deployment_finding.detail || '; ', '')
        || excluded.detail`,
  }),
);
export const sequenceBackups = bulk(() =>
  insertRows(schema.sequenceBackup, {
    tail: sql`ON CONFLICT (brand) DO UPDATE SET last_number = excluded.last_number,
      at = excluded.at WHERE excluded.last_number > sequence_backup.last_number`,
  }),
);
/** Reads how far these sequences have come; `rows` are their brands. */
export const backedUpNumbers = bulk(
  () => sql`SELECT brand, last_number AS number FROM sequence_backup
    WHERE brand IN (SELECT value FROM json_each(${ROWS}))`,
);

export const lookups = bulk(() => insertRows(schema.lookup, { tail: nothing }));
export const customerLookups = bulk(() =>
  insertRows(schema.lookup, {
    computed: { key: customerOf, kind: sql`'cus'` },
    where: sql`${field("isPaid")}`,
    tail: nothing,
  }),
);
/** Bound payments whose top-up D1 knows by now: the sweep need not look at them again. */
export const finishedBindings = bulk(
  () => sql`UPDATE payment_binding SET finished = 1 FROM json_each(${ROWS})
    WHERE payment_binding.intent_id = ${field("key")} AND payment_binding.finished = 0
      AND ${field("kind")} = 'pi'`,
);

/** One that was swept comes back with a projection of its log, until the object drops that. */
export const declined = bulk(() =>
  insertRows(schema.declinedTopUp, {
    tail: keepNewest(schema.declinedTopUp, "id", ["service_id", "brand", "requested_at"]),
  }),
);
/** The register's copy of the expiry; an older batch never overwrites a newer one. */
export const expiries = bulk(
  () => sql`UPDATE service SET expiry_at = ${field("expiryAt")}, expiry_seq = ${field("seq")}
    FROM json_each(${ROWS})
    WHERE service.id = ${field("serviceId")} AND ${field("seq")} > service.expiry_seq`,
);

/** How long the credits of these services have to be compared with the OCS; only ever longer. */
export const audits = bulk(() =>
  insertRows(schema.auditedService, {
    tail: sql`ON CONFLICT (service_id) DO UPDATE SET until = excluded.until
      WHERE excluded.until > audited_service.until`,
  }),
);

export const payerBlocks = bulk(() =>
  insertRows(schema.payerBlock, { tail: keepNewest(schema.payerBlock, "top_up_id", ["brand"]) }),
);

export const approvalRequests = bulk(() =>
  insertRows(schema.approvalRequest, {
    tail: keepNewest(schema.approvalRequest, "id", ["service_id", "top_up_id", "brand"]),
  }),
);

export const findings = bulk(() =>
  insertRows(schema.finding, {
    tail: sql`ON CONFLICT DO UPDATE SET closed_at = excluded.closed_at
      WHERE finding.closed_at IS NULL AND excluded.closed_at IS NOT NULL`,
  }),
);
export const endedFindings = bulk(
  () => sql`UPDATE finding SET closed_at = ${field("endedAt")}
    FROM json_each(${ROWS})
    WHERE finding.top_up_id = ${field("topUpId")} AND finding.source = 'outside'
      AND finding.closed_at IS NULL AND finding.opened_at <= ${field("endedAt")}`,
);

export const inboxRows = bulk(() => insertRows(schema.webhookInbox, { tail: nothing }));
