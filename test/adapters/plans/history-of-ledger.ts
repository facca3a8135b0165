import { type Facts, insert } from "./history-facts.ts";

/** What a ledger has of each top-up. */
export const ledgerInserts = (f: Facts): readonly string[] => [
  insert(
    "top_up",
    `id, service_id, brand, service_uuid, imsi, customer_id, payer_erased, offer_id, offer_kind,
     quantity, price_minor, currency, received_minor, returned_minor, payment_intent,
     payment_method, disputed, reference_number, job_status, job_outcome, job_ended_at, job_steps,
     state, unconfirmed, legacy_status, origin, identified_by, livemode, requested_at, paid_at,
     ended_at, state_since, ended, received, seq`,
    `id, ${f.service}, 'default', ${f.uuid}, ${f.imsi}, ${f.customer}, 0, 'off_1', 'days',
     7, 7000, 'usd', iif(${f.received}, 7000, 0), 0, ${f.intent},
     'visa 4242', 0, iif(${f.received}, ${f.reference}, NULL), iif(${f.ended}, 0, NULL),
     iif(${f.ended}, 'done', NULL), iif(${f.ended}, ${f.at}, NULL), iif(${f.ended}, '[]', NULL),
     ${f.state}, 0, iif(${f.credited}, 'Success', iif(${f.ended}, 'Refunded', 'Pending')),
     'portal', 'address', 1, ${f.at}, iif(${f.received}, ${f.at}, NULL),
     iif(${f.ended}, ${f.at}, NULL), ${f.at}, ${f.ended}, ${f.received}, 9`,
  ),
  ...[1, 2].map((seq) =>
    insert(
      "activity",
      "top_up_id, seq, at, kind, text",
      `id, ${seq}, ${f.at}, 'credited', 'extended'`,
    ),
  ),
  insert(
    "invoice",
    `invoice_id, brand, number, top_up_id, sale_title, amount_minor, currency, issued_at, paid_at`,
    `${f.reference}, 'default', i, id, 'Unlimited data', 7000, 'usd', ${f.at}, ${f.at}`,
    f.credited,
  ),
  ...[1, 2, 3].map((n) =>
    insert(
      "journal_entry",
      "top_up_id, n, kind, seq, at, postings",
      `id, ${n}, 'received', ${n}, ${f.at}, '[[1,7000,"usd"],[2,-7000,"usd"]]'`,
    ),
  ),
];
