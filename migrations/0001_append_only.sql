-- What drizzle-kit cannot express: the ledger only grows, an entry balances, an invoice number is given once.
-- One trigger is one line, because D1 cuts a file on its server (migrations/README.md has the rules).

-- No row of the ledger is changed or deleted.
CREATE TRIGGER invoice_no_update BEFORE UPDATE ON invoice BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;
CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;
CREATE TRIGGER ledger_transaction_no_update BEFORE UPDATE ON ledger_transaction BEGIN SELECT RAISE(ABORT, 'ledger_transaction is append-only'); END;
CREATE TRIGGER ledger_transaction_no_delete BEFORE DELETE ON ledger_transaction BEGIN SELECT RAISE(ABORT, 'ledger_transaction is append-only'); END;
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'posting is append-only'); END;
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'posting is append-only'); END;

-- Nor is the history of the brands.
CREATE TRIGGER brand_history_no_update BEFORE UPDATE ON brand_history BEGIN SELECT RAISE(ABORT, 'brand_history is append-only'); END;
CREATE TRIGGER brand_history_no_delete BEFORE DELETE ON brand_history BEGIN SELECT RAISE(ABORT, 'brand_history is append-only'); END;
CREATE TRIGGER brand_history_no_replace BEFORE INSERT ON brand_history WHEN EXISTS (SELECT 1 FROM brand_history WHERE brand = NEW.brand AND revision = NEW.revision) BEGIN SELECT RAISE(ABORT, 'brand_history is append-only'); END;

-- INSERT OR REPLACE fires no delete trigger, so these triggers refuse a second row with the same id.
-- Writers filter with NOT EXISTS, because a trigger fires before ON CONFLICT DO NOTHING is considered.
CREATE TRIGGER invoice_no_replace BEFORE INSERT ON invoice WHEN EXISTS (SELECT 1 FROM invoice WHERE invoice_id = NEW.invoice_id) BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;
CREATE TRIGGER ledger_transaction_no_replace BEFORE INSERT ON ledger_transaction WHEN EXISTS (SELECT 1 FROM ledger_transaction WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'ledger_transaction is append-only'); END;
CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry WHEN EXISTS (SELECT 1 FROM journal_entry WHERE entry_id = NEW.entry_id) BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;

-- Postings are written before their entry, and the entry closes the set: a closed entry takes no more postings.
CREATE TRIGGER posting_entry_open BEFORE INSERT ON posting WHEN EXISTS (SELECT 1 FROM journal_entry WHERE entry_id = NEW.entry_id) BEGIN SELECT RAISE(ABORT, 'the journal entry is closed'); END;
CREATE TRIGGER journal_entry_balanced BEFORE INSERT ON journal_entry WHEN NOT EXISTS (SELECT 1 FROM posting WHERE entry_id = NEW.entry_id) OR EXISTS (SELECT 1 FROM posting WHERE entry_id = NEW.entry_id GROUP BY currency HAVING sum(amount_minor) <> 0) BEGIN SELECT RAISE(ABORT, 'the journal entry does not balance'); END;

-- Invoice numbers come from the invoice sequence (decision 5), so their rows may arrive in any order, and after a
-- restore all of them arrive again with their old numbers. The same number twice in one brand stays forbidden.
CREATE TRIGGER invoice_number_once BEFORE INSERT ON invoice WHEN NEW.number < 1 OR EXISTS (SELECT 1 FROM invoice WHERE brand = NEW.brand AND number = NEW.number) BEGIN SELECT RAISE(ABORT, 'an invoice number is given once'); END;

-- The table that older systems query, under its old name. A top-up that was never paid has no row in it.
-- An amount is decimal text with as many digits as its currency has (the exponents of src/domain/base/money.ts).
-- An instant is UTC, written YYYY-MM-DD HH:MM:SS. The column created is when the money arrived.
CREATE VIEW hotspot_topup AS
SELECT
  provision_id AS hotspot_topup_id,
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
  provision_id,
  invoice_id,
  customer_id,
  datetime(coalesce(paid_at, requested_at) / 1000, 'unixepoch') AS created,
  datetime(state_since / 1000, 'unixepoch') AS modified
FROM top_up
WHERE legacy_status IS NOT NULL AND offer_kind = 'days';
