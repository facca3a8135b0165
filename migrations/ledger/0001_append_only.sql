-- What drizzle-kit cannot express: the ledger only grows, an entry balances, an invoice number is given once.
-- One trigger is one line, because D1 cuts a file on its server (migrations/README.md has the rules).

-- No row of the ledger is changed or deleted.
CREATE TRIGGER invoice_no_update BEFORE UPDATE ON invoice BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;
CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;

-- INSERT OR REPLACE fires no delete trigger, so these triggers refuse a second row with the same id.
-- Writers filter with NOT EXISTS, because a trigger fires before ON CONFLICT DO NOTHING is considered.
CREATE TRIGGER invoice_no_replace BEFORE INSERT ON invoice WHEN EXISTS (SELECT 1 FROM invoice WHERE invoice_id = NEW.invoice_id) BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;
CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry WHEN EXISTS (SELECT 1 FROM journal_entry WHERE top_up_id = NEW.top_up_id AND n = NEW.n) BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;

-- A posting is an account, whole minor units other than 0 (debit positive, credit negative) and a currency.
CREATE TRIGGER journal_entry_postings BEFORE INSERT ON journal_entry WHEN json_array_length(NEW.postings) < 2 OR EXISTS (SELECT 1 FROM json_each(NEW.postings) AS p WHERE json_type(p.value, '$[0]') IS NOT 'integer' OR p.value ->> 0 NOT BETWEEN 1 AND 8 OR json_type(p.value, '$[1]') IS NOT 'integer' OR p.value ->> 1 = 0 OR json_type(p.value, '$[2]') IS NOT 'text' OR p.value ->> 2 NOT GLOB '[a-z][a-z][a-z]' OR json_array_length(p.value) <> 3) BEGIN SELECT RAISE(ABORT, 'a posting is an account, an amount and a currency'); END;
CREATE TRIGGER journal_entry_balanced BEFORE INSERT ON journal_entry WHEN EXISTS (SELECT 1 FROM json_each(NEW.postings) AS p GROUP BY p.value ->> 2 HAVING sum(p.value ->> 1) <> 0) BEGIN SELECT RAISE(ABORT, 'the journal entry does not balance'); END;

-- Invoice numbers come from the invoice sequence (decision 5), so their rows may arrive in any order, and after a
-- restore all of them arrive again with their old numbers. The same number twice in one brand stays forbidden.
CREATE TRIGGER invoice_number_once BEFORE INSERT ON invoice WHEN NEW.number < 1 OR EXISTS (SELECT 1 FROM invoice WHERE brand = NEW.brand AND number = NEW.number) BEGIN SELECT RAISE(ABORT, 'an invoice number is given once'); END;

-- The job under which older systems know the provisioning of a top-up.
CREATE VIEW provisioning_job AS
SELECT reference_number AS provision_id, id AS top_up_id, service_id, brand, 'play_topup_hotspot' AS playbook,
  job_status AS status, job_outcome AS outcome, job_steps AS steps,
  coalesce(paid_at, requested_at) AS started_at, job_ended_at AS ended_at
FROM top_up
WHERE job_status IS NOT NULL;

-- One line of an entry. Accounts have numbers in a row, which stay for ever (src/adapters/d1/account-numbers.ts).
CREATE VIEW posting AS
SELECT e.top_up_id || ':' || e.n AS entry_id, p.key + 1 AS n,
  CASE p.value ->> 0 WHEN 1 THEN 'stripe_clearing' WHEN 2 THEN 'bank' WHEN 3 THEN 'customer_prepayments'
    WHEN 4 THEN 'refunds_payable' WHEN 5 THEN 'refunds_failed' WHEN 6 THEN 'revenue' WHEN 7 THEN 'losses'
    WHEN 8 THEN 'given_away' END AS account,
  p.value ->> 1 AS amount_minor, p.value ->> 2 AS currency, e.top_up_id AS top_up_id
FROM journal_entry AS e, json_each(e.postings) AS p;

-- An invoice with what follows from its top-up. Its reference is the payment intent that paid it.
CREATE VIEW invoice_document AS
SELECT i.invoice_id AS invoice_id, i.brand AS brand, i.number AS number,
  'Invoice ' || printf('INV-%06d', i.number) AS title, i.top_up_id AS top_up_id,
  t.service_id AS service_id, t.customer_id AS customer_id, i.buyer_hash AS buyer_hash,
  i.amount_minor AS amount_minor, i.currency AS currency, i.issued_at AS issued_at,
  i.paid_at AS paid_at, t.payment_intent AS reference, printf('TXN-%d', i.invoice_id) AS sale_transaction
FROM invoice AS i JOIN top_up AS t ON t.id = i.top_up_id;

-- The sale, which the customer owes, and the payment, which offsets it. Both are facts of the invoice.
CREATE VIEW ledger_transaction AS
SELECT printf('TXN-%d', i.invoice_id) AS id, 'sale' AS kind, i.sale_title AS title,
  i.amount_minor AS amount_minor, i.currency AS currency, i.top_up_id AS top_up_id,
  t.service_id AS service_id, t.customer_id AS customer_id, i.invoice_id AS invoice_id,
  t.payment_intent AS reference, i.issued_at AS at
FROM invoice AS i JOIN top_up AS t ON t.id = i.top_up_id
UNION ALL
SELECT printf('TXN-%d', i.invoice_id + 1), 'payment', 'Payment for Invoice ' || printf('INV-%06d', i.number),
  -i.amount_minor, i.currency, i.top_up_id, t.service_id, t.customer_id, i.invoice_id, t.payment_intent,
  i.issued_at
FROM invoice AS i JOIN top_up AS t ON t.id = i.top_up_id;

-- The table that older systems query, under its old name. A top-up that was never paid has no row in it.
-- An amount is decimal text with as many digits as its currency has (the exponents of src/domain/base/money.ts).
-- An instant is UTC, written YYYY-MM-DD HH:MM:SS. The column created is when the money arrived.
-- The same with the ids and the state, by which it is searched through an index (src/docs/older-queries.md).
CREATE VIEW hotspot_topup_with_ids AS
SELECT
  id AS top_up_id,
  service_id,
  state,
  reference_number AS hotspot_topup_id,
  service_uuid,
  imsi,
  quantity AS days,
  CASE
    WHEN currency IN ('bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'vnd',
      'vuv', 'xaf', 'xof', 'xpf') THEN printf('%d', price_minor)
    WHEN currency IN ('bhd', 'jod', 'kwd', 'omr', 'tnd')
      THEN printf('%d.%03d', price_minor / 1000, price_minor % 1000)
    ELSE printf('%d.%02d', price_minor / 100, price_minor % 100)
  END AS topup_amount,
  upper(currency) AS currency,
  legacy_status AS status,
  payment_intent AS payment_intent_id,
  reference_number AS provision_id,
  reference_number AS invoice_id,
  customer_id,
  datetime(coalesce(paid_at, requested_at) / 1000, 'unixepoch') AS created,
  datetime(state_since / 1000, 'unixepoch') AS modified
FROM top_up
WHERE legacy_status IS NOT NULL AND offer_kind = 'days';

CREATE VIEW hotspot_topup AS
SELECT
  hotspot_topup_id,
  service_uuid,
  imsi,
  days,
  topup_amount,
  currency,
  status,
  payment_intent_id,
  provision_id,
  invoice_id,
  customer_id,
  created,
  modified
FROM hotspot_topup_with_ids;
