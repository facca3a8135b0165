/**
 * The statements of the projection and the webhook inbox. Each takes its rows as one JSON
 * parameter. A statement that writes may run again or late without changing a newer row.
 */
import { type SQL, sql } from "drizzle-orm";
import { bulk, field, insertRows, keepNewest, ROWS } from "./bulk.ts";
import { invoiceNumberSql } from "./legacy-wording.ts";
import * as schema from "./schema.ts";

const nothing = sql`ON CONFLICT DO NOTHING`;
const none = sql``;

/**
 * A customer who is there keeps the id; one who is not gets the id that the paid top-up already
 * names, so that each row is reached through its top-up. A batch that was pulled before the payer
 * was erased brings nothing back.
 */
export const customers = bulk(() =>
  insertRows(schema.customer, {
    computed: {
      id: sql`coalesce((SELECT customer_id FROM top_up
        WHERE top_up.id = ${field("topUpId")} AND paid_at IS NOT NULL), ${field("id")})`,
    },
    where: sql`NOT EXISTS (SELECT 1 FROM service
        WHERE service.id = ${field("serviceId")} AND customer_id IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM top_up
        WHERE top_up.id = ${field("topUpId")} AND payer_erased = 1)`,
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
export const erasedPayers = bulk(
  () => sql`UPDATE top_up SET payer_erased = 1 FROM json_each(${ROWS})
    WHERE top_up.id = value AND top_up.payer_erased = 0`,
);

/**
 * The customers whose block is that of such a payer, again with every projection of the log: D1 may
 * have been restored from a backup. A service's own customer has no payer.
 */
export const erasedCustomers = bulk(
  () => sql`DELETE FROM customer WHERE payer_id IN (
      SELECT top_up.payer_id FROM json_each(${ROWS}) JOIN top_up ON top_up.id = value)`,
);

/** A payer may correct the email until the payment; from then on the customer does not change. */
export const topUps = bulk(() =>
  insertRows(schema.topUp, {
    computed: {
      customerId: sql`coalesce(
        (SELECT customer_id FROM service WHERE id = ${field("serviceId")}),
        (SELECT id FROM customer WHERE ${field("paidAt")} IS NOT NULL
          AND brand = ${field("brand")} AND payer_key = ${field("payerKey")}),
        ${field("ownCustomerId")})`,
    },
    tail: keepNewest(schema.topUp, "id", ["service_id", "brand", "requested_at"], {
      customer_id: sql`CASE WHEN top_up.paid_at IS NULL
        THEN excluded.customer_id ELSE top_up.customer_id END`,
      payer_erased: sql`max(top_up.payer_erased, excluded.payer_erased)`,
    }),
  }),
);
/** One that was swept comes back with a projection of its log, until the object drops that. */
export const declined = bulk(() =>
  insertRows(schema.declinedTopUp, {
    tail: keepNewest(schema.declinedTopUp, "id", ["service_id", "brand", "requested_at"]),
  }),
);
export const intents = bulk(() => insertRows(schema.topUpIntent, { tail: nothing }));

export const jobs = bulk(() =>
  insertRows(schema.provisioningJob, {
    tail: keepNewest(schema.provisioningJob, "provision_id", [
      "top_up_id",
      "service_id",
      "playbook",
      "started_at",
    ]),
  }),
);

export const invoices = bulk(() =>
  insertRows(schema.invoice, {
    computed: {
      title: sql`'Invoice ' || ${printed(field("number"))}`,
      customerId: sql`(SELECT customer_id FROM top_up WHERE id = ${field("topUpId")})`,
    },
    // Two services with one ordinal would give two top-ups one invoice id: that must fail.
    where: sql`NOT EXISTS (SELECT 1 FROM invoice
      WHERE invoice_id = ${field("invoiceId")} AND top_up_id = ${field("topUpId")})`,
    tail: sql`ORDER BY ${field("brand")}, ${field("invoiceId")}`,
  }),
);
const printed = (number: SQL): SQL => {
  const [before = "", after = ""] = invoiceNumberSql("?").split("?");
  return sql`${sql.raw(before)}${number}${sql.raw(after)}`;
};

export const transactions = bulk(() => {
  const ofInvoice = sql`FROM invoice WHERE invoice_id = ${field("invoiceId")}`;
  return insertRows(schema.ledgerTransaction, {
    computed: {
      title: sql`coalesce(${field("title")}, (SELECT 'Payment for ' || title ${ofInvoice}))`,
      customerId: sql`(SELECT customer_id ${ofInvoice})`,
    },
    where: sql`NOT EXISTS (SELECT 1 FROM ledger_transaction WHERE id = ${field("id")})`,
    tail: none,
  });
});

/** The register's copy of the expiry; an older batch never overwrites a newer one. */
export const expiries = bulk(
  () => sql`UPDATE service SET expiry_at = ${field("expiryAt")}, expiry_seq = ${field("seq")}
    FROM json_each(${ROWS})
    WHERE service.id = ${field("serviceId")} AND ${field("seq")} > service.expiry_seq`,
);

export const payerBlocks = bulk(() =>
  insertRows(schema.payerBlock, { tail: keepNewest(schema.payerBlock, "top_up_id", ["brand"]) }),
);

export const approvalRequests = bulk(() =>
  insertRows(schema.approvalRequest, {
    tail: keepNewest(schema.approvalRequest, "id", ["service_id", "top_up_id", "brand"]),
  }),
);

export const activities = bulk(() => insertRows(schema.activity, { tail: nothing }));

const fresh = sql`NOT EXISTS
  (SELECT 1 FROM journal_entry WHERE entry_id = ${field("entryId")})`;
export const postings = bulk(() => insertRows(schema.posting, { where: fresh, tail: none }));
export const journalEntries = bulk(() =>
  insertRows(schema.journalEntry, { where: fresh, tail: none }),
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

/** Reads the numbers of invoices; `rows` are their ids. */
export const numbersOf = bulk(
  () => sql`SELECT service_id AS serviceId, top_up_id AS topUpId,
      ${sql.raw(invoiceNumberSql("number"))} AS invoiceNumber
    FROM invoice WHERE invoice_id IN (SELECT value FROM json_each(${ROWS}))
    ORDER BY invoice_id`,
);

/** Reads which of these invoices D1 does not have, and the highest number of their brand. */
export const unnumberedInvoices = bulk(
  () => sql`SELECT ${field("topUpId")} AS topUpId,
      ${field("serviceId")} AS serviceId, ${field("brand")} AS brand,
      coalesce((SELECT max(number) FROM invoice WHERE brand = ${field("brand")}), 0) AS above
    FROM json_each(${ROWS})
    WHERE NOT EXISTS (SELECT 1 FROM invoice
      WHERE invoice_id = ${field("invoiceId")} AND top_up_id = ${field("topUpId")})
    ORDER BY ${field("invoiceId")}`,
);
